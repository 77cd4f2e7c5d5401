// What somebody can do who sends identifiers of his choice: a table that is slow to build or to search.
import { toHex } from '@waypost/core/primitives';
import { createProximityMatcher } from '@waypost/kernel/proximity';
import { describe, expect, it } from 'vitest';
import { DayTables, mayHold } from '../../src/proximity/day-tables.ts';
import { tagOf } from '../../src/proximity/rpi-cipher.ts';
import { batchOf, ENGINES, noise, rowsOf, rpiOf } from './reference.ts';

const START = 2_642_976;
const COUNT = 100_000;
const keys = Array.from({ length: 64 }, (_, i) => ({
  tek: noise(16, i + 1),
  start: START,
  period: 144,
}));
const victim = keys[40]!;
const intervals = new Uint32Array(COUNT).fill(START + 70);
intervals[COUNT - 1] = START + 71;

/** Many ids that agree with a published one in the bytes `kept`, and that one itself at the end. */
function lookalikes(kept: (byte: number) => boolean): Uint8Array {
  const rpi = rpiOf(victim, 70);
  const rpis = noise(16 * COUNT, 99).map((byte, i) => (kept(i % 16) ? rpi[i % 16]! : byte));
  rpis.set(rpi, 16 * (COUNT - 1));
  return rpis;
}

const TAG_BYTES = [0, 7, 10, 13];
const CASES: readonly (readonly [string, Uint8Array])[] = [
  ['no two alike', lookalikes(() => false)],
  ['all of one tag', lookalikes((byte) => TAG_BYTES.includes(byte))],
  ['all of the same first 15 bytes', lookalikes((byte) => byte < 15)],
];

// Each of these takes well under a second. One step for each pair of ids, or for each identifier and id,
// would be thousands of millions: the test would run into its limit.
describe.each(ENGINES)('100,000 heard ids: %s', (engine) => {
  it.each(CASES)(
    '%s',
    async (_name, rpis) => {
      const matcher = await createProximityMatcher({ rpis, intervals }, { engine });
      const wanted = toHex(rpiOf(victim, 70));
      const expected = Array.from(intervals.keys())
        .filter((id) => toHex(rpis.subarray(16 * id, 16 * id + 16)) === wanted)
        .map((id) => [40, START + 70, id]);
      expect(expected.length).toBeGreaterThan(0);
      expect(rowsOf(matcher.match(batchOf(keys)))).toEqual(expected);
    },
    20_000,
  );
});

describe('the filter', () => {
  const probes = noise(4 * 200_000, 5);
  const tags = new Uint32Array(probes.buffer);

  /** Which part of uniform tags has to be searched for. */
  function density(rpis: Uint8Array): number {
    const tables = new DayTables({ rpis, intervals }, 12, (words) => new Uint32Array(words));
    const table = tables.plan(START, 144).first!;
    const denied = intervals.filter((_, id) => !mayHold(table, tagOf(rpis, 16 * id)));
    expect(denied).toHaveLength(0);
    return tags.filter((tag) => mayHold(table, tag)).length / tags.length;
  }

  it('passes about one tag of 250 for ids that are uniform', () => {
    expect(density(CASES[0]![1])).toBeLessThan(0.006);
  });

  it('passes at most one of 16 for the worst that can be chosen: words that are full', () => {
    // 16 ids fill a word with two bits each; the highest byte of a tag is byte 7, the lowest byte 0.
    const rpis = noise(16 * COUNT, 7);
    for (let id = 0; id < COUNT; id++) {
      const pair = id % 16;
      const tag = ((2 * pair) << 27) | ((2 * pair + 1) << 22) | (Math.floor(id / 16) << 2);
      for (const [row, byte] of [0, 13, 10, 7].entries()) rpis[16 * id + byte] = tag >>> (8 * row);
    }
    const part = density(rpis);
    expect(part).toBeGreaterThan(0.03);
    expect(part).toBeLessThan(1 / 16 + 0.005);
  });
});

describe('memory', () => {
  it('is at most 16 bytes for each table that a heard id stands in', () => {
    const spread = intervals.map((_, i) => START + (i % (14 * 144)));
    let words = 0;
    const tables = new DayTables({ rpis: CASES[0]![1], intervals: spread }, 12, (count) => {
      words = count;
      return new Uint32Array(count);
    });
    let tagWords = 0;
    for (let day = -1; day <= 14; day++)
      tagWords += tables.plan(START + 144 * day, 144).first?.tags.length ?? 0;
    const places = tagWords / 2;
    expect(places / COUNT).toBeCloseTo(183 / 144, 1);
    expect(4 * (words + tagWords)).toBeLessThanOrEqual(16 * places);
  });
});
