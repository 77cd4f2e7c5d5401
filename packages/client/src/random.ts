import type { RandomBytes } from '@waypost/core/primitives';

const RANGE = 2 ** 32;

/** A fair whole number in `0..limit-1`; `limit` is 1 to 2^32. */
export function randomBelow(limit: number, randomBytes: RandomBytes): number {
  // Numbers from here on would make some results likelier than others.
  const fair = RANGE - (RANGE % limit);
  while (true) {
    const bytes = randomBytes(4);
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (value < fair) return value % limit;
  }
}

/** The same items in a random order, as a new array. */
export function shuffle<T>(items: readonly T[], randomBytes: RandomBytes): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = randomBelow(i + 1, randomBytes);
    [shuffled[i], shuffled[other]] = [shuffled[other]!, shuffled[i]!];
  }
  return shuffled;
}
