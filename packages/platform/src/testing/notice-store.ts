/**
 * What every {@link NoticeStore} does.
 *
 * @module
 */
import { describe, expect, it } from 'vitest';
import type { Notice, NoticeStore, SignedList } from '../ports/index.ts';
import { atOnce, draftOf, NOON, named } from './fixtures.ts';

type Make = () => Promise<NoticeStore>;

/** Runs every case of the contract on the store that `make` gives, which must be empty. */
export function testNoticeStore(make: Make): void {
  describe('NoticeStore', () => {
    testDrafts(make);
    testApproving(make);
    testPublishing(make);
    testWithdrawing(make);
    testLists(make);
    testDropping(make);
  });
}

const idOf = (n: number | string): string => draftOf(n).notice.id;
const secondOfficer = { by: 'officer-2', at: NOON + 10 };

async function draft(store: NoticeStore, n: number | string, changes: Partial<Notice> = {}) {
  const { notice, files } = draftOf(n, changes);
  await store.insertDraft(notice, files);
}

async function withDrafts(make: Make, ...names: readonly (number | string)[]) {
  const store = await make();
  for (const n of names) await draft(store, n);
  return store;
}

function testDrafts(make: Make): void {
  describe('drafts', () => {
    it('are stored as they were given, with their files', async () => {
      const store = await withDrafts(make, 1, 2);
      const { notice, files } = draftOf(1);
      expect(await store.find(notice.id)).toEqual(notice);
      for (const file of files) expect(await store.findFile(file.kind, file.sha256)).toEqual(file);
    });
    it('keep a file of any bytes', async () => {
      const store = await make();
      const { notice } = draftOf(1);
      const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i * 7);
      const files = [{ kind: 'notice', sha256: notice.sha256, bytes }] as const;
      await store.insertDraft(notice, files);
      expect(await store.findFile('notice', notice.sha256)).toEqual(files[0]);
    });
    it('are inserted once, with their files or not at all', async () => {
      const store = await make();
      const tries = await atOnce(6, (i) =>
        store.insertDraft(draftOf(1, { rule: `rule ${i}` }).notice, draftOf(`try ${i}`).files),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      const winner = tries.indexOf(true);
      expect((await store.find(idOf(1)))?.rule).toBe(`rule ${winner}`);
      const found = await atOnce(6, (i) =>
        store.findFile('notice', draftOf(`try ${i}`).notice.sha256),
      );
      expect(found.map((file) => file !== null)).toEqual(tries);
    });
    it('are listed by time of draft, then id', async () => {
      const store = await make();
      await draft(store, 'c', { draftedAt: NOON + 5 });
      await draft(store, 'b');
      await draft(store, 'a');
      const listed = await store.list();
      expect(listed.map(({ id }) => id)).toEqual([idOf('a'), idOf('b'), idOf('c')]);
    });
    it('and files that are not there are null', async () => {
      const store = await withDrafts(make, 1);
      const { sha256 } = draftOf(1).notice;
      expect(await store.find('unknown')).toBeNull();
      expect(await store.findFile('notice', named('unknown', 32))).toBeNull();
      expect(await store.findFile('warning', sha256)).toBeNull();
    });
  });
}

