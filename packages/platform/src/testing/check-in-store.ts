/**
 * What every {@link CheckInStore} does: inserting, recalling, changing. Looking up is in
 * `check-in-find.ts`, days are in `check-in-days.ts`, whom it finds in `check-in-presence.ts`.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import type { CheckIn, CheckInStore, InsertResult } from '../ports/index.ts';
import { testDays } from './check-in-days.ts';
import { testFind } from './check-in-find.ts';
import { testFindPresence } from './check-in-presence.ts';
import { atOnce, checkInOf, DAY, HOUR, NOON, named } from './fixtures.ts';

/** Makes a store without check-ins. What was made room for earlier may be left. */
export type MakeCheckInStore = () => Promise<CheckInStore>;

/** Runs every case of the contract on the store that `make` gives. */
export function testCheckInStore(make: MakeCheckInStore): void {
  const makeWithRoom = async (): Promise<CheckInStore> => {
    const store = await make();
    await store.ensureDays(DAY - 2, DAY + 2);
    return store;
  };
  describe('CheckInStore', () => {
    testInsert(makeWithRoom);
    testInsertAtOnce(makeWithRoom);
    testRecall(makeWithRoom);
    testFind(makeWithRoom);
    testChange(makeWithRoom);
    testErase(makeWithRoom);
    testDays(make);
    testFindPresence(makeWithRoom);
  });
}

const outcomes = (results: readonly InsertResult[]): readonly string[] =>
  results.map(({ outcome }) => outcome);

const idOf = ({ contactId }: CheckIn): Uint8Array => contactId;

function testInsert(make: MakeCheckInStore): void {
  describe('insert', () => {
    it('stores every column as it was given', async () => {
      const store = await make();
      const open = checkInOf('open', { departedAt: null, zone: 'Bàn số 7', onBehalf: true });
      const marked = checkInOf('marked', { late: true, unconfirmed: true, partySize: 255 });
      await store.insert([open, marked]);
      expect(await store.find([open.contactId])).toEqual([open]);
      expect(await store.find([marked.contactId])).toEqual([marked]);
    });
    it('answers in the order of the argument', async () => {
      const store = await make();
      await store.insert([checkInOf(1), checkInOf(3)]);
      const other = checkInOf(3, { bodyHash: named('other', 32) });
      const results = await store.insert([checkInOf(1), checkInOf(2), other]);
      expect(outcomes(results)).toEqual(['repeated', 'inserted', 'conflict']);
    });
    it('answers a repeat with the marks and the hour that are stored', async () => {
      const store = await make();
      await store.insert([checkInOf(1, { late: false, unconfirmed: true })]);
      const again = checkInOf(1, { late: true, unconfirmed: false, receivedHour: HOUR + 30 });
      expect(await store.insert([again])).toEqual([
        {
          outcome: 'repeated',
          marks: { late: false, unconfirmed: true },
          receivedHour: HOUR,
        },
      ]);
    });
    it('keeps the first body when another comes under its id, also on another day', async () => {
      const store = await make();
      await store.insert([checkInOf(1)]);
      const changes = { bodyHash: named('other', 32), day: DAY - 1, venueId: named('other', 16) };
      expect(outcomes(await store.insert([checkInOf(1, changes)]))).toEqual(['conflict']);
      expect(await store.find([checkInOf(1).contactId])).toEqual([checkInOf(1)]);
    });
    it('takes an id once that comes several times in one call', async () => {
      const store = await make();
      const other = checkInOf(1, { bodyHash: named('other', 32) });
      const results = await store.insert([checkInOf(1), checkInOf(1), other]);
      expect(outcomes(results)).toEqual(['inserted', 'repeated', 'conflict']);
    });
    it('stores nothing of a call with a day that has no room', async () => {
      const store = await make();
      const homeless = checkInOf('homeless', { day: DAY + 900 });
      const call = [checkInOf(1), homeless, checkInOf(2)];
      await expect(store.insert(call)).rejects.toThrow();
      expect(await store.find(call.map(idOf))).toEqual([]);
      expect(outcomes(await store.insert([checkInOf(1)]))).toEqual(['inserted']);
    });
    it('takes no check-in, and a thousand', async () => {
      const store = await make();
      expect(await store.insert([])).toEqual([]);
      const many = Array.from({ length: 1000 }, (_, i) => checkInOf(i));
      const results = await store.insert(many);
      expect(results.every(({ outcome }) => outcome === 'inserted')).toBe(true);
      expect(await store.find(many.map(idOf))).toHaveLength(1000);
    });
  });
}

