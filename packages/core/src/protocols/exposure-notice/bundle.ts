import { FuseLayout, isFuseLayout, MAX_FUSE_KEYS } from '../../filters/fuse-layout.ts';
import { ByteReader } from '../../primitives/byte-reader.ts';
import { ByteWriter } from '../../primitives/byte-writer.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { cellsOf, ExposedTagger, printByte, SALT_BYTES } from './exposed-tag.ts';
import { decodeExposure, type Exposure } from './exposure.ts';

/** Length of a cell, in bytes: `print(5) || value(1)`. */
export const CELL_BYTES = 6;
/** Length of what stands before the cells, in bytes. */
export const HEADER_BYTES = 32;
/** Length of a print, in bytes; the value is the byte behind it. */
export const PRINT_BYTES = 5;

const MAGIC = [0x57, 0x50, 0x58, 0x31] as const; // WPX1

/** A published notice: which contact ids were exposed, for whom knows one. */
export interface ExposureBundle {
  /** How many ids it holds, those that only pad it included. */
  readonly size: number;
  /**
   * What the notice says of a contact id; `null` where nothing. A stranger's id hits once in 2^40.
   *
   * @param contactId - 16 bytes that this device sent.
   * @throws {@link WaypostError} `BYTES_LENGTH`.
   */
  lookup(contactId: Uint8Array): Exposure | null;
}

/**
 * Opens the bytes of a bundle. They are not copied: leave them as they are while the bundle is used.
 * Who published them is not checked here, but by the signed index that lists their SHA-256.
 *
 * @throws {@link WaypostError} `BUNDLE_FORMAT`.
 */
export function openBundle(bytes: Uint8Array): ExposureBundle {
  const { salt, size, layout, cells } = decodeBundle(bytes);
  const tagger = new ExposedTagger(salt);
  return {
    size,
    lookup(contactId) {
      const tag = tagger.derive(contactId);
      const [first, second, third] = cellsOf(tag, layout);
      const mixed = (i: number): number =>
        cells[first * CELL_BYTES + i]! ^
        cells[second * CELL_BYTES + i]! ^
        cells[third * CELL_BYTES + i]!;
      for (let i = 0; i < PRINT_BYTES; i++) if (mixed(i) !== printByte(tag, i)) return null;
      return decodeExposure(mixed(PRINT_BYTES));
    },
  };
}

/**
 * The first 32 bytes of a bundle.
 *
 * | bytes  | field                            |
 * | ------ | -------------------------------- |
 * | 0..3   | ASCII `WPX1`                     |
 * | 4..19  | salt                             |
 * | 20..23 | n, u32be                         |
 * | 24..27 | L, segment length, u32be         |
 * | 28..31 | S, segment count, u32be          |
 * | 32..   | (S + 2) * L cells of 6 bytes     |
 */
export function encodeBundleHeader(salt: Uint8Array, size: number, layout: FuseLayout): Uint8Array {
  const writer = new ByteWriter(HEADER_BYTES);
  for (const byte of MAGIC) writer.u8(byte);
  return writer
    .bytes(salt)
    .u32be(size)
    .u32be(layout.segmentLength)
    .u32be(layout.segmentCount)
    .finish();
}

function decodeBundle(bytes: Uint8Array) {
  if (!(bytes instanceof Uint8Array) || bytes.length < HEADER_BYTES) throw formatError();
  const reader = new ByteReader(bytes, 'exposure notice bundle');
  for (const byte of MAGIC) if (reader.u8() !== byte) throw formatError();
  const salt = reader.bytes(SALT_BYTES);
  const size = reader.u32be();
  const segmentLength = reader.u32be();
  const segmentCount = reader.u32be();
  if (size > MAX_FUSE_KEYS || !isFuseLayout(segmentLength, segmentCount)) throw formatError();
  const layout = new FuseLayout(segmentLength, segmentCount);
  if (reader.remaining !== layout.cellCount * CELL_BYTES) throw formatError();
  return { salt, size, layout, cells: reader.bytes(reader.remaining) };
}

const formatError = (): WaypostError =>
  new WaypostError('BUNDLE_FORMAT', 'not an exposure notice bundle');
