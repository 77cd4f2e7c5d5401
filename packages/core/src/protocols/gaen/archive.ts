/**
 * The zip archive that an export is published as: the library's door to `fflate`.
 *
 * | entry        | holds                                  |
 * | ------------ | -------------------------------------- |
 * | `export.bin` | the export file                        |
 * | `export.sig` | its signatures                         |
 *
 * The two stand in any order, DEFLATEd or stored, and nothing else stands beside them.
 *
 * Specification: Exposure Key export file format and verification; RFC 1951 (DEFLATE).
 *
 * @module
 */
import { Inflate, zipSync } from 'fflate';
import { concatBytes, WaypostError } from '../../primitives/index.ts';
import { crc32 } from './crc32.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Most that `export.bin` may hold unless it is said: 64 MiB, about 1.9 million keys. */
export const MAX_EXPORT_BYTES: number = 64 << 20;
/** Most that `export.sig` may hold: 64 KiB. */
const MAX_SIGNATURE_LIST_BYTES = 64 << 10;

/** An export as it is published. */
export interface ExportArchive {
  /** The export file: `parseExport` reads it. */
  readonly exportBin: Uint8Array;
  /** Its signatures; `null` where there is no such entry, so that nobody signed it. */
  readonly exportSig: Uint8Array | null;
}

/** An export whose file has not been inflated yet. */
export interface OpenedExportArchive {
  /** Length of the export file in bytes, as the archive says. */
  readonly exportBinLength: number;
  readonly exportSig: Uint8Array | null;
  /**
   * Inflates the export file from its start, a piece at a time, of 4 MiB at most.
   *
   * @throws {@link WaypostError} `EXPORT_ARCHIVE_MALFORMED` where the content is not what the
   * directory says, in length or checksum. The pieces before that have been yielded by then.
   */
  readonly exportBin: () => Generator<Uint8Array, void, undefined>;
}

/** What an archive may hold. */
export interface ArchiveLimits {
  /** Most bytes of `export.bin`; {@link MAX_EXPORT_BYTES} unless it is said. */
  readonly maxExportBytes?: number | undefined;
}

const BIN = 'export.bin';
const SIG = 'export.sig';
const STORED = 0;
const DEFLATED = 8;
/** DEFLATE makes at most 1,032 bytes of one, so 4 MiB of a piece. */
const PIECE_BYTES = 1 << 12;

/**
 * Opens an archive; only the signatures are inflated.
 *
 * @throws {@link WaypostError}
 * - `EXPORT_TRUNCATED`: the archive ends too early;
 * - `EXPORT_ARCHIVE_MALFORMED`: it is no zip, damaged, encrypted, or packed by an unknown method;
 * - `EXPORT_ENTRY_MISSING`: it has no `export.bin`;
 * - `EXPORT_ENTRY_DUPLICATE`, `EXPORT_ENTRY_UNEXPECTED`: it has an entry twice, or another one;
 * - `EXPORT_TOO_LARGE`: an entry would be larger than allowed when it is inflated.
 */
export function openExportArchive(
  zip: Uint8Array,
  { maxExportBytes = MAX_EXPORT_BYTES }: ArchiveLimits = {},
): OpenedExportArchive {
  const entries = entriesByName(zip);
  const bin = entries.get(BIN);
  const sig = entries.get(SIG);
  if (bin === undefined)
    throw new WaypostError('EXPORT_ENTRY_MISSING', `export archive has no ${BIN}`);
  assertLength(bin, maxExportBytes);
  if (sig) assertLength(sig, MAX_SIGNATURE_LIST_BYTES);
  return {
    exportBinLength: bin.length,
    exportSig: sig ? concatBytes(...inflate(sig)) : null,
    exportBin: () => inflate(bin),
  };
}

/** Reads an archive whole. @throws {@link WaypostError} as {@link openExportArchive}. */
export function readExportArchive(zip: Uint8Array, limits: ArchiveLimits = {}): ExportArchive {
  const archive = openExportArchive(zip, limits);
  const exportBin = new Uint8Array(archive.exportBinLength);
  let length = 0;
  for (const piece of archive.exportBin()) {
    exportBin.set(piece, length);
    length += piece.length;
  }
  return { exportBin, exportSig: archive.exportSig };
}

/**
 * Packs an archive. Equal content gives equal bytes: it carries no time.
 *
 * @param archive - Without signatures it has one entry, and readers refuse to believe it.
 */
export const packExportArchive = ({ exportBin, exportSig }: ExportArchive): Uint8Array =>
  zipSync(
    { [BIN]: exportBin, ...(exportSig !== null && { [SIG]: exportSig }) },
    { mtime: FIRST_TIME_OF_ZIP },
  );

// Without a zone: the archive holds local time, so it is the same everywhere.
const FIRST_TIME_OF_ZIP = '1980-01-01T00:00:00';

function entriesByName(zip: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (const entry of readZipDirectory(zip)) {
    if (entry.name !== BIN && entry.name !== SIG)
      throw new WaypostError('EXPORT_ENTRY_UNEXPECTED', 'export archive has an entry too many');
    if (entries.has(entry.name))
      throw new WaypostError('EXPORT_ENTRY_DUPLICATE', `export archive has two ${entry.name}`);
    entries.set(entry.name, entry);
  }
  return entries;
}

function assertLength({ name, length }: ZipEntry, max: number): void {
  if (length > max)
    throw new WaypostError('EXPORT_TOO_LARGE', `${name} is larger than ${max} bytes`, { max });
}

/** Never yields more than the directory says. */
function* inflate(entry: ZipEntry): Generator<Uint8Array, void, undefined> {
  let checksum = 0;
  let length = 0;
  for (const piece of piecesOf(entry)) {
    length += piece.length;
    if (length > entry.length) throw malformed(`${entry.name} is longer than it says`);
    checksum = crc32(piece, checksum);
    yield piece;
  }
  if (length !== entry.length) throw malformed(`${entry.name} is shorter than it says`);
  if (checksum !== entry.crc32) throw malformed(`${entry.name} has another checksum`);
}

function* piecesOf({ name, method, stored }: ZipEntry): Generator<Uint8Array, void, undefined> {
  if (method === STORED) return yield stored;
  if (method !== DEFLATED) throw malformed(`${name} is packed by an unknown method`);
  let inflated = new Uint8Array(0);
  const stream = new Inflate((piece) => {
    inflated = piece;
  });
  for (let at = 0; at < stored.length; at += PIECE_BYTES) {
    try {
      stream.push(stored.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= stored.length);
    } catch {
      throw malformed(`${name} does not inflate`);
    }
    yield inflated;
  }
}

const malformed = (reason: string): WaypostError =>
  new WaypostError('EXPORT_ARCHIVE_MALFORMED', `export archive is malformed: ${reason}`);
