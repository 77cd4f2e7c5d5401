import { fromHex, toHex } from '@waypost/core/primitives';
import { deriveLocationId, type LocationSource } from '@waypost/core/venue-code';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/location.json' with { type: 'json' };

const cases = vectors.cases.map(({ venueId, codeVersion, zone, seed, locationId }) => ({
  title: `version ${codeVersion}, zone "${zone}"`,
  source: { venueId: fromHex(venueId), codeVersion, zone, seed: fromHex(seed) },
  locationId,
}));
const derive = (source: LocationSource): string => toHex(deriveLocationId(source));
const flip = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe('location ids: vectors', () => {
  it.each(cases)('$title', ({ source, locationId }) => {
    expect(derive(source)).toBe(locationId);
  });

  it.each(cases)('$title: anything else gives another', ({ source, locationId }) => {
    const { venueId, seed, codeVersion, zone } = source;
    const others: LocationSource[] = [
      { ...source, codeVersion: codeVersion + 1 },
      { ...source, zone: `${zone} ` },
      { ...source, zone: zone.normalize('NFD') === zone ? 'x' : zone.normalize('NFD') },
    ];
    for (let i = 0; i < 16; i++)
      others.push({ ...source, venueId: flip(venueId, i) }, { ...source, seed: flip(seed, i) });
    for (const other of others) expect(derive(other)).not.toBe(locationId);
    expect(new Set(others.map(derive)).size).toBe(others.length);
  });

  it.each(cases)('$title: a wrong source is refused', async ({ source }) => {
    const wrong: readonly (readonly [object, string])[] = [
      [{ venueId: source.venueId.subarray(1) }, 'BYTES_LENGTH'],
      [{ seed: source.seed.subarray(1) }, 'BYTES_LENGTH'],
      [{ seed: new Uint8Array(17) }, 'BYTES_LENGTH'],
      [{ codeVersion: -1 }, 'NUMBER_RANGE'],
      [{ codeVersion: 2 ** 32 }, 'NUMBER_RANGE'],
      [{ codeVersion: 1.5 }, 'NUMBER_RANGE'],
      [{ zone: 'ầ'.repeat(14) }, 'TEXT_LENGTH'],
      [{ zone: '\ud800' }, 'ENCODING_INVALID'],
    ];
    for (const [part, code] of wrong)
      expect(await outcome(() => deriveLocationId({ ...source, ...part }))).toBe(code);
  });

  it.each(cases)('$title: a zone may fill its 40 bytes', ({ source }) => {
    expect(derive({ ...source, zone: 'z'.repeat(40) })).toHaveLength(64);
  });
});
