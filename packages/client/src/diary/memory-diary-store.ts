import type { DiaryStore } from './diary-store.ts';
import { COLLECTIONS, type Collection } from './records.ts';

/** A diary that ends with the process: for tests, and for a visitor who wants to leave no trace. */
export function memoryDiaryStore(): DiaryStore {
  const collections = new Map(COLLECTIONS.map((name) => [name, new Map<string, unknown>()]));
  const records = (name: Collection): Map<string, unknown> => collections.get(name)!;
  return {
    async get(collection, key) {
      return structuredClone(records(collection).get(key) ?? null) as never;
    },
    async list(collection) {
      const keys = [...records(collection).keys()].sort();
      return structuredClone(keys.map((key) => records(collection).get(key))) as never;
    },
    async write(changes) {
      const before = new Map([...collections].map(([name, all]) => [name, new Map(all)]));
      try {
        for (const { collection, key, apply } of changes) {
          const next = apply(structuredClone(records(collection).get(key) ?? null));
          if (next === null) records(collection).delete(key);
          else records(collection).set(key, structuredClone(next));
        }
      } catch (error) {
        for (const [name, all] of before) collections.set(name, all);
        throw error;
      }
    },
  };
}
