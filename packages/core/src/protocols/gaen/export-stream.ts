/**
 * Reads an export file in pieces, one key in memory at a time.
 *
 * | bytes | export.bin                                                                     |
 * | ----- | ------------------------------------------------------------------------------ |
 * | 0..15 | `EK Export v1` and four spaces, ASCII                                          |
 * | 16..  | the fields of `TemporaryExposureKeyExport`, without a length before them       |
 *
 * Specification: Exposure Key export file format and verification. Vectors:
 * `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import {
  ByteWriter,
  compareBytes,
  concatBytes,
  isWaypostError,
  toUtf8,
  WaypostError,
} from '../../primitives/index.ts';
import { type DiagnosisKey, parseDiagnosisKey } from './diagnosis-key.ts';
import { type ExportHeader, parseExportHeader } from './export-header.ts';

/** What every export file begins with, 16 bytes. */
export const EXPORT_MAGIC: Uint8Array = toUtf8('EK Export v1    ');
/** Numbers of the two fields that hold keys. */
export const KEYS_FIELD = 7;
/** Keys whose status changed since they were published, or that were revoked. */
export const REVISED_KEYS_FIELD = 8;

/** One key, and in which of the two lists it stands. */
export interface ExportedKey {
  readonly key: DiagnosisKey;
  /** Whether it changes a key that was published before: by `reportType`, up to revoking it. */
  readonly isRevised: boolean;
}

/** Longest field, and longest header, in bytes: what a reader holds beside the piece it is given. */
const MAX_HELD_BYTES = 1 << 16;
const MAX_VARINT_BYTES = 10;

/**
 * The keys of an export file in the order of the file; at its end, as the generator's return value,
 * everything else that it says.
 *
 * Memory: the piece at hand and at most 128 KiB, whatever the length of the file. Nothing of a file is
 * to be believed before its signature holds: hash the pieces on their way, and ask
 * `verifyExportDigest` at the end.
 *
 * @param pieces - The file, cut anywhere: the output of `openExportArchive`, or `[bytes]`.
 * @throws {@link WaypostError} `EXPORT_TRUNCATED`, `EXPORT_MAGIC`, `EXPORT_MALFORMED`,
 * `EXPORT_KEY_LENGTH`, `EXPORT_KEY_RANGE`; the keys before the fault have been yielded by then.
 */
export function* exportKeys(
  pieces: Iterable<Uint8Array>,
): Generator<ExportedKey, ExportHeader, undefined> {
  const header = new ByteWriter();
  let headerBytes = 0;
  for (const { number, payload, raw } of exportFields(pieces)) {
    if (number === KEYS_FIELD || number === REVISED_KEYS_FIELD) {
      if (payload === null) throw malformed('a key is no message');
      const key = read(() => parseDiagnosisKey(payload));
      yield { key, isRevised: number === REVISED_KEYS_FIELD };
      continue;
    }
    headerBytes += raw.length;
    if (headerBytes > MAX_HELD_BYTES) throw malformed('the header is too long');
    header.bytes(raw);
  }
  return read(() => parseExportHeader(header.finish()));
}

/** A field as it stands in the file. */
interface RawField {
  readonly number: number;
  /** Tag and value. */
  readonly raw: Uint8Array;
  /** What a field of bytes holds; `null` for a field of another kind. */
  readonly payload: Uint8Array | null;
}

/** Cuts the file into its fields, which are views that hold until the next is asked for. */
function* exportFields(pieces: Iterable<Uint8Array>): Generator<RawField, void, undefined> {
  let held: Uint8Array = new Uint8Array(0);
  let isStarted = false;
  for (const piece of pieces) {
    const bytes = held.length === 0 ? piece : concatBytes(held, piece);
    let at = 0;
    if (!isStarted && bytes.length >= EXPORT_MAGIC.length) {
      at = EXPORT_MAGIC.length;
      if (compareBytes(bytes.subarray(0, at), EXPORT_MAGIC) !== 0)
        throw new WaypostError('EXPORT_MAGIC', 'not an export file: it begins otherwise');
      isStarted = true;
    }
    for (let field = isStarted ? nextField(bytes, at) : null; field; field = nextField(bytes, at)) {
      yield field;
      at += field.raw.length;
    }
    held = bytes.slice(at); // a copy, so that the caller may use the piece again
  }
  if (!isStarted || held.length > 0)
    throw new WaypostError('EXPORT_TRUNCATED', 'export file ends too early');
}

/** The field that begins at `at`; `null` where it does not end within these bytes. */
function nextField(bytes: Uint8Array, at: number): RawField | null {
  const tag = readVarint(bytes, at);
  const span = tag && valueSpan(bytes, tag.end, tag.value % 8);
  if (tag === null || span === null || span.end > bytes.length) return null;
  return {
    number: Math.floor(tag.value / 8),
    raw: bytes.subarray(at, span.end),
    payload: span.isBytes ? bytes.subarray(span.start, span.end) : null,
  };
}

interface ValueSpan {
  readonly start: number;
  readonly end: number;
  readonly isBytes: boolean;
}

function valueSpan(bytes: Uint8Array, at: number, wireType: number): ValueSpan | null {
  if (wireType === 1) return { start: at, end: at + 8, isBytes: false };
  if (wireType === 5) return { start: at, end: at + 4, isBytes: false };
  if (wireType !== 0 && wireType !== 2) throw malformed('a field has an unknown wire type');
  const varint = readVarint(bytes, at);
  if (varint === null) return null;
  if (wireType === 0) return { start: at, end: varint.end, isBytes: false };
  if (varint.value > MAX_HELD_BYTES) throw malformed('a field is too long');
  return { start: varint.end, end: varint.end + varint.value, isBytes: true };
}

/** An integer of 7 bits a byte, little-endian; `null` where it goes on behind these bytes. */
function readVarint(bytes: Uint8Array, at: number): { value: number; end: number } | null {
  let value = 0;
  for (let i = 0; i < MAX_VARINT_BYTES; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  throw malformed('an integer is longer than ten bytes');
}

/** Reads a message of the file, in the words of this module where it is none. */
function read<Message>(parse: () => Message): Message {
  try {
    return parse();
  } catch (error) {
    if (!isWaypostError(error) || error.code !== 'PROTOBUF_MALFORMED') throw error;
    throw new WaypostError('EXPORT_MALFORMED', error.message);
  }
}

const malformed = (reason: string): WaypostError =>
  new WaypostError('EXPORT_MALFORMED', `export file is malformed: ${reason}`);
