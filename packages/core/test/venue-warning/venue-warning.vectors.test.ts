import { concatBytes, fromHex, toHex, toUtf8 } from '@waypost/core/primitives';
import {
  deriveWarningKey,
  deriveWarningTag,
  findVenueWarnings,
  openVenueWarning,
  parseVenueWarningList,
  sealVenueWarning,
} from '@waypost/core/venue-warning';
import { describe, expect, it } from 'vitest';
import { code, flipBit } from '../filters/kit.ts';
import vectors from '../vectors/warnings.json' with { type: 'json' };

const warnings = vectors.warnings.map((vector) => {
  const entry = fromHex(vector.entry);
  const { startIntervalNumber, period } = vector;
  return {
    vector,
    name: `i = ${vector.i}`,
    locationId: fromHex(vector.locationId),
    listSalt: fromHex(vector.listSalt),
    warning: { startIntervalNumber, period, severity: vector.severity as 1 | 2 | 3 },
    entry,
    sealed: {
      tag: entry.subarray(0, 16),
      nonce: entry.subarray(16, 40),
      ciphertext: entry.subarray(40),
    },
  };
});

const listOf = (listSalt: Uint8Array, ...entries: Uint8Array[]): Uint8Array =>
  concatBytes(toUtf8('WPW1'), listSalt, Uint8Array.of(0, 0, 0, entries.length), ...entries);

describe.each(warnings)('Waypost protocol 1, section 8: warning $name', (example) => {
  const { vector, locationId, listSalt, warning, sealed, entry } = example;

  it('gives the tag and the key', () => {
    expect(toHex(deriveWarningTag(listSalt, locationId, vector.i))).toBe(vector.tag);
    expect(toHex(deriveWarningKey(locationId))).toBe(vector.warningKey);
  });

  it('is sealed to the same bytes', () => {
    const { tag, nonce } = sealed;
    const made = sealVenueWarning(locationId, { ...warning, tag, nonce });
    expect(toHex(concatBytes(made.tag, made.nonce, made.ciphertext))).toBe(vector.entry);
  });

  it('is opened', () => {
    expect(openVenueWarning(locationId, sealed)).toEqual(warning);
  });

  it('is found in a list where it is the first of its place, and only there', () => {
    const list = parseVenueWarningList(listOf(listSalt, entry));
    expect(findVenueWarnings(list, locationId)).toEqual(vector.i === 0 ? [warning] : []);
    expect(findVenueWarnings(list, flipBit(locationId, 0))).toEqual([]);
  });

  it('is not opened with a bit flipped anywhere', () => {
    for (let bit = 0; bit < 8 * entry.length; bit++) {
      const flipped = flipBit(entry, bit);
      const other = {
        tag: flipped.subarray(0, 16),
        nonce: flipped.subarray(16, 40),
        ciphertext: flipped.subarray(40),
      };
      expect(openVenueWarning(locationId, other)).toBe(null);
    }
    for (let bit = 0; bit < 256; bit++)
      expect(openVenueWarning(flipBit(locationId, bit), sealed)).toBe(null);
  });

  it('is refused when truncated', () => {
    for (const part of ['tag', 'nonce', 'ciphertext'] as const)
      for (let length = 0; length < sealed[part].length; length++)
        expect(() =>
          openVenueWarning(locationId, { ...sealed, [part]: sealed[part].subarray(0, length) }),
        ).toThrow(expect.objectContaining(code('BYTES_LENGTH')));
    const list = listOf(listSalt, entry);
    for (let length = 0; length < list.length; length++)
      expect(() => parseVenueWarningList(list.subarray(0, length))).toThrow(
        expect.objectContaining(code('WARNING_LIST_FORMAT')),
      );
  });
});
