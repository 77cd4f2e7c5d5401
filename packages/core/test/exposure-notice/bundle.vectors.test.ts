import { buildBundle, exposedTag, openBundle, type Severity } from '@waypost/core/exposure-notice';
import { fromHex, sha256, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { code, flipBit } from '../filters/kit.ts';
import bundleVector from '../vectors/bundle.json' with { type: 'json' };
import tagVectors from '../vectors/exposed-tags.json' with { type: 'json' };

const { bundle } = bundleVector;
const bytes = fromHex(bundle.bytes);
const members = bundle.members.map(({ contactId, value }) => ({
  contactId: fromHex(contactId),
  durationMinutes: value >> 2,
  severity: (value & 3) as Severity,
}));
const salt = bytes.slice(4, 20);
const segment = { length: 32n, count: 2n };

/** The three cells of a contact id, by the formulas of the protocol. */
function cellsOf(contactId: Uint8Array): number[] {
  const tag = exposedTag(salt, contactId);
  const word = (at: number): bigint => BigInt(`0x${toHex(tag.subarray(at, at + 4))}`);
  const first = (word(0) * segment.count * segment.length) >> 32n;
  const second = (first + segment.length) ^ (word(4) % segment.length);
  const third = (first + 2n * segment.length) ^ (word(8) % segment.length);
  return [first, second, third].map(Number);
}

describe('Waypost protocol 1, section 7: exposed tags', () => {
  it.each(tagVectors.exposedTags)('tag of $contactId', (vector) => {
    const contactId = fromHex(vector.contactId);
    expect(toHex(exposedTag(fromHex(vector.salt), contactId))).toBe(vector.tag);
    expect(cellsOf(contactId)).toEqual(vector.cells);
  });
});

describe('Waypost protocol 1, section 7: bundle', () => {
  it('opens, knows its members and nobody else', () => {
    expect(toHex(sha256(bytes))).toBe(bundle.sha256);
    const opened = openBundle(bytes);
    expect(opened.size).toBe(members.length);
    for (const { contactId, durationMinutes, severity } of members)
      expect(opened.lookup(contactId)).toEqual({ durationMinutes, severity });
    for (const stranger of bundle.strangers) expect(opened.lookup(fromHex(stranger))).toBe(null);
  });

  it('is built to the same bytes: cells that are right already stay as they are', () => {
    const draws = [new Uint8Array(8), salt, bytes.slice(32)];
    const randomBytes = (): Uint8Array => draws.shift() ?? new Uint8Array(0);
    expect(toHex(buildBundle(members, { randomBytes, padTo: 64 }))).toBe(bundle.bytes);
  });

  it('is refused with a bit flipped in magic or layout', () => {
    for (let bit = 0; bit < 256; bit++) {
      const isMagicOrLayout = bit < 32 || bit >= 192;
      if (isMagicOrLayout)
        expect(() => openBundle(flipBit(bytes, bit))).toThrow(
          expect.objectContaining(code('BUNDLE_FORMAT')),
        );
    }
  });

  it('of another salt knows nobody', () => {
    const opened = openBundle(flipBit(bytes, 8 * 4));
    expect(members.filter(({ contactId }) => opened.lookup(contactId))).toEqual([]);
  });

  it('with a bit flipped in a cell answers otherwise to its ids, and the same to all others', () => {
    for (let bit = 0; bit < 128 * 6 * 8; bit += 5) {
      const opened = openBundle(flipBit(bytes, 8 * 32 + bit));
      const cell = Math.floor(bit / 48);
      for (const { contactId, durationMinutes, severity } of members) {
        const answer = opened.lookup(contactId);
        const right = { durationMinutes, severity };
        if (cellsOf(contactId).includes(cell)) expect(answer).not.toEqual(right);
        else expect(answer).toEqual(right);
      }
    }
  });

  it('is refused when truncated or longer', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(() => openBundle(bytes.subarray(0, length))).toThrow(
        expect.objectContaining(code('BUNDLE_FORMAT')),
      );
    expect(() => openBundle(Uint8Array.of(...bytes, 0))).toThrow(
      expect.objectContaining(code('BUNDLE_FORMAT')),
    );
  });
});