function testInsertAtOnce(make: MakeCheckInStore): void {
  describe('insert, many at once', () => {
    it('takes one of eight equal ones', async () => {
      const store = await make();
      const results = await atOnce(8, () => store.insert([checkInOf(1)]));
      const flat = results.flat();
      expect(outcomes(flat).filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      expect(outcomes(flat).filter((outcome) => outcome === 'repeated')).toHaveLength(7);
    });
    it('takes one of eight bodies under one id', async () => {
      const store = await make();
      const rows = Array.from({ length: 8 }, (_, i) =>
        checkInOf(1, { bodyHash: named(`body of ${i}`, 32) }),
      );
      const results = await atOnce(8, (i) => store.insert([rows[i] as CheckIn]));
      const flat = outcomes(results.flat());
      expect(flat.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      expect(flat.filter((outcome) => outcome === 'conflict')).toHaveLength(7);
      const winner = rows[flat.indexOf('inserted')];
      expect(await store.find([checkInOf(1).contactId])).toEqual([winner]);
    });
    it('takes each id once from batches that share ids in opposite orders', async () => {
      const store = await make();
      const rows = Array.from({ length: 60 }, (_, i) => checkInOf(i, { day: DAY - (i % 3) }));
      const backwards = [...rows].reverse();
      const results = await atOnce(6, (i) => store.insert(i % 2 ? rows : backwards));
      const inserted = outcomes(results.flat()).filter((outcome) => outcome === 'inserted');
      expect(inserted).toHaveLength(60);
      expect(await store.find(rows.map(idOf))).toHaveLength(60);
    });
  });
}

function testRecall(make: MakeCheckInStore): void {
  describe('recall', () => {
    it('answers null for an id that is not known, and stores nothing', async () => {
      const store = await make();
      const { contactId, bodyHash } = checkInOf(1);
      expect(await store.recall(contactId, bodyHash)).toBeNull();
      expect(outcomes(await store.insert([checkInOf(1)]))).toEqual(['inserted']);
    });
    it('answers as insert would for an id that is known', async () => {
      const store = await make();
      const stored = checkInOf(1, { late: true });
      await store.insert([stored]);
      expect(await store.recall(stored.contactId, stored.bodyHash)).toEqual({
        outcome: 'repeated',
        marks: { late: true, unconfirmed: false },
        receivedHour: HOUR,
      });
      const other = await store.recall(stored.contactId, named('other', 32));
      expect(other?.outcome).toBe('conflict');
    });
    it('answers a conflict for an erased id', async () => {
      const store = await make();
      const { contactId, bodyHash, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1)]);
      await store.change(contactId, receiptHash, { kind: 'erase' });
      expect((await store.recall(contactId, bodyHash))?.outcome).toBe('conflict');
    });
  });
}

function testChange(make: MakeCheckInStore): void {
  describe('change', () => {
    it('sets the departure, also of an open stay, and again', async () => {
      const store = await make();
      const open = checkInOf(1, { departedAt: null });
      const { contactId, receiptHash } = open;
      await store.insert([open, checkInOf(2)]);
      for (const departedAt of [NOON + 600, NOON + 1200]) {
        const change = { kind: 'depart', departedAt } as const;
        expect(await store.change(contactId, receiptHash, change)).toBe(true);
        expect(await store.find([contactId])).toEqual([{ ...open, departedAt }]);
      }
      expect(await store.find([checkInOf(2).contactId])).toEqual([checkInOf(2)]);
    });
    it('sets the arrival and nothing else', async () => {
      const store = await make();
      const { contactId, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1)]);
      const change = { kind: 'arrive', arrivedAt: NOON - 600 } as const;
      expect(await store.change(contactId, receiptHash, change)).toBe(true);
      expect(await store.find([contactId])).toEqual([{ ...checkInOf(1), arrivedAt: NOON - 600 }]);
    });
    it('leaves the first body known: a retry of the check-in is a repeat', async () => {
      const store = await make();
      const { contactId, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1)]);
      await store.change(contactId, receiptHash, { kind: 'depart', departedAt: NOON + 60 });
      expect(outcomes(await store.insert([checkInOf(1)]))).toEqual(['repeated']);
      expect(await store.find([contactId])).toEqual([{ ...checkInOf(1), departedAt: NOON + 60 }]);
    });
    it.each([
      ['depart', { kind: 'depart', departedAt: NOON + 60 }],
      ['arrive', { kind: 'arrive', arrivedAt: NOON - 60 }],
      ['erase', { kind: 'erase' }],
    ] as const)('changes nothing by a wrong hash or for an unknown id: %s', async (_, change) => {
      const store = await make();
      const { contactId, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1)]);
      expect(await store.change(contactId, named('wrong', 32), change)).toBe(false);
      expect(await store.change(named('unknown', 16), receiptHash, change)).toBe(false);
      expect(await store.find([contactId])).toEqual([checkInOf(1)]);
    });
  });
}

function testErase(make: MakeCheckInStore): void {
  describe('an erased id', () => {
    const makeErased = async (): Promise<CheckInStore> => {
      const store = await make();
      const { contactId, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1), checkInOf(2)]);
      expect(await store.change(contactId, receiptHash, { kind: 'erase' })).toBe(true);
      return store;
    };
    it('keeps no data, and leaves the others', async () => {
      const store = await makeErased();
      const ids = [checkInOf(1).contactId, checkInOf(2).contactId];
      expect(await store.find(ids)).toEqual([checkInOf(2)]);
    });
    it('stays known: the same check-in does not come back', async () => {
      const store = await makeErased();
      expect(outcomes(await store.insert([checkInOf(1)]))).toEqual(['conflict']);
      expect(await store.find([checkInOf(1).contactId])).toEqual([]);
    });
    it('cannot be changed any more', async () => {
      const store = await makeErased();
      const { contactId, receiptHash } = checkInOf(1);
      const depart = { kind: 'depart', departedAt: NOON + 60 } as const;
      expect(await store.change(contactId, receiptHash, depart)).toBe(false);
      expect(await store.change(contactId, receiptHash, { kind: 'erase' })).toBe(false);
    });
    it('was erased by one of eight who tried at once', async () => {
      const store = await make();
      const { contactId, receiptHash } = checkInOf(1);
      await store.insert([checkInOf(1)]);
      const tries = await atOnce(8, () => store.change(contactId, receiptHash, { kind: 'erase' }));
      expect(tries.filter(Boolean)).toHaveLength(1);
    });
  });
}
