/**
 * Matching in a worker: files of many megabytes do not hold up the page.
 *
 * @module
 */
import { isWaypostError, WaypostError } from '@waypost/core/primitives';
import type { Hit } from '../diary/records.ts';
import { type Matcher, type MatchJob, matchFile } from './match-file.ts';

/** Either end of a channel: a `Worker` as its page sees it, or a worker's own global scope. */
export interface MatchingPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

interface Question {
  readonly number: number;
  readonly job: MatchJob;
}

type Reply = { readonly number: number } & (
  | { readonly hits: readonly Hit[] }
  | { readonly refused: 'BUNDLE_FORMAT' | 'WARNING_LIST_FORMAT' }
);

/** (Worker) Answers the questions of a {@link workerMatcher}. */
export function serveMatching(scope: MatchingPort): void {
  scope.addEventListener('message', ({ data }) => {
    const { number, job } = data as Question;
    scope.postMessage({ number, ...answer(job) } satisfies Reply);
  });
}

function answer(job: MatchJob) {
  try {
    return { hits: matchFile(job) };
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    return { refused: job.kind === 'notices' ? 'BUNDLE_FORMAT' : 'WARNING_LIST_FORMAT' } as const;
  }
}

/**
 * (Page) A matcher that works in `worker`, which runs `@waypost/client/matching-worker`:
 *
 * ```ts
 * const script = import.meta.resolve('@waypost/client/matching-worker');
 * workerMatcher(new Worker(script, { type: 'module' }));
 * ```
 */
export function workerMatcher(worker: MatchingPort): Matcher {
  const waiting = new Map<number, (reply: Reply) => void>();
  let count = 0;
  worker.addEventListener('message', ({ data }) => {
    const reply = data as Reply;
    waiting.get(reply.number)?.(reply);
    waiting.delete(reply.number);
  });
  return async (job) => {
    const number = ++count;
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(number, resolve);
      worker.postMessage({ number, job } satisfies Question);
    });
    if ('hits' in reply) return reply.hits;
    throw new WaypostError(reply.refused, 'a published file cannot be read');
  };
}
