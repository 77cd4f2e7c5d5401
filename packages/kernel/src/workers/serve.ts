import { createProximityMatcher, type ProximityMatcher } from '../proximity/index.ts';
import { type PoolMessage, toFailure, type WorkerMessage } from './messages.ts';

/** What a worker sees of its pool: `globalThis` in a browser, `parentPort` in Node.js. */
export interface MatcherWorkerScope {
  addEventListener(
    type: 'message',
    listener: (event: { readonly type: string; readonly data?: unknown }) => void,
  ): void;
  postMessage(message: unknown): void;
}

/** Makes a worker one of a matcher pool. Called once, in the worker's own file; nothing else is needed. */
export function serveMatcher(scope: MatcherWorkerScope): void {
  let matcher: ProximityMatcher | null = null;
  const answer = async (message: PoolMessage): Promise<WorkerMessage> => {
    if (message.kind === 'start') {
      matcher = await createProximityMatcher(message.heard, message.options);
      return { kind: 'started', engine: matcher.engine };
    }
    if (matcher === null) throw new Error('a pool starts its workers first');
    return { kind: 'found', found: matcher.match(message.batch) };
  };
  const serve = async (message: PoolMessage): Promise<void> => {
    const answered = answer(message).catch(
      (error: unknown): WorkerMessage => ({ kind: 'failed', failure: toFailure(error) }),
    );
    scope.postMessage(await answered);
  };
  scope.addEventListener('message', ({ data }) => void serve(data as PoolMessage));
}
