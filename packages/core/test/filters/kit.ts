// What the tests of filters, notices, warnings and cards share: repeatable randomness, mutations.
import type { JoinedItems } from '@waypost/core/filters';
import type { RandomBytes } from '@waypost/core/primitives';
import fc from 'fast-check';

/** Bytes that look random and come out the same every time: xorshift, for tests only. */
export function seededRandom(seed: number): RandomBytes {
  let state = (seed + 1) * 0x9e3779b1;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[i] = state >>> 11;
    }
    return bytes;
  };
}

/** `count` byte strings of 16 bytes, other ones for another seed. */
export function randomIds(count: number, seed: number): Uint8Array[] {
  const randomBytes = seededRandom(seed);
  return Array.from({ length: count }, () => randomBytes(16));
}

/** A copy with one bit changed. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = bytes.slice();
  flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

/** A copy with other bytes at `offset`. */
export function overwrite(bytes: Uint8Array, offset: number, ...values: number[]): Uint8Array {
  const changed = bytes.slice();
  changed.set(values, offset);
  return changed;
}

/** What `toThrow` takes to check an error by its code. */
export const code = (value: string): Error => ({ code: value }) as unknown as Error;

/** Up to 100 items of one length, 1 to 20 bytes, joined; of few bytes, so that some come twice. */
export const anyJoinedItems: fc.Arbitrary<JoinedItems> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.nat(100))
  .chain(([itemBytes, count]) =>
    fc
      .uint8Array({ minLength: itemBytes * count, maxLength: itemBytes * count, max: 7 })
      .map((bytes) => ({ bytes, itemBytes })),
  );
