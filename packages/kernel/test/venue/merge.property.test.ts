import { VenueIndex } from '@waypost/kernel/venue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, contactsIn, type Stay, slowContacts, slowSecondDegree } from './reference.ts';
import { anyWorld } from './worlds.ts';

/** What happens to an index, stay by stay: it comes, and some slices of a merge are done. */
const anySteps = fc.array(fc.record({ slices: fc.nat(4), rows: fc.nat(6).map((n) => n + 1) }), {
  minLength: 40,
  maxLength: 40,
});

describe.each(['wasm-simd', 'typescript'] as const)('a live venue index, %s', (engine) => {
  it('knows at any moment of a merge what a fresh one would', () => {
    let merges = 0;
    fc.assert(
      fc.property(anyWorld, fc.nat(20), anySteps, (world, built, steps) => {
        const { minimum } = world;
        const stays = world.stays.map((stay) => ({ ...stay, person: stay.person % 5 }));
        const index = VenueIndex.build(columnsOf(stays.slice(0, built)), {
          minOverlapSeconds: minimum,
          engine,
        });
        for (const [i, stay] of stays.entries()) {
          if (i < built) continue;
          index.insert(columnsOf([stay]));
          const { slices, rows } = steps[i] ?? { slices: 0, rows: 1 };
          for (let slice = 0; slice < slices; slice++) if (index.mergeSlice(rows)) merges++;
          expectAnswers(index, stays.slice(0, i + 1), { minimum, person: i % 5 });
        }
      }),
      { numRuns: 100 },
    );
    expect(merges).toBeGreaterThan(50);
  });
});

function expectAnswers(
  index: VenueIndex,
  stays: readonly Stay[],
  { minimum, person }: { minimum: number; person: number },
): void {
  expect(contactsIn(index.contactsOf(person))).toEqual(slowContacts(stays, person, minimum));
  expect([...index.secondDegreeOf([person])]).toEqual(slowSecondDegree(stays, [person], minimum));
}

describe('merging', () => {
  const crowd = (count: number): Stay[] =>
    Array.from({ length: count }, (_, i) => ({
      venue: i % 7,
      person: i,
      start: 1_700_000_000 + (i % 1000),
      end: 1_700_003_600,
    }));

  it('gives the room of stays that were joined back at the next one', () => {
    const [stay = { venue: 0, person: 0, start: 0, end: 0 }] = crowd(1);
    const index = VenueIndex.build(columnsOf([stay]));
    const bytes: number[] = [];
    for (let minute = 1; minute <= 20; minute++) {
      index.insert(columnsOf([{ ...stay, end: stay.end + 60 * minute }]));
      while (!index.mergeSlice());
      bytes.push(index.bytes);
    }
    expect(bytes.at(-1)).toBe(bytes[1]);
  });

  it('is called for from 65,536 loose stays on, and done when nothing is left', () => {
    const index = VenueIndex.build(columnsOf([]));
    index.insert(columnsOf(crowd(65_535)));
    expect(index.needsMerge).toBe(false);
    index.insert(columnsOf(crowd(65_536).slice(-1)));
    expect(index.needsMerge).toBe(true);
    const before = contactsIn(index.contactsOf(3)).length;
    let slices = 1;
    while (!index.mergeSlice(10_000)) slices++;
    expect(index.needsMerge).toBe(false);
    expect(index.mergeSlice()).toBe(true);
    expect(contactsIn(index.contactsOf(3))).toHaveLength(before);
    expect(slices).toBe(16); // one sorts, 7 lay rows, one counts persons, 7 list them
  });
});
