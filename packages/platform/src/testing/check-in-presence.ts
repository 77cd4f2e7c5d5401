/**
 * Whom every {@link CheckInStore} finds, edge by edge. Several cases at once are in `check-in-cases.ts`,
 * random worlds in `check-in-worlds.ts`.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import type {
  CheckIn,
  CheckInStore,
  ExposureCase,
  ExposureQuery,
  FoundPresence,
} from '../ports/index.ts';
import { testManyCases } from './check-in-cases.ts';
import { caseOf, pieceOf, queryOf, sorted, stayOf, testRandomWorlds } from './check-in-worlds.ts';
import { checkInOf, DAY, HOUR, NOON, named } from './fixtures.ts';

type Make = () => Promise<CheckInStore>;

/** A question about one case. */
const askFor = (changes: Partial<ExposureCase>): ExposureQuery =>
  queryOf({ cases: [caseOf(changes)] });

/** What is found with one case. */
async function foundOf(
  make: Make,
  checkIns: readonly CheckIn[],
  query: ExposureQuery,
): Promise<readonly FoundPresence[] | undefined> {
  const store = await make();
  await store.insert(checkIns);
  const [found] = await store.findPresence(query);
  return found;
}

/** Runs the cases about common presence. The store has room for two days around the fixtures'. */
export function testFindPresence(make: Make): void {
  testTimes(make);
  testOpenStays(make);
  testWhatCounts(make);
  testOrder(make);
  testManyCases(make);
  testRandomWorlds(make);
}

function testTimes(make: Make): void {
  describe('findPresence, times', () => {
    const between = (arrivedAt: number, departedAt: number): CheckIn =>
      checkInOf(1, { arrivedAt, departedAt });

    it.each([
      ['inside', NOON + 600, NOON + 1800],
      ['around', NOON - 600, NOON + 7200],
      ['before and into', NOON - 3600, NOON + 900],
      ['out of and after', NOON + 2700, NOON + 7200],
      ['exactly the same', NOON, NOON + 3600],
      ['just long enough', NOON + 600, NOON + 1500],
    ])('finds a stay %s', async (_, arrivedAt, departedAt) => {
      const checkIn = between(arrivedAt, departedAt);
      const found = await foundOf(make, [checkIn], queryOf());
      const [start, end] = [Math.max(arrivedAt, NOON), Math.min(departedAt, NOON + 3600)];
      expect(found).toEqual([pieceOf(checkIn, start, end)]);
    });
    it.each([
      ['one second too short at the start', NOON - 3600, NOON + 899],
      ['one second too short at the end', NOON + 2701, NOON + 7200],
      ['over before', NOON - 7200, NOON - 3600],
      ['begun after', NOON + 7200, NOON + 9000],
    ])('finds no stay %s', async (_, arrivedAt, departedAt) => {
      expect(await foundOf(make, [between(arrivedAt, departedAt)], queryOf())).toEqual([]);
    });
    it.each([
      ['that ends when the other begins', NOON - 3600, NOON],
      ['that begins when the other ends', NOON + 3600, NOON + 7200],
      ['of no length', NOON + 60, NOON + 60],
    ])('finds no stay %s, however short is enough', async (_, arrivedAt, departedAt) => {
      const query = queryOf({ minOverlapSeconds: 1 });
      expect(await foundOf(make, [between(arrivedAt, departedAt)], query)).toEqual([]);
    });
    it('finds a stay with a case that was there for just long enough', async () => {
      const checkIn = between(NOON - 600, NOON + 7200);
      const stays = [stayOf({ end: NOON + 900 })];
      const found = await foundOf(make, [checkIn], askFor({ stays }));
      expect(found).toEqual([pieceOf(checkIn, NOON, NOON + 900)]);
    });
    it('finds a stay that began on the day before', async () => {
      const midnight = DAY * DAY_SECONDS;
      const arrivedAt = midnight - 7200;
      const checkIn = checkInOf(1, { day: DAY - 1, arrivedAt, departedAt: midnight + 3600 });
      const stays = [stayOf({ start: midnight + 600, end: midnight + 7200 })];
      const found = await foundOf(make, [checkIn], askFor({ stays }));
      expect(found).toEqual([pieceOf(checkIn, midnight + 600, midnight + 3600)]);
    });
    it('finds a stay that begins on the day after, in a case stay that goes on', async () => {
      const midnight = (DAY + 1) * DAY_SECONDS;
      const arrivedAt = midnight + 600;
      const checkIn = checkInOf(1, { day: DAY + 1, arrivedAt, departedAt: midnight + 5400 });
      const stays = [stayOf({ start: midnight - 3600, end: midnight + 3600 })];
      const found = await foundOf(make, [checkIn], askFor({ stays }));
      expect(found).toEqual([pieceOf(checkIn, arrivedAt, midnight + 3600)]);
    });
  });
}

