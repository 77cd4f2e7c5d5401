import { WaypostError } from './errors.ts';

/** Largest value of an unsigned 32-bit integer, 2^32 - 1. */
export const UINT32_MAX = 0xffff_ffff;

/**
 * Checks that `value` is exactly `length` bytes and returns it unchanged (no copy).
 *
 * @param what - Field name from the specification, for the message: `contactId`, `salt`.
 * @throws {@link WaypostError} `BYTES_LENGTH`. The message has lengths, never the bytes.
 */
export function assertBytes(value: Uint8Array, length: number, what: string): Uint8Array {
  if (!(value instanceof Uint8Array))
    throw new WaypostError('BYTES_LENGTH', `${what} must be a Uint8Array`, { what });
  if (value.length !== length)
    throw new WaypostError('BYTES_LENGTH', `${what} must be ${length} bytes, got ${value.length}`, {
      what,
      expected: length,
      actual: value.length,
    });
  return value;
}

/**
 * Checks that `value` is a whole number in `0..max` and returns it.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`.
 */
export function assertUint(value: number, max: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new WaypostError('NUMBER_RANGE', `${what} must be a whole number in 0..${max}`, {
      what,
      max,
    });
  return value;
}

/** Joins byte strings in order into a new one: the `||` of the specifications. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Order of two byte strings, byte by byte, the shorter first where one begins the other: -, 0 or +. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * Whether two byte strings are equal, in a time that depends on their lengths only: for secrets and
 * for whatever is compared with one.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}
