import type { Collection, Collections } from './records.ts';

/**
 * Where a device keeps its diary and all that belongs to it: in memory, or in IndexedDB. A second
 * implementation is held to the first by one contract suite.
 */
export interface DiaryStore {
  /** A copy of a record; `null` when there is none. */
  get<K extends Collection>(collection: K, key: string): Promise<Collections[K] | null>;
  /** Copies of all records of a collection, by key. */
  list<K extends Collection>(collection: K): Promise<readonly Collections[K][]>;
  /**
   * Applies changes in order, all of them or, where one throws, none. Durable when it resolves, and
   * atomic under concurrent calls: no other write comes between what a change reads and what it stores.
   */
  write(changes: readonly StoreChange[]): Promise<void>;
}

/** One change of one record. Made by {@link change}. */
export interface StoreChange {
  readonly collection: Collection;
  readonly key: string;
  /** Gives what is stored instead, or `null` to remove it. It may not wait for anything. */
  readonly apply: (current: unknown) => unknown;
}

/** Changes one record: `apply` gets what is stored, or `null`, and gives what is stored instead. */
export const change = <K extends Collection>(
  collection: K,
  key: string,
  apply: (current: Collections[K] | null) => Collections[K] | null,
): StoreChange => ({ collection, key, apply: apply as StoreChange['apply'] });

/** Stores a record in place of whatever is there. */
export const put = <K extends Collection>(
  collection: K,
  key: string,
  record: Collections[K],
): StoreChange => change(collection, key, () => record);

/** Changes a record where there is one. */
export const update = <K extends Collection>(
  collection: K,
  key: string,
  apply: (current: Collections[K]) => Collections[K] | null,
): StoreChange => change(collection, key, (current) => current && apply(current));

/** Removes a record where there is one. */
export const remove = (collection: Collection, key: string): StoreChange =>
  change(collection, key, () => null);