function testOpenStays(make: Make): void {
  describe('findPresence, open stays', () => {
    it('takes one to last as long as the question says', async () => {
      const open = checkInOf(1, { arrivedAt: NOON - 7200, departedAt: null });
      expect(await foundOf(make, [open], queryOf({ maxStaySeconds: 10_800 }))).toEqual([
        pieceOf(open, NOON, NOON + 3600),
      ]);
      expect(await foundOf(make, [open], queryOf({ maxStaySeconds: 8100 }))).toEqual([
        pieceOf(open, NOON, NOON + 900),
      ]);
      expect(await foundOf(make, [open], queryOf({ maxStaySeconds: 8099 }))).toEqual([]);
    });
    it('never cuts one that has an end', async () => {
      const long = checkInOf(1, { arrivedAt: NOON - 36_000, departedAt: NOON + 3600 });
      expect(await foundOf(make, [long], queryOf({ maxStaySeconds: 60 }))).toEqual([
        pieceOf(long, NOON, NOON + 3600),
      ]);
    });
    it('finds the longest stay there is', async () => {
      const arrivedAt = NOON - 85_500;
      const day = Math.floor(arrivedAt / DAY_SECONDS);
      const long = checkInOf(1, { day, arrivedAt, departedAt: arrivedAt + DAY_SECONDS });
      const found = await foundOf(make, [long], queryOf());
      expect(found).toEqual([pieceOf(long, NOON, NOON + 900)]);
    });
  });
}

function testWhatCounts(make: Make): void {
  describe('findPresence, what counts', () => {
    const marks = [
      checkInOf('plain'),
      checkInOf('late', { late: true }),
      checkInOf('unconfirmed', { unconfirmed: true }),
      checkInOf('both', { late: true, unconfirmed: true }),
    ];
    it.each([
      [false, false, ['plain']],
      [true, false, ['plain', 'late']],
      [false, true, ['plain', 'unconfirmed']],
      [true, true, ['plain', 'late', 'unconfirmed', 'both']],
    ])('late %s, unconfirmed %s', async (withLate, withUnconfirmed, names) => {
      const found = await foundOf(make, marks, queryOf({ withLate, withUnconfirmed }));
      const expected = marks.filter((_, i) =>
        names.includes(['plain', 'late', 'unconfirmed', 'both'][i] as string),
      );
      expect(found).toEqual(sorted(expected.map((one) => pieceOf(one, NOON, NOON + 3600))));
    });
    it('leaves out who was received in that hour or later', async () => {
      const rows = [-1, 0, 1].map((h) => checkInOf(h, { receivedHour: HOUR + h }));
      const found = await foundOf(make, rows, askFor({ receivedBeforeHour: HOUR }));
      expect(found?.map(({ contactId }) => contactId)).toEqual([checkInOf(-1).contactId]);
    });
    it('leaves out who arrived before the first day', async () => {
      const midnight = DAY * DAY_SECONDS;
      const times = { arrivedAt: midnight - 3600, departedAt: midnight + 7200 };
      const rows = [checkInOf(1, { day: DAY - 1, ...times })];
      const cases = [caseOf({ stays: [stayOf({ start: midnight, end: midnight + 3600 })] })];
      expect(await foundOf(make, rows, queryOf({ cases, firstDay: DAY }))).toEqual([]);
      expect(await foundOf(make, rows, queryOf({ cases, firstDay: DAY - 1 }))).toHaveLength(1);
    });
    it('leaves out the case itself, and who erased', async () => {
      const store = await make();
      const [own, erased, other] = [checkInOf('own'), checkInOf('erased'), checkInOf('other')];
      await store.insert([own, erased, other]);
      await store.change(erased.contactId, erased.receiptHash, { kind: 'erase' });
      const many = Array.from({ length: 512 }, (_, i) => named(`withheld ${i}`, 16));
      const [found] = await store.findPresence(askFor({ exclude: [...many, own.contactId] }));
      expect(found).toEqual([pieceOf(other, NOON, NOON + 3600)]);
    });
    it('takes a venue as a whole, or the zones it is asked for', async () => {
      const zones = ['', 'A', 'B', 'C'];
      const rows = zones.map((zone) => checkInOf(`zone ${zone}`, { zone }));
      const elsewhere = checkInOf('elsewhere', { venueId: named('another', 16), zone: 'A' });
      const all = [...rows, elsewhere];
      const zonesFound = async (asked: readonly string[] | null) => {
        const found = await foundOf(make, all, askFor({ stays: [stayOf({ zones: asked })] }));
        return found?.map(({ zone }) => zone).sort();
      };
      expect(await zonesFound(null)).toEqual(zones);
      expect(await zonesFound(['A', 'C'])).toEqual(['A', 'C']);
      expect(await zonesFound(['no such zone'])).toEqual([]);
    });
  });
}

function testOrder(make: Make): void {
  describe('findPresence, many stays', () => {
    it('finds nothing for no stay', async () => {
      expect(await foundOf(make, [checkInOf(1)], askFor({ stays: [] }))).toEqual([]);
    });
    it('gives a piece for each stay that is met, by contact id, then start', async () => {
      const venueId = named('second', 16);
      const rows = Array.from({ length: 20 }, (_, i) =>
        checkInOf(i, i % 2 ? { departedAt: NOON + 7200 } : { venueId }),
      );
      const later = { start: NOON + 5400, end: NOON + 9000 };
      const stays = [stayOf(later), stayOf({ venueId }), stayOf({ end: NOON + 1800 })];
      const found = await foundOf(make, rows, askFor({ stays }));
      const expected = rows.flatMap((row, i) =>
        i % 2
          ? [pieceOf(row, NOON, NOON + 1800), pieceOf(row, NOON + 5400, NOON + 7200)]
          : [pieceOf(row, NOON, NOON + 3600)],
      );
      expect(found).toEqual(sorted(expected));
    });
  });
}
