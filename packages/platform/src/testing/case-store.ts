/**
 * What every {@link CaseStore} does.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import type { CaseStore, Disclosure, VerificationCode } from '../ports/index.ts';
import { atOnce, disclosureOf, NOON, named, verificationCodeOf } from './fixtures.ts';

type Make = () => Promise<CaseStore>;
type Attempt = Parameters<CaseStore['discloseOnce']>[0];

/** Runs every case of the contract on the store that `make` gives, which must be empty. */
export function testCaseStore(make: Make): void {
  describe('CaseStore', () => {
    testCodes(make);
    testDiscloseOnce(make);
    testUsedCodes(make);
    testDiscloseAtOnce(make);
    testReading(make);
    testDropping(make);
  });
}

const attemptOf = (changes: Partial<Attempt> = {}): Attempt => ({
  codeHash: verificationCodeOf(1).codeHash,
  bodyHash: named('body', 32),
  now: NOON + 60,
  disclosureOf: (code) => disclosureOf(code),
  ...changes,
});

async function withCode(make: Make, code: VerificationCode = verificationCodeOf(1)) {
  const store = await make();
  await store.insertCode(code);
  return store;
}

function testCodes(make: Make): void {
  describe('insertCode', () => {
    it('takes a hash once', async () => {
      const store = await make();
      const tries = await atOnce(6, (i) =>
        store.insertCode(verificationCodeOf(i, { codeHash: named('same', 32) })),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await store.insertCode(verificationCodeOf('another'))).toBe(true);
    });
  });
}

function testDiscloseOnce(make: Make): void {
  describe('discloseOnce', () => {
    it('stores what is made for the code, as it was given', async () => {
      const code = verificationCodeOf(1);
      const store = await withCode(make, code);
      let given: VerificationCode | null = null;
      const disclosure = disclosureOf(code);
      const attempt = attemptOf({
        disclosureOf: (its) => {
          given = its;
          return disclosure;
        },
      });
      expect(await store.discloseOnce(attempt)).toBe('accepted');
      expect(given).toEqual(code);
      expect(await store.findDisclosure(disclosure.id)).toEqual(disclosure);
    });
    it('stores a disclosure of nothing', async () => {
      const store = await withCode(make);
      const empty = { contactIds: [], places: [], symptomOnsetDay: null };
      const attempt = attemptOf({ disclosureOf: (code) => disclosureOf(code, empty) });
      expect(await store.discloseOnce(attempt)).toBe('accepted');
      expect(await store.listDisclosures(9)).toEqual([disclosureOf(verificationCodeOf(1), empty)]);
    });
    it.each([
      ['unknown', attemptOf({ codeHash: named('unknown', 32) })],
      ['expired this second', attemptOf({ now: verificationCodeOf(1).expiresAt })],
      ['expired', attemptOf({ now: NOON + 30 * DAY_SECONDS })],
    ])('refuses a code that is %s, and stores nothing', async (_, attempt) => {
      const store = await withCode(make);
      expect(await store.discloseOnce(attempt)).toBe('refused');
      expect(await store.listDisclosures(9)).toEqual([]);
    });
    it('takes a code in its last second', async () => {
      const store = await withCode(make);
      const now = verificationCodeOf(1).expiresAt - 1;
      expect(await store.discloseOnce(attemptOf({ now }))).toBe('accepted');
    });
  });
}

function testUsedCodes(make: Make): void {
  describe('discloseOnce, again', () => {
    it('refuses a code that was used, with another body', async () => {
      const store = await withCode(make);
      await store.discloseOnce(attemptOf());
      const again = attemptOf({ bodyHash: named('other', 32) });
      expect(await store.discloseOnce(again)).toBe('refused');
      expect(await store.listDisclosures(9)).toHaveLength(1);
    });
    it.each([
      ['at once', 0, 'accepted'],
      ['a second before a day is over', DAY_SECONDS - 1, 'accepted'],
      ['after a day', DAY_SECONDS, 'refused'],
    ])('answers the same body again %s, and stores it once', async (_, later, outcome) => {
      const store = await withCode(make);
      const first = attemptOf();
      await store.discloseOnce(first);
      expect(await store.discloseOnce({ ...first, now: first.now + later })).toBe(outcome);
      expect(await store.listDisclosures(9)).toEqual([disclosureOf(verificationCodeOf(1))]);
    });
    it('leaves the code unused when the disclosure cannot be made', async () => {
      const store = await withCode(make);
      const broken = attemptOf({
        disclosureOf: () => {
          throw new Error('cannot be made');
        },
      });
      await expect(store.discloseOnce(broken)).rejects.toThrow();
      const other = attemptOf({ bodyHash: named('other', 32) });
      expect(await store.discloseOnce(other)).toBe('accepted');
    });
  });
}

