/**
 * Venue codes on NFC tags: the link of a poster as an NDEF message of one URI record.
 *
 * Specification: NFC Forum, NDEF 1.0 and URI Record Type Definition 1.0. Vectors: by hand, in the tests.
 *
 * @module
 */
import { concatBytes, toUtf8 } from '../../primitives/index.ts';
import { malformed } from './content.ts';
import { splitText } from './text.ts';

/** Message begins, message ends, well-known type: one record is the whole message. */
const ONLY_RECORD = 0xc1;
/** The length of the payload has one byte, not four. */
const SHORT_RECORD = 0x10;
const URI_TYPE = 0x55;
/** Stands for `https://`. */
const HTTPS_CODE = 0x04;
const HTTPS = /^https:\/\//i;

/**
 * The bytes to be written to a tag, for the text of a venue code that leads somewhere.
 *
 * | bytes        | holds                                                            |
 * | ------------ | ---------------------------------------------------------------- |
 * | 0            | `0xD1`; `0xC1` for a payload of 256 bytes and more               |
 * | 1            | `0x01`, length of the type                                       |
 * | 2 or 2..5    | length of the payload: one byte, or uint32 BE                    |
 * | next         | `0x55`, the type `U`                                             |
 * | next         | `0x04`, `https://`; the payload begins here                      |
 * | rest         | the text behind `https://`, UTF-8                                |
 *
 * @param text - `https://<host>/v#…` in either form, at most 2,048 characters.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` for any other text.
 */
export function encodeNdefUri(text: string): Uint8Array {
  splitText(text);
  if (!HTTPS.test(text)) throw malformed('text');
  const payload = concatBytes(Uint8Array.of(HTTPS_CODE), toUtf8(text.replace(HTTPS, '')));
  const { length } = payload;
  const header =
    length < 256
      ? [ONLY_RECORD | SHORT_RECORD, 1, length, URI_TYPE]
      : [ONLY_RECORD, 1, 0, 0, length >>> 8, length & 0xff, URI_TYPE];
  return concatBytes(Uint8Array.from(header), payload);
}
