import type { Delay } from '@waypost/client';
import { type RandomBytes, sha256, toUtf8 } from '@waypost/core/primitives';

/** 2026-10-05T08:00:00Z, a Monday. */
export const NOW = 1_791_187_200;
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** Bytes that follow from the seed: as many tests, as many streams. */
export function seededRandom(seed: string | number): RandomBytes {
  const key = toUtf8(String(seed));
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = sha256(key, toUtf8(`/${counter++}`));
      bytes.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return bytes;
  };
}

/** A clock that waiting moves. */
export interface TestTime {
  now: number;
  readonly clock: () => number;
  readonly delay: Delay;
}

export function testTime(now: number = NOW): TestTime {
  const time: TestTime = {
    now,
    clock: () => time.now,
    delay: async (seconds) => {
      time.now += seconds;
    },
  };
  return time;
}
