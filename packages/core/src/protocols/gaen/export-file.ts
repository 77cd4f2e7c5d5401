/**
 * An export file as a whole: for files that fit into memory as objects, about 250 bytes a key. Larger
 * ones are read by `exportKeys`.
 *
 * Specification: Exposure Key export file format and verification. Vectors:
 * `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import { ProtoWriter } from '../../primitives/foreign.ts';
import { ByteWriter, compareBytes, WaypostError } from '../../primitives/index.ts';
import { type DiagnosisKey, encodeDiagnosisKey } from './diagnosis-key.ts';
import { type ExportHeader, encodeExportHeader } from './export-header.ts';
import { EXPORT_MAGIC, exportKeys, KEYS_FIELD, REVISED_KEYS_FIELD } from './export-stream.ts';

/** An export file. `undefined` is absent, in the file too. */
export interface ExportFile extends ExportHeader {
  readonly keys: readonly DiagnosisKey[];
  /** Keys of earlier files whose status changed since, up to being revoked. */
  readonly revisedKeys: readonly DiagnosisKey[];
}

/** What {@link buildExport} makes a file of. */
export interface ExportContent {
  readonly keys: readonly DiagnosisKey[];
  readonly revisedKeys?: readonly DiagnosisKey[] | undefined;
  /** Unix seconds. */
  readonly startTimestamp: number;
  /** Unix seconds, after the start. Two files of one window must differ in it. */
  readonly endTimestamp: number;
  readonly region: string;
  /** Which file of how many; 1 of 1 unless it is said. */
  readonly batchNum?: number | undefined;
  readonly batchSize?: number | undefined;
}

/** Files that {@link encodeExport} would write otherwise than they were, with their bytes. */
const unusual = new WeakMap<ExportFile, Uint8Array>();

/**
 * Reads an export file, `export.bin`. An empty one, without any field, is valid.
 *
 * @param bytes - The whole file; what is returned holds no view of it.
 * @throws {@link WaypostError} as {@link exportKeys}.
 */
export function parseExport(bytes: Uint8Array): ExportFile {
  const keys: DiagnosisKey[] = [];
  const revisedKeys: DiagnosisKey[] = [];
  const reader = exportKeys([bytes]);
  let step = reader.next();
  while (!step.done) {
    (step.value.isRevised ? revisedKeys : keys).push(step.value.key);
    step = reader.next();
  }
  const file = Object.freeze({
    ...step.value,
    keys: Object.freeze(keys),
    revisedKeys: Object.freeze(revisedKeys),
  });
  if (compareBytes(encodeExport(file), bytes) !== 0) unusual.set(file, bytes.slice());
  return file;
}

/**
 * Writes an export file: fields in the order of their numbers, present ones only.
 *
 * What {@link parseExport} returned is written as it was read, byte for byte, also where its fields
 * stood in another order or are unknown here. A changed copy, as `{ ...file, keys }`, is a new file:
 * it has the fields of {@link ExportFile} in their order, and no others.
 *
 * @throws {@link WaypostError} `EXPORT_KEY_LENGTH`, `EXPORT_KEY_RANGE`, `NUMBER_RANGE`,
 * `ENCODING_INVALID`.
 */
export function encodeExport(file: ExportFile): Uint8Array {
  const known = unusual.get(file);
  if (known !== undefined) return known.slice();
  const writer = new ByteWriter(256 + 40 * (file.keys.length + file.revisedKeys.length));
  writer.bytes(EXPORT_MAGIC).bytes(encodeExportHeader(file));
  for (const key of file.keys) writer.bytes(keyField(KEYS_FIELD, key));
  for (const key of file.revisedKeys) writer.bytes(keyField(REVISED_KEYS_FIELD, key));
  return writer.finish();
}

const keyField = (field: number, key: DiagnosisKey): Uint8Array =>
  new ProtoWriter().bytes(field, encodeDiagnosisKey(key)).finish();

/**
 * (Server) Makes a new file. Keys are sorted by their bytes, so that the file does not show who
 * uploaded together. Signers are named by `writeExportArchive`.
 *
 * @throws {@link WaypostError} `EXPORT_BUILD` unless the window ends after its start and the batch is
 * one of its size; `EXPORT_KEY_LENGTH`, `EXPORT_KEY_RANGE` when it is written.
 */
export function buildExport(content: ExportContent): ExportFile {
  const { startTimestamp, endTimestamp, region, batchNum = 1, batchSize = 1 } = content;
  if (!(startTimestamp >= 0 && startTimestamp < endTimestamp))
    throw new WaypostError('EXPORT_BUILD', 'an export must end after it starts');
  if (!(batchNum >= 1 && batchNum <= batchSize))
    throw new WaypostError('EXPORT_BUILD', 'a batch must be one of 1 to the size');
  return {
    startTimestamp,
    endTimestamp,
    region,
    batchNum,
    batchSize,
    signatureInfos: [],
    keys: sorted(content.keys),
    revisedKeys: sorted(content.revisedKeys ?? []),
  };
}

const sorted = (keys: readonly DiagnosisKey[]): DiagnosisKey[] =>
  [...keys].sort((a, b) => compareBytes(a.tek, b.tek));
