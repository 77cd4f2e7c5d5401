import { isWaypostError, WaypostError } from '@waypost/core/primitives';
import type {
  HeardIds,
  HeardKeys,
  KeyBatch,
  ProximityEngine,
  ProximityOptions,
} from '../proximity/index.ts';

/** What a pool tells a worker: first what was heard, then one range of keys after the other. */
export type PoolMessage =
  | { readonly kind: 'start'; readonly heard: HeardIds; readonly options: ProximityOptions }
  | { readonly kind: 'match'; readonly batch: KeyBatch };

/** What a worker answers, once to each message. */
export type WorkerMessage =
  | { readonly kind: 'started'; readonly engine: ProximityEngine }
  | { readonly kind: 'found'; readonly found: HeardKeys }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error on its way between threads: a copy of the error itself would have lost its class and code. */
type Failure = Pick<WaypostError, 'code' | 'message' | 'details'> | { readonly message: string };

/** What is sent of an error. */
export function toFailure(error: unknown): Failure {
  if (!isWaypostError(error)) return { message: String(error) };
  const { code, message, details } = error;
  return { code, message, details };
}

/** The error that was sent. */
export const toError = (failure: Failure): Error =>
  'code' in failure
    ? new WaypostError(failure.code, failure.message, failure.details)
    : new Error(failure.message);
