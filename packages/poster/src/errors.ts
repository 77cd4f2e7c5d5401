/**
 * What this package refuses, by code.
 *
 * @module
 */

/** Stable codes. */
export type PosterErrorCode =
  /** A field of the content is missing, too long, or of a wrong form. */
  | 'CONTENT_INVALID'
  /** A field has a character that the poster's font does not have. */
  | 'CHARACTER_MISSING'
  /** A text cannot be set in its place, not even in the smallest letters. */
  | 'TEXT_UNFIT'
  /** The code's text is too long to be read by a phone at this size of print. */
  | 'CODE_TOO_DENSE'
  /** Codes of other apps have no room on a sheet of this size. */
  | 'COMPANIONS_UNFIT'
  /** A size, language, format, resolution or page that there is not. */
  | 'OPTION_INVALID';

/** `message` may be logged and returned: it holds names of fields and limits, and no value. */
export class PosterError extends Error {
  override readonly name: string = 'PosterError';
  readonly code: PosterErrorCode;
  /** The field or option to blame, as it is called here: `name`, `size`. */
  readonly what: string;

  constructor(code: PosterErrorCode, what: string, message: string) {
    super(message);
    this.code = code;
    this.what = what;
  }
}
