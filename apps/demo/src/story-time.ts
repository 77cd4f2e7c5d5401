/**
 * The time in which a story is told.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** Time, and how it goes by. */
export interface StoryTime {
  /** Unix seconds. */
  readonly now: () => number;
  /** What happens next in the story happens by `time`. */
  pass(time: number): Promise<void>;
  /** Something can only be done from `time` on. */
  waitUntil(time: number): Promise<void>;
}

/** The time of the world: the story is told ahead of it, but what has to wait waits. */
export const realTime = (signal: AbortSignal): StoryTime => {
  const now = () => Math.floor(Date.now() / 1000);
  return {
    now,
    pass: async () => {},
    async waitUntil(time) {
      while (now() < time) await sleep(Math.min(10, time - now()) * 1000, undefined, { signal });
    },
  };
};
