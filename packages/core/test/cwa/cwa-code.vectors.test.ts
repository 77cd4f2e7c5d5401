import {
  buildCwaPartnerUrl,
  buildCwaUrl,
  cwaPublicKey,
  decodeCwaPayload,
  deriveCwaLocationId,
  deriveCwaLocationIdHash,
  encodeCwaPayload,
  findCwaPayloadFaults,
  parseCwaPartnerUrl,
  parseCwaUrl,
} from '@waypost/core/cwa';
import { fromHex, toHex } from '@waypost/core/primitives';
import { fromForeignBase64, toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../filters/kit.ts';
import vectors from '../vectors/cwa.json' with { type: 'json' };
import { malformedAt, payloadOf } from './kit.ts';

describe.each(vectors.qr)('code of $source', (vector) => {
  const { url, payloadHex, locationIdHex, locationIdHashHex } = vector;
  const bytes = fromHex(payloadHex);
  const content = payloadOf(vector.decoded);

  it('is read', () => {
    expect(parseCwaUrl(url)).toEqual({ version: 1, payload: bytes });
    expect(decodeCwaPayload(bytes)).toEqual(content);
  });

  it('is written to the same bytes', () => {
    expect(toHex(encodeCwaPayload(content))).toBe(payloadHex);
    expect(buildCwaUrl(bytes)).toBe(url);
  });

  it('has the location id and the hash', () => {
    expect(toHex(deriveCwaLocationId(bytes))).toBe(locationIdHex);
    expect(toHex(deriveCwaLocationIdHash(fromHex(locationIdHex)))).toBe(locationIdHashHex);
  });

  it('is another place with any bit flipped', () => {
    const ids = Array.from({ length: 8 * bytes.length }, (_, bit) =>
      toHex(deriveCwaLocationId(flipBit(bytes, bit))),
    );
    expect(new Set([...ids, locationIdHex]).size).toBe(ids.length + 1);
  });

  it('is refused truncated, as text and as bytes', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeCwaPayload(bytes.subarray(0, length))).toThrow(malformedAt('payload'));
    for (let length = 0; length < url.length; length++)
      expect(() => decodeCwaPayload(parseCwaUrl(url.slice(0, length)).payload)).toThrow(
        expect.objectContaining({ code: 'VENUE_CODE_MALFORMED' }),
      );
  });
});

it('takes the code of the documentation by the rules of the app and of the generator', () => {
  const [documented, tested] = vectors.qr.map(({ decoded }) => payloadOf(decoded));
  expect(findCwaPayloadFaults(documented as never, 'client')).toEqual([]);
  expect(findCwaPayloadFaults(documented as never, 'generator')).toEqual([]);
  expect(documented?.crowdNotifierData.publicKey).toEqual(cwaPublicKey());
  // The app's own test has a seed of four bytes, which its scanner would refuse.
  expect(findCwaPayloadFaults(tested as never, 'client')).toEqual(['cryptographicSeed']);
});

describe.each(vectors.locationId)('location id $expectedLocationIdBase64', (vector) => {
  const bytes = fromForeignBase64(vector.payloadBase64);

  it('follows from the payload', () => {
    expect(toBase64(deriveCwaLocationId(bytes))).toBe(vector.expectedLocationIdBase64);
  });

  it('belongs to a payload that is read and written', () => {
    expect(decodeCwaPayload(bytes)).toEqual(payloadOf(vector.decoded));
    expect(encodeCwaPayload(payloadOf(vector.decoded))).toEqual(bytes);
  });

  it('is of the bytes as printed, not of what they say', () => {
    // Field 1 twice: the same content for every reader, in other bytes.
    const printedOtherwise = Uint8Array.of(8, 1, ...bytes);
    expect(decodeCwaPayload(printedOtherwise)).toEqual(payloadOf(vector.decoded));
    const id = toBase64(deriveCwaLocationId(printedOtherwise));
    expect(id).not.toBe(vector.expectedLocationIdBase64);
  });
});

it.each(vectors.locationIdHash)('hash of location id $locationIdHex', (vector) => {
  const hash = deriveCwaLocationIdHash(fromHex(vector.locationIdHex));
  expect(toHex(hash)).toBe(vector.expectedHashHex);
});

describe('code on a URL of Luca', () => {
  const { url, path, addition, decoded, locationIdHex } = vectors.partner;
  const parsed = parseCwaPartnerUrl(url);

  it('is read', () => {
    expect(parsed).toMatchObject({ host: 'app.luca-app.de', path, addition, version: 1 });
    expect(decodeCwaPayload(parsed.payload)).toEqual(payloadOf(decoded));
    expect(toHex(deriveCwaLocationId(parsed.payload))).toBe(locationIdHex);
  });

  it('is written', () => {
    const payload = encodeCwaPayload(payloadOf(decoded));
    const before = `https://app.luca-app.de${path}#${addition}`;
    expect(buildCwaPartnerUrl(before, payload)).toBe(url);
  });

  it('is refused on a host that is not asked for', () => {
    expect(() => parseCwaPartnerUrl(url, { hosts: ['app.example'] })).toThrow(malformedAt('host'));
    expect(() => parseCwaPartnerUrl(url, { hosts: [] })).toThrow(malformedAt('host'));
  });
});

describe.each(vectors.base32.urls)('base32 code of $description', (vector) => {
  const { payload } = parseCwaUrl(vector.url);

  it('is read', () => {
    expect(toBase64(payload)).toBe(vector.payloadBase64);
    const { locationData } = decodeCwaPayload(payload);
    const { description, address, startTimestamp, endTimestamp } = vector;
    expect(locationData).toEqual({
      version: 1,
      description,
      address,
      startTimestamp,
      endTimestamp,
    });
  });
});

it.each(vectors.invalidUrls.urls)('refuses %j', (url) => {
  expect(() => parseCwaUrl(url)).toThrow(malformedAt('text'));
});
