/**
 * Chance that is the same every time: SHA-256 of a seed, a label and a counter. For stories only, never
 * for a real secret.
 *
 * @module
 */
import {
  ByteWriter,
  concatBytes,
  type RandomBytes,
  sha256,
  toUtf8,
} from '@waypost/core/primitives';

/** Bytes that follow from seed and label; another label gives others. */
export function seededBytes(seed: number, label: string): RandomBytes {
  const start = toUtf8(`waypost-demo ${seed} ${label} `);
  let counter = 0;
  let ready: Uint8Array = new Uint8Array(0);
  return (length) => {
    while (ready.length < length)
      ready = concatBytes(ready, sha256(start, new ByteWriter(4).u32be(counter++).finish()));
    const taken = ready.slice(0, length);
    ready = ready.slice(length);
    return taken;
  };
}

/** Whole numbers by chance. */
export interface Dice {
  /** From `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** Dice that fall the same way every time. */
export function seededDice(seed: number, label: string): Dice {
  const bytes = seededBytes(seed, label);
  const below = (limit: number): number => new DataView(bytes(4).buffer).getUint32(0) % limit; // not quite fair, and it need not be
  return {
    between: (min, max) => min + below(max - min + 1),
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}
