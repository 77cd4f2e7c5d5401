/**
 * What an export file says beside its keys, and who signed it.
 *
 * Specification: Exposure Key export file format and verification (`TemporaryExposureKeyExport`,
 * `SignatureInfo`). Vectors: `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { WaypostError } from '../../primitives/index.ts';

/** `signatureAlgorithm` of ECDSA on P-256 with SHA-256, the only one that is written here. */
export const ECDSA_SHA256_OID = '1.2.840.10045.4.3.2';
/** Most signatures of a file: phones refuse more. */
export const MAX_SIGNATURES = 10;

/** Names the key of a signature. `undefined` is absent, in the file too. */
export interface SignatureInfo {
  /** Legacy: the app of an iPhone that may use the file. */
  readonly appBundleId?: string | undefined;
  /** Legacy: the app of an Android phone that may use the file. */
  readonly androidPackage?: string | undefined;
  /** As `v1`. */
  readonly verificationKeyVersion?: string | undefined;
  /** As `262`: in practice a mobile country code. */
  readonly verificationKeyId?: string | undefined;
  /** An object identifier. */
  readonly signatureAlgorithm?: string | undefined;
}

/** What an export file says beside its keys. `undefined` is absent, in the file too. */
export interface ExportHeader {
  /** Unix seconds of the start of the window, by arrival at the server. */
  readonly startTimestamp?: number | undefined;
  /** Unix seconds of its end. Phones tell two files of one window apart by it. */
  readonly endTimestamp?: number | undefined;
  /** As `DE`, `US`, `EUR`. */
  readonly region?: string | undefined;
  /** Which file of how many, from 1. */
  readonly batchNum?: number | undefined;
  readonly batchSize?: number | undefined;
  /** Who signed the file, at most 10. */
  readonly signatureInfos: readonly SignatureInfo[];
}

/**
 * Reads the fields of an export but for its keys.
 *
 * | # | field            | type                    |
 * | - | ---------------- | ----------------------- |
 * | 1 | start_timestamp  | fixed64, Unix seconds   |
 * | 2 | end_timestamp    | fixed64, Unix seconds   |
 * | 3 | region           | string                  |
 * | 4 | batch_num        | int32                   |
 * | 5 | batch_size       | int32                   |
 * | 6 | signature_infos  | SignatureInfo, repeated |
 *
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED`; `EXPORT_MALFORMED` for more than 10 signers.
 */
export function parseExportHeader(bytes: Uint8Array): ExportHeader {
  const message = new ProtoMessage(bytes, 'TemporaryExposureKeyExport');
  const uint = (field: number): number | undefined =>
    message.has(field) ? message.uint(field) : undefined;
  const signatureInfos = message.messages(6).map(parseSignatureInfo);
  if (signatureInfos.length > MAX_SIGNATURES)
    throw new WaypostError('EXPORT_MALFORMED', 'export file names too many signers', {
      max: MAX_SIGNATURES,
    });
  return {
    startTimestamp: uint(1),
    endTimestamp: uint(2),
    region: message.has(3) ? message.string(3) : undefined,
    batchNum: message.has(4) ? message.int32(4) : undefined,
    batchSize: message.has(5) ? message.int32(5) : undefined,
    signatureInfos,
  };
}

/**
 * The inverse of {@link parseExportHeader}: fields in the order of their numbers, present ones only.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `ENCODING_INVALID`.
 */
export function encodeExportHeader(header: ExportHeader): Uint8Array {
  const writer = new ProtoWriter()
    .fixed64(1, header.startTimestamp)
    .fixed64(2, header.endTimestamp)
    .string(3, header.region)
    .int32(4, header.batchNum)
    .int32(5, header.batchSize);
  for (const info of header.signatureInfos) writer.bytes(6, encodeSignatureInfo(info));
  return writer.finish();
}

/**
 * Reads who signed, from a file or from its signature list.
 *
 * | # | field                    | type           |
 * | - | ------------------------ | -------------- |
 * | 1 | app_bundle_id            | string, legacy |
 * | 2 | android_package          | string, legacy |
 * | 3 | verification_key_version | string         |
 * | 4 | verification_key_id      | string         |
 * | 5 | signature_algorithm      | string         |
 *
 * @throws {@link WaypostError} `PROTOBUF_MALFORMED`.
 */
export function parseSignatureInfo(message: ProtoMessage): SignatureInfo {
  const string = (field: number): string | undefined =>
    message.has(field) ? message.string(field) : undefined;
  return {
    appBundleId: string(1),
    androidPackage: string(2),
    verificationKeyVersion: string(3),
    verificationKeyId: string(4),
    signatureAlgorithm: string(5),
  };
}

/** The inverse of {@link parseSignatureInfo}. @throws {@link WaypostError} `ENCODING_INVALID`. */
export const encodeSignatureInfo = (info: SignatureInfo): Uint8Array =>
  new ProtoWriter()
    .string(1, info.appBundleId)
    .string(2, info.androidPackage)
    .string(3, info.verificationKeyVersion)
    .string(4, info.verificationKeyId)
    .string(5, info.signatureAlgorithm)
    .finish();
