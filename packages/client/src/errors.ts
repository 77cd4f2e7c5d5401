/**
 * What goes wrong on a device, by code. Errors of the core keep their own codes.
 *
 * @module
 */
import type { Problem } from './api/schema.ts';

/** Stable codes of this package. */
export type ClientErrorCode =
  /** No answer: offline, refused, or broken off. Whether the request arrived is not known. */
  | 'NETWORK'
  /** No answer in time. Whether the request arrived is not known. */
  | 'TIMEOUT'
  /** An answer that this server does not give: a hotel's page, a proxy's error. */
  | 'ANSWER_INVALID'
  /** A body does not fit into the one size that it has. */
  | 'BODY_TOO_LONG'
  /** A signed list is past its end, and no newer one is to be had: nothing is done on its word. */
  | 'LIST_STALE'
  /** A published file has not the length and digest that the signed index gives it. */
  | 'FILE_MISMATCH'
  /** The key list has no card key for the day of arrival. */
  | 'CARD_KEY_MISSING'
  /** A time that is not whole seconds, or a departure before its arrival. */
  | 'TIME_INVALID'
  | 'VISIT_UNKNOWN'
  /** The visit is not in a state in which this can be done. */
  | 'VISIT_STATE'
  /** Too many visits for one disclosure, or one that is not in its preview. */
  | 'CHOICE_INVALID';

const marker = Symbol.for('waypost.client-error');

/**
 * Every error this package throws on purpose. `message` may be logged and shown: it holds no secret, no
 * id, no place and no answer of a server.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, message: string) {
    super(message);
    this.code = code;
    Object.defineProperty(this, marker, { value: true });
  }
}

/** Whether this package threw `error` on purpose. */
export const isClientError = (error: unknown): error is ClientError =>
  typeof error === 'object' && error !== null && marker in error;

/** Code of a problem that the server answers with (RFC 9457). */
export type ProblemCode = Problem['code'];

const apiMarker = Symbol.for('waypost.api-error');

/** The server refused. Nothing of its answer is kept but code and status. */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly code: ProblemCode;
  /** HTTP status, 400..599. */
  readonly status: number;
  /** From when on it may be asked again, in seconds; `null` where the server says nothing. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ProblemCode, status: number, retryAfterSeconds: number | null = null) {
    super(`the server refused: ${code}`);
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    Object.defineProperty(this, apiMarker, { value: true });
  }
}

/** Whether the server refused. */
export const isApiError = (error: unknown): error is ApiError =>
  typeof error === 'object' && error !== null && apiMarker in error;

/** Whether the same request may succeed later: no answer, none of this server, or too busy. */
export function isTransient(error: unknown): boolean {
  if (isApiError(error)) return error.status === 429 || error.status >= 500;
  return (
    isClientError(error) &&
    (error.code === 'NETWORK' || error.code === 'TIMEOUT' || error.code === 'ANSWER_INVALID')
  );
}
