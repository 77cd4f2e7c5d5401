import {
  boxPublicKey,
  decodePreTrace,
  decodeProblematicEvents,
  decodeQrCodeEntryV2,
  decodeQrCodeTrace,
  encodePreTrace,
  encodeProblematicEvents,
  encodeQrCodeContentV2,
  encodeQrCodeEntryV2,
  encodeQrCodeTrace,
  genPreTraces,
  genTrace,
  type HashToG1,
  ibeKeyGen,
  issueProblematicEvent,
  issueQrCodePayload,
  matchVisits,
  sealVisit,
  setupLocation,
  type Venue,
  venueOfEntryV2,
  venueOfPayload,
} from '@waypost/core/crowdnotifier';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { HOUR, masterPublicKey, outcome, repeatable } from './kit.ts';

const randomBytes = repeatable('flow');
const healthAuthoritySecretKey = randomBytes(32);
const healthAuthorityKey = boxPublicKey(healthAuthoritySecretKey);
const description = {
  version: 3,
  description: 'Phở Thìn',
  address: '13 Lò Đúc, Hà Nội',
  startTimestamp: HOUR - 86_400,
  endTimestamp: HOUR + 86_400,
  countryData: new Uint8Array(0),
};
const stay = { arrival: HOUR + 600, departure: HOUR + 1200 };
const message = { version: 3, message: 'Xin hãy xét nghiệm', countryData: new Uint8Array(0) };

const owner = setupLocation(description, healthAuthorityKey, randomBytes);

describe.each<HashToG1>(['mcl', 'rfc9380'])('from the wall to the warning, %s', (map) => {
  const kept = decodeQrCodeTrace(encodeQrCodeTrace(owner));
  const venue = venueOfPayload(kept.qrCodePayload);

  it('warns who was there, and nobody else', () => {
    const [preTrace = expect.fail()] = genPreTraces({ ...kept, venue }, stay, map);
    const uploaded = decodePreTrace(encodePreTrace(preTrace), 3);
    const trace = genTrace(uploaded, { stay, healthAuthoritySecretKey, map });
    const window = { start: stay.arrival, end: stay.departure };
    const issued = issueProblematicEvent(
      { ...(trace ?? expect.fail()), version: 3, associatedData: { ...message, window } },
      randomBytes,
    );
    const published = encodeProblematicEvents({ version: 3, events: [issued] });
    const [event = expect.fail()] = decodeProblematicEvents(published).events;

    const elsewhere = venueOfPayload(
      issueQrCodePayload(description, venue.masterPublicKey, randomBytes),
    );
    const visits = [
      sealVisit({ id: 'there', venue, stay }, randomBytes, map),
      sealVisit({ id: 'elsewhere', venue: elsewhere, stay }, randomBytes, map),
    ];
    expect(matchVisits(event, visits)).toEqual([
      { visitId: 'there', stay, associatedData: { ...message, window } },
    ]);
  });
});

describe('what the authority does not believe', () => {
  const venue = venueOfPayload(owner.qrCodePayload);
  const request = { stay, healthAuthoritySecretKey };

  it('is a code of somebody else around keys of its own', () => {
    const other = setupLocation(description, healthAuthorityKey, randomBytes);
    const [preTrace = expect.fail()] = genPreTraces({ ...other, venue }, stay);
    expect(genTrace(preTrace, request)).toBeNull();
  });

  it('is a master public key or nonces beside those of the payload', () => {
    const [preTrace = expect.fail()] = genPreTraces({ ...owner, venue }, stay);
    const { masterPublicKey } = ibeKeyGen(randomBytes);
    const nonces: Venue['nonces'] = [new Uint8Array(32), new Uint8Array(32)];
    const planted = { ...preTrace, venue: { ...venue, masterPublicKey, nonces } };
    expect(genTrace(planted, request)).toEqual(genTrace(preTrace, request));
  });
});

describe('version 2', () => {
  const content = {
    name: 'Salle',
    location: 'Lausanne',
    room: '42',
    venueType: 6,
    notificationKey: randomBytes(32),
    validFromMs: 0,
    validToMs: 1_900_000_000_000,
  };
  const keys = ibeKeyGen(randomBytes);
  const entry = {
    version: 2,
    info: encodeQrCodeContentV2(content),
    masterPublicKey: keys.masterPublicKey,
    nonce1: randomBytes(32),
    nonce2: randomBytes(32),
  };

  it('is written and read', () => {
    expect(decodeQrCodeEntryV2(encodeQrCodeEntryV2(entry))).toEqual({ ...entry, content });
  });

  it.each([
    ['a key off the curve', 3, new Uint8Array(96)],
    ['a short key', 3, masterPublicKey.subarray(1)],
    ['a short nonce1', 4, new ProtoWriter().bytes(1, new Uint8Array(31)).finish()],
    ['a short nonce2', 4, new ProtoWriter().bytes(2, new Uint8Array(31)).finish()],
    ['no notificationKey', 2, new ProtoWriter().string(1, 'x').finish()],
  ])('is refused with %s', async (_name, field, bytes) => {
    const changed = [
      ...encodeQrCodeEntryV2(entry),
      ...new ProtoWriter().bytes(field, bytes).finish(),
    ];
    const run = () => decodeQrCodeEntryV2(Uint8Array.from(changed));
    // Of a field that stands twice the last one counts.
    expect(await outcome(run)).toBe('VENUE_CODE_MALFORMED');
  });

  it('seals visits that its keys open', () => {
    const venue = venueOfEntryV2(entry);
    const [preTrace = expect.fail()] = genPreTraces(
      {
        venue,
        masterSecretKeyLocation: keys.masterSecretKey,
        cipherTextHealthAuthority: new Uint8Array(80),
      },
      stay,
    );
    const event = issueProblematicEvent(
      {
        version: 2,
        identity: preTrace.identity,
        secretKeyForIdentity: preTrace.partialSecretKeyForIdentityOfLocation,
        slotStart: HOUR,
        notificationKey: content.notificationKey,
        associatedData: { ...message, window: null },
      },
      randomBytes,
    );
    const visit = sealVisit({ id: 'v2', venue, stay }, randomBytes);
    expect(matchVisits(event, [visit])).toMatchObject([{ visitId: 'v2', stay }]);
  });
});

describe('a place', () => {
  it.each([
    ['a description too long', { description: 'x'.repeat(101) }, 'TEXT_LENGTH'],
    ['an address too long', { address: 'x'.repeat(101) }, 'TEXT_LENGTH'],
    ['half a surrogate', { description: '\ud800' }, 'ENCODING_INVALID'],
    ['a time before 1970', { startTimestamp: -1 }, 'NUMBER_RANGE'],
  ])('is not set up with %s', async (_name, part, code) => {
    const run = () => setupLocation({ ...description, ...part }, healthAuthorityKey, randomBytes);
    expect(await outcome(run)).toBe(code);
  });

  it('is not set up for an authority without a key', async () => {
    const zero = () => setupLocation(description, new Uint8Array(32), randomBytes);
    expect(await outcome(zero)).toBe('KEY_UNSUITABLE');
    const short = () => setupLocation(description, new Uint8Array(31), randomBytes);
    expect(await outcome(short)).toBe('BYTES_LENGTH');
  });

  it('keeps its private code whole', async () => {
    const bytes = encodeQrCodeTrace(owner);
    expect(decodeQrCodeTrace(bytes)).toEqual(owner);
    for (let length = 0; length < bytes.length; length += 11)
      expect(await outcome(() => decodeQrCodeTrace(bytes.subarray(0, length)))).toBe(
        'VENUE_CODE_MALFORMED',
      );
  });
});