function testApproving(make: Make): void {
  describe('approve', () => {
    it('takes a draft by somebody else', async () => {
      const store = await withDrafts(make, 1, 2);
      expect(await store.approve(idOf(1), secondOfficer)).toBe(true);
      const approved = { ...draftOf(1).notice, approvedBy: 'officer-2', approvedAt: NOON + 10 };
      expect(await store.find(idOf(1))).toEqual(approved);
      expect(await store.find(idOf(2))).toEqual(draftOf(2).notice);
    });
    it('refuses who drafted it, again, and what is not there', async () => {
      const store = await withDrafts(make, 1);
      expect(await store.approve(idOf(1), { by: 'officer-1', at: NOON + 10 })).toBe(false);
      expect(await store.find(idOf(1))).toEqual(draftOf(1).notice);
      await store.approve(idOf(1), secondOfficer);
      expect(await store.approve(idOf(1), { by: 'officer-3', at: NOON + 20 })).toBe(false);
      expect((await store.find(idOf(1)))?.approvedBy).toBe('officer-2');
      expect(await store.approve('unknown', secondOfficer)).toBe(false);
    });
    it('refuses what was withdrawn', async () => {
      const store = await withDrafts(make, 1);
      await store.withdraw(idOf(1), secondOfficer);
      expect(await store.approve(idOf(1), secondOfficer)).toBe(false);
    });
    it('takes one of six at once', async () => {
      const store = await withDrafts(make, 1);
      const tries = await atOnce(6, (i) =>
        store.approve(idOf(1), { by: `second-${i}`, at: NOON + i }),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect((await store.find(idOf(1)))?.approvedBy).toBe(`second-${tries.indexOf(true)}`);
    });
  });
}

async function publish(store: NoticeStore, n: number | string, at: number) {
  await draft(store, n, { draftedAt: at - 20 });
  await store.approve(idOf(n), { by: 'officer-2', at: at - 10 });
  return store.publishApproved(at);
}

const sequences = (notices: readonly Notice[]): readonly (readonly [string, number | null])[] =>
  notices.map(({ id, sequence }) => [id, sequence] as const);

function testPublishing(make: Make): void {
  describe('publishApproved', () => {
    it('gives sequences by time of approval, then id, once', async () => {
      const store = await withDrafts(make, 'a', 'b', 'c', 'draft');
      await store.approve(idOf('c'), { by: 'officer-2', at: NOON + 1 });
      await store.approve(idOf('b'), { by: 'officer-2', at: NOON + 2 });
      await store.approve(idOf('a'), { by: 'officer-2', at: NOON + 2 });
      const published = await store.publishApproved(NOON + 100);
      expect(sequences(published)).toEqual([
        [idOf('c'), 1],
        [idOf('a'), 2],
        [idOf('b'), 3],
      ]);
      expect(await store.find(idOf('c'))).toEqual(published[0]);
      expect(published[0]?.publishedAt).toBe(NOON + 100);
      expect(await store.publishApproved(NOON + 200)).toEqual([]);
      expect((await store.find(idOf('draft')))?.sequence).toBeNull();
    });
    it('leaves out what was withdrawn', async () => {
      const store = await withDrafts(make, 1, 2);
      for (const n of [1, 2]) await store.approve(idOf(n), secondOfficer);
      await store.withdraw(idOf(1), { by: 'officer-1', at: NOON + 20 });
      expect(sequences(await store.publishApproved(NOON + 100))).toEqual([[idOf(2), 1]]);
      expect((await store.find(idOf(1)))?.publishedAt).toBeNull();
    });
    it('rises for ever, also after all that came before was erased', async () => {
      const store = await make();
      expect(sequences(await publish(store, 1, NOON + 100))).toEqual([[idOf(1), 1]]);
      expect(await store.dropBefore(NOON + 1000)).toBe(1);
      const [next] = await publish(store, 2, NOON + 2000);
      expect(next?.sequence).toBeGreaterThan(1);
    });
    it('gives each notice one sequence when several publish at once', async () => {
      const names = Array.from({ length: 12 }, (_, i) => i);
      const store = await withDrafts(make, ...names);
      for (const n of names) await store.approve(idOf(n), secondOfficer);
      const published = (await atOnce(4, () => store.publishApproved(NOON + 100))).flat();
      expect(new Set(published.map(({ id }) => id)).size).toBe(12);
      expect(new Set(published.map(({ sequence }) => sequence)).size).toBe(12);
      expect(published).toHaveLength(12);
    });
  });
}

function testWithdrawing(make: Make): void {
  describe('withdraw', () => {
    it('takes a draft, what is approved, and what is published', async () => {
      const store = await withDrafts(make, 'draft', 'approved');
      await publish(store, 'published', NOON + 100);
      await store.approve(idOf('approved'), secondOfficer);
      for (const n of ['draft', 'approved', 'published']) {
        const before = await store.find(idOf(n));
        expect(await store.withdraw(idOf(n), { by: 'officer-9', at: NOON + 500 })).toBe(true);
        const after = { ...before, withdrawnBy: 'officer-9', withdrawnAt: NOON + 500 };
        expect(await store.find(idOf(n))).toEqual(after);
      }
    });
    it('happens once', async () => {
      const store = await withDrafts(make, 1);
      const tries = await atOnce(6, (i) =>
        store.withdraw(idOf(1), { by: `officer-${i}`, at: NOON + i }),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect((await store.find(idOf(1)))?.withdrawnBy).toBe(`officer-${tries.indexOf(true)}`);
      expect(await store.withdraw('unknown', secondOfficer)).toBe(false);
    });
  });
}

const listOf = (seq: number, changes: Partial<SignedList> = {}): SignedList => ({
  kind: 'index',
  seq,
  text: `header.payload-${seq}.signature`,
  issuedAt: NOON + seq,
  ...changes,
});

function testLists(make: Make): void {
  describe('signed lists', () => {
    it('begin at 1 and follow one another, kind by kind', async () => {
      const store = await make();
      expect(await store.latestList('index')).toBeNull();
      expect(await store.insertList(listOf(2))).toBe(false);
      expect(await store.insertList(listOf(1))).toBe(true);
      expect(await store.insertList(listOf(2))).toBe(true);
      for (const seq of [1, 2, 4, 0]) expect(await store.insertList(listOf(seq))).toBe(false);
      expect(await store.insertList(listOf(1, { kind: 'withdrawn' }))).toBe(true);
      expect(await store.latestList('index')).toEqual(listOf(2));
      expect(await store.latestList('withdrawn')).toEqual(listOf(1, { kind: 'withdrawn' }));
      expect(await store.latestList('keys')).toBeNull();
    });
    it('have one winner of a place', async () => {
      const store = await make();
      await store.insertList(listOf(1));
      const tries = await atOnce(6, (i) => store.insertList(listOf(2, { text: `a.b.${i}` })));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect((await store.latestList('index'))?.text).toBe(`a.b.${tries.indexOf(true)}`);
    });
    it('stay when notices are erased', async () => {
      const store = await make();
      await store.insertList(listOf(1));
      await store.dropBefore(NOON + 1_000_000);
      expect(await store.latestList('index')).toEqual(listOf(1));
    });
    it('hold a megabyte', async () => {
      const store = await make();
      const long = listOf(1, { text: 'x'.repeat(1_048_576) });
      await store.insertList(long);
      expect(await store.latestList('index')).toEqual(long);
    });
  });
}

function testDropping(make: Make): void {
  describe('dropBefore', () => {
    it('erases what was published before it, with its files', async () => {
      const store = await make();
      for (const n of [1, 2]) await publish(store, n, NOON + n * 100);
      expect(await store.dropBefore(NOON + 200)).toBe(1);
      expect(await store.dropBefore(NOON + 200)).toBe(0);
      expect(await store.find(idOf(1))).toBeNull();
      for (const { kind, sha256 } of draftOf(1).files)
        expect(await store.findFile(kind, sha256)).toBeNull();
      for (const file of draftOf(2).files)
        expect(await store.findFile(file.kind, file.sha256)).toEqual(file);
    });
    it('erases drafts of before it that never came out, and keeps one that came out later', async () => {
      const store = await make();
      await draft(store, 'old');
      await draft(store, 'new', { draftedAt: NOON + 50 });
      await draft(store, 'published');
      await store.approve(idOf('published'), secondOfficer);
      await store.publishApproved(NOON + 50);
      expect(await store.dropBefore(NOON + 50)).toBe(1);
      const left = await store.list();
      expect(left.map(({ id }) => id).sort()).toEqual([idOf('new'), idOf('published')].sort());
    });
  });
}
