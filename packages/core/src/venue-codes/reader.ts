import type { TrustedKeys } from './trust.ts';

/** What a reader is given beside the text. */
export interface ReadContext {
  readonly trust: TrustedKeys;
  /** Time of the scan, Unix seconds. */
  readonly now: number;
}

/** Reads one format for the decoder of all. One file a format under `readers/`. */
export interface VenueCodeReader<Code> {
  /**
   * Whether the text claims to be of this format: by its beginning only, so that a damaged code is
   * called a damaged code of its format, not an unknown text.
   */
  recognises(text: string): boolean;
  /**
   * Reads a text that it recognises.
   *
   * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `format` and `what` in its details.
   */
  read(text: string, context: ReadContext): Code | Promise<Code>;
}

/** Longest text looked at, in characters: a QR code of level L holds 4,296 letters and digits. */
export const MAX_TEXT_LENGTH = 4296;
