/**
 * Exposure Notification of Google and Apple (GAEN): keys and identifiers, and the files that keys of
 * cases are published in.
 *
 * Specification: Exposure Notification, Cryptography Specification v1.2 and Bluetooth Specification
 * v1.2 (April 2020); Exposure Key export file format and verification.
 * Vectors: `test/vectors/gaen.json`; of the risk scores `gaen-risk.json` and `cwa-risk.json`.
 *
 * @module
 */
export * from './advertisement.ts';
export {
  type ArchiveLimits,
  type ExportArchive,
  MAX_EXPORT_BYTES,
  type OpenedExportArchive,
  openExportArchive,
  packExportArchive,
  readExportArchive,
} from './archive.ts';
export { type MatchedSighting, readSighting } from './attenuation.ts';
export * from './data-mapping.ts';
export {
  type DiagnosisKey,
  type IntervalWindow,
  REPORT_TYPES,
  validIntervals,
} from './diagnosis-key.ts';
export {
  buildExport,
  type ExportContent,
  type ExportFile,
  encodeExport,
  parseExport,
} from './export-file.ts';
export type { ExportHeader, SignatureInfo } from './export-header.ts';
export { type ExportedKey, exportKeys } from './export-stream.ts';
export type { ExposureWindow, Infectiousness, ScanInstance } from './exposure-window.ts';
export * from './keys.ts';
export {
  DEFAULT_REPLAY_CUT_SECONDS,
  DEFAULT_TOLERANCE_SECONDS,
  type ExposureMatch,
  ExposureMatcher,
  type ExposureMatchOptions,
  matchExposures,
} from './match.ts';
export * from './metadata.ts';
export * from './national-mappings.ts';
export { type ExportPublicKey, exportPublicKey } from './public-key.ts';
export { type TimeLimits, withinTime } from './replay.ts';
export { nextReportState, type ReportState } from './report-type.ts';
export * from './risk/index.ts';
export { gaenIds } from './rotating-ids.ts';
export type { Sighting } from './sighting.ts';
export { type ExportSigner, signExport, writeExportArchive } from './sign.ts';
export { parseSignatureList, type TekSignature } from './signature-list.ts';
export { type HashedExport, verifyExport, verifyExportDigest } from './verify.ts';
export { buildExposureWindows, scanGapSeconds } from './windows.ts';
