/**
 * What goes into a filter: byte strings, one by one or joined.
 *
 * @module
 */
import { WaypostError } from '../primitives/errors.ts';

/** Byte strings of one length, one behind the other: a million of them are one object. */
export interface JoinedItems {
  readonly bytes: Uint8Array;
  /** Length of each, in bytes, 1 or more; `bytes` holds a whole number of them. */
  readonly itemBytes: number;
}

/** The byte strings that a filter is built of. */
export type FilterItems = Iterable<Uint8Array> | JoinedItems;

/** Items that were checked, and can be gone through more than once. */
export type ItemList = readonly Uint8Array[] | JoinedItems;

/**
 * Checks items.
 *
 * @throws {@link WaypostError} `FILTER_BUILD` for more than `max`; `BYTES_LENGTH` for no byte string,
 *   or for joined ones that do not come out even.
 */
export function listItems(items: FilterItems, max: number): ItemList {
  const list = isJoined(items) ? items : [...items];
  if (countItems(list) > max)
    throw new WaypostError('FILTER_BUILD', `a filter holds at most ${max} items`, { max });
  if (!isJoined(list)) for (const item of list) assertItem(item);
  return list;
}

/** How many there are. @throws {@link WaypostError} `BYTES_LENGTH` where joined ones are not even. */
export function countItems(items: ItemList): number {
  if (!isJoined(items)) return items.length;
  const { bytes, itemBytes } = items;
  assertItem(bytes);
  if (!Number.isInteger(itemBytes) || itemBytes < 1 || bytes.length % itemBytes !== 0)
    throw new WaypostError('BYTES_LENGTH', 'joined items must be of one length, 1 byte or more', {
      what: 'items',
    });
  return bytes.length / itemBytes;
}

/** @throws {@link WaypostError} `BYTES_LENGTH` for what is no byte string. */
export function assertItem(item: Uint8Array): void {
  if (!(item instanceof Uint8Array))
    throw new WaypostError('BYTES_LENGTH', 'an item must be a Uint8Array', { what: 'item' });
}

/** Whether items are joined. */
export const isJoined = (items: FilterItems): items is JoinedItems => 'itemBytes' in items;

/** Joined items one by one; they share the bytes. */
export const splitItems = (items: JoinedItems): Uint8Array[] =>
  Array.from({ length: countItems(items) }, (_, i) =>
    items.bytes.subarray(i * items.itemBytes, (i + 1) * items.itemBytes),
  );
