/**
 * How a request leaves the device and what is believed of the answer: no cookie, no referrer, no
 * redirect, a time limit, a size limit, and every failure as an error of ours, by code. Protocol section 9.
 *
 * @module
 */
import { concatBytes } from '@waypost/core/primitives';
import { ApiError, ClientError, type ProblemCode } from '../errors.ts';
import type { Fetch } from '../surroundings.ts';

/** Where the server is, and how it is reached. */
export interface TransportOptions {
  /** Its URL, without a path. */
  readonly baseUrl: string;
  readonly fetch: Fetch;
  /** How long an answer may take, body included, in milliseconds of the host's clock. Default 30,000. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** An answer that was read to its end. */
export interface Answer {
  readonly status: number;
  /** Media type without its parameters, in lower case; empty where there is none. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Sends one request and reads at most `maxBytes` of the answer. */
export type Send = (request: Request, maxBytes?: number) => Promise<Answer>;

/** What every request has in common. Set where it is sent: a copy of a request keeps not all of it. */
const REQUEST_SETTINGS = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'error',
} as const satisfies RequestInit;

const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;
/** The longest signed list has 4 MiB. */
const DEFAULT_MAX_BYTES = 5 * 2 ** 20;
const PROBLEM_CODE = /^[A-Z][A-Z_]{1,40}$/;
const MAX_RETRY_AFTER_SECONDS = 3600;

/**
 * A way to send requests. It throws {@link ApiError} where the server refuses, and {@link ClientError}
 * `NETWORK`, `TIMEOUT` or `ANSWER_INVALID`; their messages hold nothing of request or answer.
 */
export function createSend({ fetch, timeoutMilliseconds }: TransportOptions): Send {
  return async (request, maxBytes = DEFAULT_MAX_BYTES) => {
    const signal = AbortSignal.timeout(timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS);
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await unlessAborted(
        signal,
        fetch(new Request(request, { ...REQUEST_SETTINGS, signal })),
      );
      bytes = await unlessAborted(signal, readBytes(response, maxBytes));
    } catch (error) {
      if (error instanceof ClientError) throw error;
      throw signal.aborted
        ? new ClientError('TIMEOUT', 'the server did not answer in time')
        : new ClientError('NETWORK', 'the server cannot be reached');
    }
    if (!response.ok) throw problemOf(response, bytes);
    return { status: response.status, mediaType: mediaTypeOf(response), bytes };
  };
}

/** A fetch that does not heed its signal must not keep anybody waiting. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array(0);
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (true) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...parts);
    parts.push(value);
    length += value.length;
    if (length <= maxBytes) continue;
    reader.cancel().catch(() => {}); // nobody waits for it, and nothing follows from it
    throw new ClientError('ANSWER_INVALID', 'the answer is longer than any that was asked for');
  }
}

function problemOf(response: Response, bytes: Uint8Array): ApiError | ClientError {
  const code = mediaTypeOf(response) === 'application/problem+json' ? codeIn(bytes) : null;
  if (code === null)
    return new ClientError('ANSWER_INVALID', 'something else than the server answered');
  return new ApiError(code, response.status, retryAfterOf(response));
}

function codeIn(bytes: Uint8Array): ProblemCode | null {
  const problem = parseJson(bytes);
  const code = typeof problem === 'object' && problem !== null && 'code' in problem && problem.code;
  // A newer server may have codes that are not in our types: they are passed on, if they look like one.
  return typeof code === 'string' && PROBLEM_CODE.test(code) ? (code as ProblemCode) : null;
}

/** The value of JSON text; `undefined` where it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function retryAfterOf({ headers }: Response): number | null {
  const text = headers.get('retry-after');
  if (text === null || !/^\d{1,6}$/.test(text)) return null;
  return Math.min(Number(text), MAX_RETRY_AFTER_SECONDS);
}

const mediaTypeOf = ({ headers }: Response): string =>
  (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
