import {
  assertBytes,
  fromBase64Url,
  toUtf8,
  UINT32_MAX,
  WaypostError,
} from '../../primitives/index.ts';

/** @param what - The member that is wrong. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('LIST_MALFORMED', `list is malformed: ${what}`, { what });

/** No member may be left over. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function assertNoOthers(others: object): void {
  if (Object.keys(others).length > 0) throw malformed('members');
}

/** A whole number in `0..2^32-1`. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function readUint(value: unknown, what: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > UINT32_MAX)
    throw malformed(what);
  return value as number;
}

/** Base64url of exactly `length` bytes. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function readBytes(value: unknown, length: number, what: string): Uint8Array {
  try {
    return assertBytes(fromBase64Url(value as string), length, what);
  } catch {
    throw malformed(what);
  }
}

/** Text of 1 to `maxBytes` bytes. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function readText(value: unknown, maxBytes: number, what: string): string {
  if (typeof value !== 'string' || value === '' || /[\p{Cc}\p{Cs}]/u.test(value))
    throw malformed(what);
  if (toUtf8(value).length > maxBytes) throw malformed(what);
  return value;
}

/** An array of at most `max`. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function readArray(value: unknown, max: number, what: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length > max) throw malformed(what);
  return value;
}

/** An array of exactly `columns`. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function readRow(value: unknown, columns: number, what: string): readonly unknown[] {
  const row = readArray(value, columns, what);
  if (row.length !== columns) throw malformed(what);
  return row;
}

/** Numbers must rise, so that none stands there twice. @throws {@link WaypostError} `LIST_MALFORMED`. */
export function assertRising(numbers: readonly number[], what: string): void {
  for (let i = 1; i < numbers.length; i++)
    if (numbers[i]! <= numbers[i - 1]!) throw malformed(what);
}
