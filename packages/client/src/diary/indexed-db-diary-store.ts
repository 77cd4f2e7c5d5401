import { openDB } from 'idb';
import type { DiaryStore } from './diary-store.ts';
import { COLLECTIONS } from './records.ts';

const VERSION = 1;

/**
 * A diary in IndexedDB. Every write is on disk before its promise resolves: a secret is kept before
 * anything is sent under it.
 *
 * @param name - Name of the database; one device, one name.
 */
export async function indexedDbDiaryStore(name = 'waypost'): Promise<DiaryStore> {
  const db = await openDB(name, VERSION, {
    upgrade(database) {
      for (const collection of COLLECTIONS) database.createObjectStore(collection);
    },
    // Another tab wants to bring the database up to date: it must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return {
    get: async (collection, key) => (await db.get(collection, key)) ?? null,
    list: (collection) => db.getAll(collection),
    async write(changes) {
      if (changes.length === 0) return;
      const collections = [...new Set(changes.map(({ collection }) => collection))];
      const transaction = db.transaction(collections, 'readwrite', { durability: 'strict' });
      const { done } = transaction;
      done.catch(() => {}); // awaited below; where a change throws, that is the error to tell
      try {
        for (const { collection, key, apply } of changes) {
          const store = transaction.objectStore(collection);
          const next = apply((await store.get(key)) ?? null);
          await (next === null ? store.delete(key) : store.put(next, key));
        }
      } catch (error) {
        abort(transaction);
        throw error;
      }
      await done;
    },
  };
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // The database has done so already.
  }
}
