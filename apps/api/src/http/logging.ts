/**
 * What is logged: these fields and no others. No address, user agent, URL, body, key or id of a person,
 * and no time finer than the hour for a request: a log must not tell when somebody checked in.
 *
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';
import { DURATION_BUCKETS, type Metrics } from './metrics.ts';
import type { ProblemCode } from './problem-codes.ts';
import { routeOf } from './route.ts';

/** One request, as it is logged. */
export interface RequestLine {
  readonly event: 'request';
  /** `2026-11-24T07Z` */
  readonly hour: string;
  readonly requestId: string;
  readonly method: string;
  /** Pattern, never the URL. */
  readonly route: string;
  readonly status: number;
  readonly code?: ProblemCode;
  /** Bucket, as `<=0.025`. */
  readonly seconds: string;
  readonly error?: ErrorTrace;
}

/** Where an unknown error was thrown. Its message may hold anything, so it is left out. */
export interface ErrorTrace {
  readonly name: string;
  /** Message of the store, whose messages hold no value of a row. */
  readonly detail?: string;
  /** Code of a database or of Node.js, as `23505` or `ECONNREFUSED`. */
  readonly code?: string;
  readonly at: readonly string[];
}

/** Takes one line of the log. */
export type Log = (line: object) => void;

/** What the log asks of the world. */
export interface LogParts {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Unix seconds. */
  readonly clock: () => number;
  /** Milliseconds since any fixed moment. */
  readonly stopwatch: () => number;
}

/** Logs and counts each request once it is answered. */
export const logRequests =
  ({ log, metrics, clock, stopwatch }: LogParts): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const startedAt = stopwatch();
    await next();
    const seconds = (stopwatch() - startedAt) / 1000;
    const { method, path: route } = routeOf(c) ?? { method: 'other', path: 'unknown' };
    const { status } = c.res;
    metrics.count({ method, route, status, seconds });
    log(
      requestLine(c, { method, route, status, seconds: bucketOf(seconds), hour: hourOf(clock()) }),
    );
  };

function requestLine(
  c: Context<ApiEnv>,
  answered: Omit<RequestLine, 'event' | 'requestId' | 'code' | 'error'>,
): RequestLine {
  const code = c.get('problemCode');
  return {
    event: 'request',
    requestId: c.get('requestId'),
    ...answered,
    ...(code && { code }),
    ...(c.error && answered.status === 500 && { error: traceOf(c.error) }),
  };
}

/** What may be told of an unknown error: its kind, its code, and where it was thrown. */
export function traceOf(error: unknown): ErrorTrace {
  if (!(error instanceof Error)) return { name: 'unknown', at: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split(error.message || '\n').at(-1) ?? '';
  return {
    name: error.name,
    ...(error.name === 'StoreError' && { detail: error.message }),
    ...(typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) && { code }),
    at: [...frames.matchAll(/^ {4}at .*?([\w.-]+\/[\w.-]+:\d+):\d+\)?$/gm)]
      .slice(0, 5)
      .map(([, place = '']) => place),
  };
}

const bucketOf = (seconds: number): string => {
  const bound = DURATION_BUCKETS.find((limit) => seconds <= limit);
  return bound === undefined ? `>${DURATION_BUCKETS.at(-1)}` : `<=${bound}`;
};

const hourOf = (unixSeconds: number): string =>
  `${new Date(unixSeconds * 1000).toISOString().slice(0, 13)}Z`;
