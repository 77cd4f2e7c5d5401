/**
 * What a use case refuses, by code.
 *
 * @module
 */

/** Stable codes of the platform. Errors of the core keep their own. */
export type PlatformErrorCode =
  | 'VENUE_UNKNOWN'
  | 'VENUE_INVALID'
  | 'VENUE_CODE_UNKNOWN'
  | 'LOCATION_UNKNOWN'
  | 'LOCATION_WITHDRAWN'
  | 'LOCATION_EXPIRED'
  | 'CHECK_IN_TIME'
  | 'CHECK_IN_CONFLICT'
  | 'CHECK_IN_BUSY'
  | 'CHANGE_REFUSED'
  | 'VERIFICATION_CODE_REFUSED'
  | 'DISCLOSURE_INVALID'
  | 'DISCLOSURE_UNKNOWN'
  | 'RUN_INVALID'
  | 'RUN_UNKNOWN'
  | 'NOTICE_UNKNOWN'
  | 'NOTICE_STATE'
  | 'NOTICE_SAME_OFFICER'
  | 'FILE_UNKNOWN'
  | 'KEY_NAME_INVALID'
  | 'KEY_NAME_TAKEN'
  | 'KEY_NAME_UNKNOWN'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN';

const marker = Symbol.for('waypost.platform-error');

/**
 * Every error a use case throws on purpose. `message` may be logged and returned: it holds no contact
 * id, token, key, card or visit.
 */
export class PlatformError extends Error {
  override readonly name: string = 'PlatformError';
  readonly code: PlatformErrorCode;

  constructor(code: PlatformErrorCode, message: string) {
    super(message);
    this.code = code;
    Object.defineProperty(this, marker, { value: true });
  }
}

/** Whether a use case threw `error` on purpose. */
export function isPlatformError(error: unknown): error is PlatformError {
  return typeof error === 'object' && error !== null && marker in error;
}
