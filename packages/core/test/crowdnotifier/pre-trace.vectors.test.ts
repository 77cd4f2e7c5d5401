import {
  boxPublicKey,
  decodePreTrace,
  encodePreTrace,
  genPreTraces,
  genTrace,
  hashToG1,
  ibeKeyDer,
  identityAt,
  openSealedBox,
  type PreTrace,
  venueOfEntryV2,
  verifyTrace,
} from '@waypost/core/crowdnotifier';
import { fromBase64Url, fromHex, toBase64Url, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flip, outcome, vectors } from './kit.ts';

const { preTraceV2 } = vectors;
const healthAuthoritySecretKey = fromHex(preTraceV2.healthAuthoritySecretKey);
const cases = preTraceV2.cases.map((vector) => ({
  ...vector,
  bytes: fromBase64Url(vector.preTraceWithProof),
  stay: { arrival: vector.hour * 3600, departure: vector.hour * 3600 + 3599 },
}));

describe.each(cases)('a real pre-trace of hour $hour: vectors', (vector) => {
  const preTrace = decodePreTrace(vector.bytes, 2);
  const { venue } = preTrace;
  const request = { stay: vector.stay, healthAuthoritySecretKey };
  const trace = (change: Partial<PreTrace>) => genTrace({ ...preTrace, ...change }, request);

  it('is read, and written again byte for byte', () => {
    expect(toHex(venue.source)).toBe(vector.info);
    expect(venue.nonces.map(toHex)).toEqual([vector.nonce1, vector.nonce2]);
    expect(toHex(venue.masterPublicKey)).toBe(vector.masterPublicKey);
    expect(toHex(venue.notificationKey)).toBe(vector.notificationKey);
    expect(toHex(preTrace.identity)).toBe(vector.identity);
    expect(toHex(preTrace.partialSecretKeyForIdentityOfLocation)).toBe(vector.partialSkidLocation);
    expect(toHex(preTrace.cipherTextHealthAuthority)).toBe(vector.ctxtHealthAuthority);
    expect(toBase64Url(encodePreTrace(preTrace))).toBe(vector.preTraceWithProof);
  });

  it('opens, and its identity follows from the code', () => {
    const share = openSealedBox(preTrace.cipherTextHealthAuthority, healthAuthoritySecretKey);
    expect(toHex(boxPublicKey(healthAuthoritySecretKey))).toBe(preTraceV2.healthAuthorityPublicKey);
    expect(toHex(share ?? new Uint8Array(0))).toBe(vector.mskha);
    expect(toHex(identityAt(venue, vector.stay.arrival))).toBe(vector.identity);
    expect(toHex(hashToG1(preTrace.identity))).toBe(vector.h1);
    const [nonce1, nonce2] = venue.nonces;
    const { masterPublicKey } = venue;
    expect(venueOfEntryV2({ info: venue.source, masterPublicKey, nonce1, nonce2 })).toEqual(venue);
  });

  it('becomes a trace that holds', () => {
    const made = genTrace(preTrace, request);
    expect(toHex(made?.secretKeyForIdentity ?? new Uint8Array(0))).toBe(vector.skid);
    expect(made?.slotStart).toBe(vector.stay.arrival);
    expect(toHex(made?.notificationKey ?? new Uint8Array(0))).toBe(vector.notificationKey);
  });

  it('is dropped for another hour, another authority, another half, another code', () => {
    const { arrival, departure } = vector.stay;
    const later = { arrival: arrival + 3600, departure: departure + 3600 };
    const other = flip(healthAuthoritySecretKey, 1);
    const inverse = flip(preTrace.partialSecretKeyForIdentityOfLocation, 47, 0x80);
    expect(genTrace(preTrace, { ...request, stay: later })).toBeNull();
    expect(genTrace(preTrace, { ...request, healthAuthoritySecretKey: other })).toBeNull();
    expect(trace({ identity: flip(preTrace.identity) })).toBeNull();
    expect(trace({ partialSecretKeyForIdentityOfLocation: inverse })).toBeNull();
    expect(
      trace({ cipherTextHealthAuthority: flip(preTrace.cipherTextHealthAuthority) }),
    ).toBeNull();
    expect(trace({ venue: { ...venue, source: flip(venue.source, 3) } })).toBeNull();
  });

  it.each([
    [
      'a half off the curve',
      { partialSecretKeyForIdentityOfLocation: new Uint8Array(48) },
      'POINT_INVALID',
    ],
    [
      'a code that cannot be read',
      { venue: { ...venue, source: venue.source.subarray(1) } },
      'VENUE_LIST_MALFORMED',
    ],
  ])('is refused with %s', async (_name, change, code) => {
    expect(await outcome(() => trace(change))).toBe(code);
  });

  it('is refused cut off anywhere', async () => {
    for (let length = 0; length < vector.bytes.length; length += 7) {
      const cut = vector.bytes.subarray(0, length);
      expect(await outcome(() => decodePreTrace(cut, 2))).toBe('VENUE_LIST_MALFORMED');
    }
  });

  it('does not take the notification key from the upload', () => {
    const planted = { ...venue, notificationKey: new Uint8Array(32) };
    expect(toHex(trace({ venue: planted })?.notificationKey ?? new Uint8Array(0))).toBe(
      vector.notificationKey,
    );
  });
});

describe('pre-traces', () => {
  it('holds for a key that the mcl test server made', () => {
    const { identity, secretKeyForIdentity } = vectors.associatedData;
    const key = {
      identity: fromHex(identity),
      secretKeyForIdentity: fromHex(secretKeyForIdentity),
    };
    expect(verifyTrace(key, fromHex(vectors.masterKey.masterPublicKey))).toBe(true);
  });

  it.each(vectors.serverBasedTrace.cases)(
    'derives the key of the hour $slotStart',
    ({ identity, secretKeyForIdentity }) => {
      const key = ibeKeyDer(fromHex(vectors.masterKey.masterSecretKey), fromHex(identity));
      expect(toHex(key)).toBe(secretKeyForIdentity);
    },
  );

  it('are made for each hour of a stay, and written with their times', () => {
    const { venue, cipherTextHealthAuthority } = decodePreTrace(
      cases[0]?.bytes ?? new Uint8Array(0),
      2,
    );
    const source = {
      venue,
      masterSecretKeyLocation: fromHex(cases[0]?.mskha ?? ''),
      cipherTextHealthAuthority,
    };
    const stay = { arrival: 1_610_449_200, departure: 1_610_452_800 };
    const made = genPreTraces(source, stay);
    expect(made.map(({ slotStart }) => slotStart)).toEqual([1_610_449_200, 1_610_452_800]);
    expect(made.map((each) => decodePreTrace(encodePreTrace(each), 2))).toEqual(made);
  });
});