function testDiscloseAtOnce(make: Make): void {
  describe('discloseOnce, many at once', () => {
    const tryOf = (i: number): Attempt =>
      attemptOf({
        bodyHash: named(`body of ${i}`, 32),
        disclosureOf: (code) => disclosureOf(code, { id: `try-${i}` }),
      });
    it('accepts one of eight bodies', async () => {
      const store = await withCode(make);
      const outcomes = await atOnce(8, (i) => store.discloseOnce(tryOf(i)));
      expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      const stored = await store.listDisclosures(9);
      expect(stored.map(({ id }) => id)).toEqual([`try-${outcomes.indexOf('accepted')}`]);
    });
    it('accepts eight equal bodies, and stores one', async () => {
      const store = await withCode(make);
      const outcomes = await atOnce(8, () => store.discloseOnce(attemptOf()));
      expect(new Set(outcomes)).toEqual(new Set(['accepted']));
      expect(await store.listDisclosures(9)).toHaveLength(1);
    });
  });
}

/** Uses a code up at `receivedAt`. */
async function disclose(store: CaseStore, n: number | string, receivedAt: number) {
  const code = verificationCodeOf(n, { issuedAt: receivedAt - 60, expiresAt: receivedAt + 60 });
  await store.insertCode(code);
  const disclosure: Disclosure = disclosureOf(code, { receivedAt });
  await store.discloseOnce(
    attemptOf({ codeHash: code.codeHash, now: receivedAt, disclosureOf: () => disclosure }),
  );
  return disclosure;
}

function testReading(make: Make): void {
  describe('reading', () => {
    it('lists by time of receipt, then id, up to the limit', async () => {
      const store = await make();
      const late = await disclose(store, 'a', NOON + 9);
      const b = await disclose(store, 'b', NOON);
      const a = await disclose(store, 'B', NOON);
      const ordered = [a, b].sort((x, y) => (x.id < y.id ? -1 : 1));
      expect(await store.listDisclosures(9)).toEqual([...ordered, late]);
      expect(await store.listDisclosures(2)).toEqual(ordered);
    });
    it('finds by id, or null', async () => {
      const store = await make();
      const disclosure = await disclose(store, 1, NOON);
      await disclose(store, 2, NOON);
      expect(await store.findDisclosure(disclosure.id)).toEqual(disclosure);
      expect(await store.findDisclosure('unknown')).toBeNull();
    });
  });
}

function testDropping(make: Make): void {
  describe('dropBefore', () => {
    it('erases disclosures received before it, and says how many', async () => {
      const store = await make();
      for (const n of [1, 2, 3]) await disclose(store, n, NOON + n * 1000);
      expect(await store.dropBefore(NOON + 2000)).toBe(1);
      expect(await store.dropBefore(NOON + 2000)).toBe(0);
      const left = await store.listDisclosures(9);
      expect(left.map(({ receivedAt }) => receivedAt)).toEqual([NOON + 2000, NOON + 3000]);
    });
    it('erases codes that expired before it: their hashes can come again', async () => {
      const store = await withCode(make);
      const { expiresAt } = verificationCodeOf(1);
      await store.dropBefore(expiresAt);
      expect(await store.insertCode(verificationCodeOf(1))).toBe(false);
      await store.dropBefore(expiresAt + 1);
      expect(await store.insertCode(verificationCodeOf(1))).toBe(true);
    });
    it('leaves a code that can still be used', async () => {
      const store = await withCode(make);
      await store.dropBefore(NOON + 30);
      expect(await store.discloseOnce(attemptOf())).toBe('accepted');
    });
  });
}
