import {
  ByteReader,
  ByteWriter,
  fromUtf8,
  isWaypostError,
  toUtf8,
} from '../../../primitives/index.ts';
import { assertContent, malformed, parseContent, type VenueCodeContent } from '../content.ts';
import { SEED_BYTES, VENUE_ID_BYTES } from '../location.ts';

const VERSION = 1;
/** What one byte of length can say; how long each text may be is among the rules of the content. */
const MAX_SHORT_BYTES = 0xff;

/**
 * Content as the bytes that are signed, 50 to 289 of them. Protocol section 3.
 *
 * | bytes  | field                                          |
 * | ------ | ---------------------------------------------- |
 * | 0      | version of this layout, 1                      |
 * | 1..16  | venueId                                        |
 * | 17..20 | codeVersion, uint32 BE                         |
 * | 21..36 | seed                                           |
 * | 37..40 | notBefore, uint32 BE, Unix seconds             |
 * | 41..44 | expires, uint32 BE, Unix seconds               |
 * | 45     | kind                                           |
 * | 46     | length of name, 1..100; then the name, UTF-8   |
 * | then   | length of address, 0..100; then it, UTF-8      |
 * | then   | length of zone, 0..40; then the zone, UTF-8    |
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `VENUE_CODE_MALFORMED` naming the field.
 */
export function encodeContent(content: VenueCodeContent): Uint8Array {
  const { venueId, codeVersion, seed, ...rest } = assertContent(content);
  const writer = new ByteWriter(128)
    .u8(VERSION)
    .bytes(venueId)
    .u32be(codeVersion)
    .bytes(seed)
    .u32be(rest.notBefore)
    .u32be(rest.expires)
    .u8(rest.kind);
  for (const field of ['name', 'address', 'zone'] as const)
    writer.shortBytes(toUtf8(rest[field]), MAX_SHORT_BYTES, field);
  return writer.finish();
}

/**
 * Reads content: the inverse of {@link encodeContent}, by the same rules. Copies what it returns.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the field, `version`, or `content` where
 * the bytes end too early or late or are no UTF-8.
 */
export function decodeContent(bytes: Uint8Array): VenueCodeContent {
  const reader = new ByteReader(bytes, 'venue code');
  try {
    if (reader.u8() !== VERSION) throw malformed('version');
    const fields = {
      venueId: reader.bytes(VENUE_ID_BYTES).slice(),
      codeVersion: reader.u32be(),
      seed: reader.bytes(SEED_BYTES).slice(),
      notBefore: reader.u32be(),
      expires: reader.u32be(),
      kind: reader.u8(),
      name: fromUtf8(reader.shortBytes()),
      address: fromUtf8(reader.shortBytes()),
      zone: fromUtf8(reader.shortBytes()),
    };
    reader.end();
    return parseContent(fields);
  } catch (error) {
    throw isWaypostError(error) && error.code === 'VENUE_CODE_MALFORMED'
      ? error
      : malformed('content');
  }
}
