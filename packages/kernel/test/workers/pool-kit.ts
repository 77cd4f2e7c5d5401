import { deriveRpi, deriveRpik } from '@waypost/core/gaen';
import type { HeardIds, KeyBatch } from '@waypost/kernel/proximity';

const START = 2_650_032;

/** Keys of different days and periods; the same for the same number, and a beginning of those of more. */
export function batchOf(count: number): KeyBatch {
  const teks = new Uint8Array(16 * count);
  const view = new DataView(teks.buffer);
  for (let i = 0; i < count; i++) view.setUint32(16 * i + 5, i);
  return {
    teks,
    starts: Uint32Array.from({ length: count }, (_, i) => START + 100 * (i % 7)),
    periods: Uint8Array.from({ length: count }, (_, i) => 1 + ((i * 29) % 144)),
  };
}

/** The last identifier of every third of these keys, heard in its time or just before. */
export function heardOf({ teks, starts, periods }: KeyBatch): HeardIds {
  const keys = Array.from(starts.keys()).filter((key) => key % 3 === 0);
  const lastOf = (key: number): number => starts[key]! + periods[key]! - 1;
  const rpis = new Uint8Array(16 * keys.length);
  for (const [i, key] of keys.entries())
    rpis.set(deriveRpi(deriveRpik(teks.subarray(16 * key, 16 * key + 16)), lastOf(key)), 16 * i);
  return { rpis, intervals: Uint32Array.from(keys, (key, i) => lastOf(key) - (i % 5)) };
}
