/**
 * The one error class of the library and its closed set of codes.
 *
 * @module
 */

/**
 * Stable codes, grouped by the module that throws them. Adding one is a minor release; removing or
 * re-using one is a major release.
 */
export type WaypostErrorCode =
  // primitives
  | 'BYTES_LENGTH'
  | 'BYTES_TRUNCATED'
  | 'BYTES_TRAILING'
  | 'ENCODING_INVALID'
  | 'NUMBER_RANGE'
  | 'TEXT_LENGTH'
  | 'TIME_FORMAT'
  | 'TIME_RANGE'
  | 'PROTOBUF_MALFORMED'
  | 'CIPHERTEXT_INVALID'
  // jws
  | 'JWS_MALFORMED'
  | 'JWS_ALGORITHM'
  | 'JWS_TYPE'
  | 'JWS_KEY_UNKNOWN'
  | 'JWS_SIGNATURE'
  | 'KEY_UNSUITABLE'
  // venue-code
  | 'VENUE_CODE_MALFORMED'
  | 'VENUE_CODE_SIGNATURE'
  | 'VENUE_CODE_ISSUER'
  | 'VENUE_CODE_NOT_YET_VALID'
  | 'VENUE_CODE_EXPIRED'
  | 'VENUE_CODE_WITHDRAWN'
  // venue codes and lists of other systems
  | 'VENUE_CODE_UNRECOGNISED'
  | 'VENUE_LIST_MALFORMED'
  | 'VENUE_LIST_SIGNATURE'
  | 'VENUE_ROW_INVALID'
  | 'POINT_INVALID'
  // keys-and-lists
  | 'LIST_MALFORMED'
  | 'LIST_SIGNATURE'
  | 'LIST_TYPE'
  | 'LIST_ISSUER'
  | 'LIST_KEY_USE'
  | 'LIST_KEY_REVOKED'
  | 'LIST_ROLLBACK'
  | 'LIST_FORKED'
  | 'LIST_FROM_FUTURE'
  // contact-card
  | 'CARD_TOO_LONG'
  | 'CARD_FORMAT'
  | 'CARD_KEY'
  | 'CARD_OPEN'
  // exposure-notice, venue-warning
  | 'BUNDLE_FORMAT'
  | 'BUNDLE_CONTENT'
  | 'BUNDLE_BUILD'
  | 'WARNING_LIST_FORMAT'
  | 'WARNING_LIST_CONTENT'
  // gaen
  | 'EXPORT_ARCHIVE_MALFORMED'
  | 'EXPORT_ENTRY_DUPLICATE'
  | 'EXPORT_ENTRY_MISSING'
  | 'EXPORT_ENTRY_UNEXPECTED'
  | 'EXPORT_TOO_LARGE'
  | 'EXPORT_TRUNCATED'
  | 'EXPORT_MAGIC'
  | 'EXPORT_MALFORMED'
  | 'EXPORT_KEY_LENGTH'
  | 'EXPORT_KEY_RANGE'
  | 'EXPORT_BUILD'
  | 'EXPORT_SIGNATURE_MALFORMED'
  | 'EXPORT_SIGNATURE_MISSING'
  | 'EXPORT_SIGNATURE_LIST_EMPTY'
  | 'EXPORT_SIGNATURE_UNTRUSTED'
  | 'EXPORT_SIGNATURE_INVALID'
  // filters
  | 'FILTER_FORMAT'
  | 'FILTER_BUILD'
  // matching
  | 'CHECK_IN_INVALID'
  | 'RULE_INVALID'
  | 'PERSON_UNKNOWN';

/** Facts that help the caller and give nothing away: lengths, limits, names of fields. */
export type WaypostErrorDetails = Readonly<Record<string, string | number | boolean>>;

// Symbol.for, so that two copies of the library in one program still recognise each other's errors.
const marker = Symbol.for('waypost.error');

/**
 * Every error this library throws on purpose.
 *
 * `message` and `details` may be logged and returned to callers, so neither may hold key material,
 * tokens, contact ids or a person's visit. Put lengths, limits and names of fields there.
 */
export class WaypostError extends Error {
  override readonly name: string = 'WaypostError';
  /** What went wrong, for programs: stable across releases. */
  readonly code: WaypostErrorCode;
  /** Lengths, limits and names that belong to the code. */
  readonly details: WaypostErrorDetails;

  constructor(code: WaypostErrorCode, message: string, details: WaypostErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
    Object.defineProperty(this, marker, { value: true });
  }
}

/** Whether `error` was thrown on purpose by this library, by any copy of it. */
export function isWaypostError(error: unknown): error is WaypostError {
  return typeof error === 'object' && error !== null && marker in error;
}
