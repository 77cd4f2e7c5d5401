import {
  concatBytes,
  fromBase32,
  fromBase45,
  fromHex,
  toBase32,
  toHex,
} from '@waypost/core/primitives';
import { type VenueCodeContent, verifyVenueCode } from '@waypost/core/venue-code';
import {
  compactKeyId,
  decodeContent,
  encodeContent,
  issueCompactVenueCode,
  verifyCompactVenueCode,
} from '@waypost/core/waypost-compact';
import { describe, expect, it } from 'vitest';
import { keyOf, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/location.json' with { type: 'json' };
import { forgeCompact, now, trust } from './venue-kit.ts';

const cases = vectors.cases.flatMap(({ content: bytes, ...fields }) => {
  if (bytes === undefined) return [];
  const { codeVersion, notBefore, expires, kind, name, address, zone, locationId } = fields;
  const numbers = {
    codeVersion,
    notBefore: notBefore ?? 0,
    expires: expires ?? 0,
    kind: kind ?? 0,
  };
  const ids = { venueId: fromHex(fields.venueId), seed: fromHex(fields.seed) };
  const content: VenueCodeContent = { ...ids, ...numbers, name, address: address ?? '', zone };
  return [{ title: `version ${codeVersion}`, content, bytes, locationId }];
});
const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));

it('there are two vectors', () => expect(cases).toHaveLength(2));

describe.each(cases)('compact content, $title', ({ content, bytes, locationId }) => {
  it('is written byte for byte', () => expect(toHex(encodeContent(content))).toBe(bytes));

  it('is read', () => expect(decodeContent(fromHex(bytes))).toEqual(content));

  it('is refused where it is cut off, and with a byte more', async () => {
    const whole = fromHex(bytes);
    for (let length = 0; length < whole.length; length++)
      expect(await outcome(() => decodeContent(whole.subarray(0, length)))).toBe(
        'VENUE_CODE_MALFORMED',
      );
    const longer = concatBytes(whole, Uint8Array.of(0));
    expect(await outcome(() => decodeContent(longer))).toBe('VENUE_CODE_MALFORMED');
  });

  it.each([
    ['ES256', 'checkin.health.example'],
    ['EdDSA', 'checkin.health.example'],
    ['ES256', null],
    ['EdDSA', null],
  ] as const)(
    'signed by %s for %s, it is issued and read, and gives the location id',
    async (algorithm, host) => {
      const key = keyOf[algorithm];
      const text = await issueCompactVenueCode(content, { host, key });
      const body = text.slice(host === null ? 'WP1:'.length : text.indexOf('#') + 1);
      const signed = (host === null ? fromBase45 : fromBase32)(body);
      expect(toHex(signed.subarray(0, -64))).toBe(toHex(compactKeyId(key)) + bytes);
      const claims = await verifyCompactVenueCode(text, trust, now);
      expect(claims).toMatchObject(content);
      expect(toHex(claims.locationId)).toBe(locationId);
      expect(await verifyVenueCode(text, trust, now)).toEqual(claims);
    },
  );

  it('one bit flipped anywhere under the signature, or in it, is refused', async () => {
    const text = forgeCompact(fromHex(bytes));
    expect(await outcome(() => verifyVenueCode(text, trust, now))).toBe('accepted');
    const signed = fromBase32(text.slice(text.indexOf('#') + 1));
    for (let bit = 0; bit < signed.length * 8; bit += 3)
      expect(
        await outcome(() => verifyVenueCode(toBase32(flip(signed, bit)), trust, now)),
        `bit ${bit}`,
      ).toBe('VENUE_CODE_SIGNATURE');
  });
});

it('a key id is the beginning of the thumbprint', () => {
  expect(p256Key.kid).toBe('oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U');
  expect(toHex(compactKeyId(p256Key))).toBe('a0a232c2f194a535');
});
