/**
 * Whom every {@link CheckInStore} finds with several cases in one question: each case for itself.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import type { CheckInStore } from '../ports/index.ts';
import { caseOf, pieceOf, queryOf, sorted, stayOf } from './check-in-worlds.ts';
import { checkInOf, HOUR, NOON, named } from './fixtures.ts';

type Make = () => Promise<CheckInStore>;

/** Runs the cases about several cases. The store has room for two days around the fixtures'. */
export function testManyCases(make: Make): void {
  testOwnLists(make);
  testOwnRules(make);
}

function testOwnLists(make: Make): void {
  describe('findPresence, several cases, each its own list', () => {
    it('in the order of the cases', async () => {
      const store = await make();
      const venues = [0, 1, 2].map((n) => named(`venue of case ${n}`, 16));
      const rows = venues.map((venueId, n) => checkInOf(n, { venueId }));
      await store.insert(rows);
      const cases = venues.map((venueId) => caseOf({ stays: [stayOf({ venueId })] })).reverse();
      expect(await store.findPresence(queryOf({ cases }))).toEqual(
        rows.map((row) => [pieceOf(row, NOON, NOON + 3600)]).reverse(),
      );
    });
    it('finds nothing for no case', async () => {
      const store = await make();
      await store.insert([checkInOf(1)]);
      expect(await store.findPresence(queryOf({ cases: [] }))).toEqual([]);
    });
    it('keeps the place of a case without a stay, or with none that is long enough', async () => {
      const store = await make();
      const row = checkInOf(1);
      await store.insert([row]);
      const [none, short] = [
        caseOf({ stays: [] }),
        caseOf({ stays: [stayOf({ end: NOON + 899 })] }),
      ];
      const cases = [none, caseOf(), short, none];
      expect(await store.findPresence(queryOf({ cases }))).toEqual([
        [],
        [pieceOf(row, NOON, NOON + 3600)],
        [],
        [],
      ]);
    });
    it('answers as many as a run has, each of many stays', async () => {
      const store = await make();
      const rows = Array.from({ length: 100 }, (_, n) =>
        checkInOf(n, { venueId: named(`venue of case ${n}`, 16) }),
      );
      await store.insert(rows);
      const cases = rows.map(({ venueId }) =>
        caseOf({
          // All but the 30th are over before anybody came.
          stays: Array.from({ length: 30 }, (_, i) =>
            stayOf({ venueId, start: NOON - (29 - i) * 3600, end: NOON - (29 - i) * 3600 + 1800 }),
          ),
        }),
      );
      expect(await store.findPresence(queryOf({ cases }))).toEqual(
        rows.map((row) => [pieceOf(row, NOON, NOON + 1800)]),
      );
    });
  });
}

function testOwnRules(make: Make): void {
  describe('findPresence, several cases, each for itself', () => {
    it('finds who met several with each of them', async () => {
      const store = await make();
      const [long, half] = [checkInOf(1), checkInOf(2, { departedAt: NOON + 1800 })];
      await store.insert([long, half]);
      const later = caseOf({ stays: [stayOf({ start: NOON + 900, end: NOON + 7200 })] });
      const cases = [caseOf(), later, caseOf()];
      const met = sorted([pieceOf(long, NOON, NOON + 3600), pieceOf(half, NOON, NOON + 1800)]);
      expect(await store.findPresence(queryOf({ cases }))).toEqual([
        met,
        met.map((piece) => ({ ...piece, start: NOON + 900 })),
        met,
      ]);
    });
    it('counts for each what was received before its own hour', async () => {
      const store = await make();
      const rows = [0, 1, 2].map((h) => checkInOf(h, { receivedHour: HOUR + h }));
      await store.insert(rows);
      const cases = [2, 0, 1, 3].map((h) => caseOf({ receivedBeforeHour: HOUR + h }));
      expect(await store.findPresence(queryOf({ cases }))).toEqual(
        [2, 0, 1, 3].map((h) =>
          sorted(rows.slice(0, h).map((row) => pieceOf(row, NOON, NOON + 3600))),
        ),
      );
    });
    it('leaves out for each its own ids, and not those of the others', async () => {
      const store = await make();
      const [a, b, other] = [checkInOf('a'), checkInOf('b'), checkInOf('other')];
      await store.insert([a, b, other]);
      const own = [[a], [b], [], [a, b]];
      const cases = own.map((rows) => caseOf({ exclude: rows.map(({ contactId }) => contactId) }));
      const met = [[b, other], [a, other], [a, b, other], [other]];
      expect(await store.findPresence(queryOf({ cases }))).toEqual(
        met.map((rows) => sorted(rows.map((row) => pieceOf(row, NOON, NOON + 3600)))),
      );
    });
  });
}
