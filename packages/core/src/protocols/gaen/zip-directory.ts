/**
 * The directory of a zip archive, as far as the archives of this protocol need it: no encryption, no
 * second disk, no 64-bit sizes.
 *
 * Specification: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 *
 * @module
 */
import { fromUtf8, WaypostError } from '../../primitives/index.ts';

/** A file of the archive, as the directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 DEFLATE. */
  readonly method: number;
  /** CRC-32 of the content. */
  readonly crc32: number;
  /** Length of the content in bytes. */
  readonly length: number;
  /** What is stored: a view of the archive. */
  readonly stored: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENCRYPTED = 1;

/**
 * The files of an archive in the order of its directory; nothing is inflated.
 *
 * | bytes  | end record, the last in the archive  | uint LE |
 * | ------ | ------------------------------------ | ------- |
 * | 0..3   | `PK` 5 6                             | 32      |
 * | 10..11 | entries in the directory             | 16      |
 * | 12..15 | length of the directory              | 32      |
 * | 16..19 | where it begins                      | 32      |
 * | 20..21 | length of a comment, which follows   | 16      |
 *
 * @throws {@link WaypostError} `EXPORT_TRUNCATED` for an archive without an end; else
 * `EXPORT_ARCHIVE_MALFORMED`.
 */
export function readZipDirectory(zip: Uint8Array): ZipEntry[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_HEADER_BYTES > end || view.getUint32(at, true) !== CENTRAL_HEADER)
      throw malformed('its directory is damaged');
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const next = lengths.reduce((sum, length) => sum + length, at + CENTRAL_HEADER_BYTES);
    if (next > end) throw malformed('its directory is damaged');
    entries.push(readEntry(zip, view, at));
    at = next;
  }
  if (at !== end) throw malformed('its directory has another length than it says');
  return entries;
}

/** The end record stands at the very end, but for a comment that may hold anything. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_RECORD_BYTES;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at--)
    if (view.getUint32(at, true) === END_RECORD && at + view.getUint16(at + 20, true) === last)
      return at;
  const isBegun = view.byteLength >= 4 && view.getUint32(0, true) === LOCAL_HEADER;
  if (!isBegun) throw malformed('it is no zip');
  throw new WaypostError('EXPORT_TRUNCATED', 'export archive ends too early');
}

/**
 * | bytes  | header in the directory             | uint LE |
 * | ------ | ----------------------------------- | ------- |
 * | 0..3   | `PK` 1 2                            | 32      |
 * | 8..9   | flags; bit 0: encrypted             | 16      |
 * | 10..11 | method                              | 16      |
 * | 16..19 | CRC-32                              | 32      |
 * | 20..23 | length as stored                    | 32      |
 * | 24..27 | length of the content               | 32      |
 * | 28..33 | lengths of name, extra and comment  | 3 × 16  |
 * | 42..45 | where the entry begins              | 32      |
 * | 46..   | name, extra, comment                |         |
 */
function readEntry(zip: Uint8Array, view: DataView, at: number): ZipEntry {
  if (view.getUint16(at + 8, true) & ENCRYPTED) throw malformed('an entry is encrypted');
  const nameAt = at + CENTRAL_HEADER_BYTES;
  const start = contentStart(view, view.getUint32(at + 42, true));
  const end = start + view.getUint32(at + 20, true);
  if (end > zip.length) throw malformed('an entry lies outside');
  return {
    name: nameOf(zip.subarray(nameAt, nameAt + view.getUint16(at + 28, true))),
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    length: view.getUint32(at + 24, true),
    stored: zip.subarray(start, end),
  };
}

/** Behind the entry's own header, whose name and extra field need not be those of the directory. */
function contentStart(view: DataView, header: number): number {
  if (
    header + LOCAL_HEADER_BYTES > view.byteLength ||
    view.getUint32(header, true) !== LOCAL_HEADER
  )
    throw malformed('an entry has no header');
  const lengths = view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  return header + LOCAL_HEADER_BYTES + lengths;
}

function nameOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw malformed('a name is not UTF-8');
  }
}

const malformed = (reason: string): WaypostError =>
  new WaypostError('EXPORT_ARCHIVE_MALFORMED', `export archive is malformed: ${reason}`);
