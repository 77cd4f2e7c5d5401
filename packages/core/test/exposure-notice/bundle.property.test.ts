import {
  type BundleEntry,
  buildBundle,
  openBundle,
  type Severity,
} from '@waypost/core/exposure-notice';
import { isWaypostError, toHex } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomIds, seededRandom } from '../filters/kit.ts';

const anyEntry: fc.Arbitrary<BundleEntry> = fc.record({
  contactId: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  durationMinutes: fc.double({ min: 0, max: 100, noNaN: true }),
  severity: fc.constantFrom<Severity>(1, 2, 3),
});
const strangers = randomIds(50, 2 ** 31);
const anyEntries = fc.array(anyEntry, { maxLength: 200, size: 'max' });

const build = (entries: Iterable<BundleEntry>, seed: number): Uint8Array =>
  buildBundle(entries, { randomBytes: seededRandom(seed), padTo: 64 });

/** What a bundle must say of each id, by the plainest means. */
function expected(entries: readonly BundleEntry[]): Map<string, string> {
  const said = new Map<string, string>();
  for (const { contactId } of entries) {
    const [most] = entries
      .filter((entry) => toHex(entry.contactId) === toHex(contactId))
      .map(({ durationMinutes, severity }) => ({
        durationMinutes: Math.min(63, Math.floor(durationMinutes + 0.5)),
        severity,
      }))
      .sort((a, b) => b.severity - a.severity || b.durationMinutes - a.durationMinutes);
    said.set(toHex(contactId), JSON.stringify(most));
  }
  return said;
}

describe('exposure notice bundle: properties', () => {
  it('says of every member what was put in, however often', () =>
    fc.assert(
      fc.property(anyEntries, anyEntries, fc.nat(), (once, more, seed) => {
        const again = once.map((entry, i) => ({ ...entry, severity: (1 + (i % 3)) as Severity }));
        const entries = [...once, ...more, ...again];
        const bundle = openBundle(build(entries, seed));
        expect(bundle.size % 64).toBe(0);
        const said = expected(entries);
        for (const { contactId } of entries)
          expect(JSON.stringify(bundle.lookup(contactId))).toBe(said.get(toHex(contactId)));
      }),
      { numRuns: 15 },
    ));

  it('says nothing of strangers', () =>
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, seed) => {
        const bundle = openBundle(build(entries, seed));
        for (const id of strangers) expect(bundle.lookup(id)).toBe(null);
      }),
      { numRuns: 20 },
    ));

  it('has a size that follows from the padded number of ids alone', () =>
    fc.assert(
      fc.property(anyEntries, anyEntries, fc.nat(), (some, others, seed) => {
        const lengths = [some, others].map((entries) => {
          const bytes = build(entries, seed);
          return [openBundle(bytes).size, bytes.length];
        });
        const [[sizeA, lengthA], [sizeB, lengthB]] = lengths as [number[], number[]];
        expect(sizeA === sizeB).toBe(lengthA === lengthB);
      }),
      { numRuns: 30 },
    ));

  it('leaves entries as they are, and depends on nothing but them and the random bytes', () =>
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, seed) => {
        const before = JSON.stringify(entries);
        const bytes = build(entries, seed);
        expect(JSON.stringify(entries)).toBe(before);
        expect(build(entries, seed)).toEqual(bytes);
      }),
      { numRuns: 20 },
    ));

  it('opens any bytes or refuses them', () => {
    const good = build([], 1);
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(40), (at, value, cut) => {
        const bytes = good.slice(0, good.length - cut);
        bytes[at] = value;
        try {
          openBundle(bytes).lookup(new Uint8Array(16));
        } catch (error) {
          expect(isWaypostError(error) && error.code).toBe('BUNDLE_FORMAT');
        }
      }),
    );
  });
});
