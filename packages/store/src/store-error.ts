/**
 * What the store throws: a code and nothing of the data.
 *
 * Drivers put parameters, rows and whole statements into their errors. None of them leaves this
 * package, not even as a `cause`.
 *
 * @module
 */
import { isWaypostError } from '@waypost/core/primitives';
import { DrizzleQueryError } from 'drizzle-orm';

/** Stable codes of the store. */
export type StoreErrorCode =
  /** The database cannot be reached, or is too busy: the same call may succeed later. */
  | 'UNAVAILABLE'
  /** A value breaks a rule of the schema, or there is no room for its day. */
  | 'CONSTRAINT'
  /** Another process has the data folder. */
  | 'LOCKED'
  /** Not a data folder of ours. */
  | 'FOLDER_INVALID'
  /** The database URL has an unknown form. */
  | 'URL_INVALID'
  /** Anything else: a fault of this program or of the database. */
  | 'FAILED';

/** `message` may be logged: it holds names of the schema, and no value of a row or parameter. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The same port; whatever its methods throw becomes a {@link StoreError}. */
export function translatingErrors<Port extends object>(port: Port): Port {
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    async (...args: unknown[]): Promise<unknown> => {
      try {
        return await method(...args);
      } catch (error) {
        throw toStoreError(error);
      }
    },
  ]);
  return Object.fromEntries(methods);
}

/** Classes of SQLSTATE that say "later": connection, sign-in, resources, operator, rollback, locks. */
const UNAVAILABLE_STATES = /^(08|28|3D|53|57|40)|^55P03$/;
/** Classes that say "never": data exception, integrity constraint. */
const CONSTRAINT_STATES = /^(22|23)/;
/** Network or disk: `ECONNREFUSED`, `EACCES`. */
const SYSTEM_CODES = /^E[A-Z]+$/;
/** What the drivers say without a code. */
const NO_CONNECTION =
  /^(Connection terminated|timeout exceeded|Client has encountered|Cannot use a pool|PGlite is closed)/;

/** Translates any error. One that was thrown on purpose by a use case or the core passes unchanged. */
export function toStoreError(error: unknown): Error {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(cause instanceof Error)) return new StoreError('FAILED', 'the store failed');
  if (cause instanceof StoreError || isWaypostError(cause)) return cause;
  const { code, constraint } = cause as { code?: unknown; constraint?: unknown };
  const state = typeof code === 'string' ? code : '';
  if (SYSTEM_CODES.test(state) || NO_CONNECTION.test(cause.message))
    return new StoreError('UNAVAILABLE', `the database cannot be reached${state && ` (${state})`}`);
  if (UNAVAILABLE_STATES.test(state))
    return new StoreError('UNAVAILABLE', `the database is not available (SQLSTATE ${state})`);
  if (CONSTRAINT_STATES.test(state)) {
    const rule = typeof constraint === 'string' ? `, ${constraint}` : '';
    return new StoreError('CONSTRAINT', `a value was refused (SQLSTATE ${state}${rule})`);
  }
  const what = /^[0-9A-Z]{5}$/.test(state) ? `SQLSTATE ${state}` : cause.constructor.name;
  return new StoreError('FAILED', `the store failed (${what})`);
}
