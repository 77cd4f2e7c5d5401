/**
 * What a device needs of the world around it. All of it is given, so that tests and a demonstration run
 * an evening of waiting in a second.
 *
 * @module
 */
import type { RandomBytes } from '@waypost/core/primitives';

/** Resolves after so many seconds, or as soon as `signal` aborts. Never rejects. */
export type Delay = (seconds: number, signal?: AbortSignal) => Promise<void>;

/** Sends one request. `globalThis.fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** Time, chance and waiting. */
export interface Surroundings {
  /** The time now, Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  readonly delay: Delay;
}

/** The surroundings of a browser, or of any host that has the same globals. */
export const hostSurroundings = (): Surroundings & { readonly fetch: Fetch } => ({
  clock: () => Math.floor(Date.now() / 1000),
  randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  delay: (seconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(resolve, seconds * 1000);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
  fetch: (request) => fetch(request),
});
