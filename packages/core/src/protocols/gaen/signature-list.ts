/**
 * The signatures of an export file, `export.sig`.
 *
 * Specification: Exposure Key export file format and verification (`TEKSignatureList`). Vectors:
 * `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { isWaypostError, WaypostError } from '../../primitives/index.ts';
import {
  encodeSignatureInfo,
  MAX_SIGNATURES,
  parseSignatureInfo,
  type SignatureInfo,
} from './export-header.ts';

/** One signature over the whole of `export.bin`. `undefined` is absent, in the file too. */
export interface TekSignature {
  readonly signatureInfo: SignatureInfo;
  readonly batchNum?: number | undefined;
  readonly batchSize?: number | undefined;
  /** ECDSA in DER, 8 to 72 bytes where it is one. */
  readonly signature: Uint8Array;
}

/**
 * Reads the list; one without signatures is empty, and is no error here.
 *
 * | message          | # | field          | type                   |
 * | ---------------- | - | -------------- | ---------------------- |
 * | TEKSignatureList | 1 | signatures     | TEKSignature, repeated |
 * | TEKSignature     | 1 | signature_info | SignatureInfo          |
 * |                  | 2 | batch_num      | int32                  |
 * |                  | 3 | batch_size     | int32                  |
 * |                  | 4 | signature      | bytes                  |
 *
 * @throws {@link WaypostError} `EXPORT_SIGNATURE_MALFORMED`, also for more than 10 signatures.
 */
export function parseSignatureList(exportSig: Uint8Array): TekSignature[] {
  let signatures: TekSignature[];
  try {
    signatures = new ProtoMessage(exportSig, 'TEKSignatureList').messages(1).map(parseSignature);
  } catch (error) {
    if (!isWaypostError(error) || error.code !== 'PROTOBUF_MALFORMED') throw error;
    throw new WaypostError('EXPORT_SIGNATURE_MALFORMED', error.message);
  }
  if (signatures.length > MAX_SIGNATURES)
    throw new WaypostError('EXPORT_SIGNATURE_MALFORMED', 'export has too many signatures', {
      max: MAX_SIGNATURES,
    });
  return signatures;
}

function parseSignature(message: ProtoMessage): TekSignature {
  return {
    signatureInfo: parseSignatureInfo(message.message(1)),
    batchNum: message.has(2) ? message.int32(2) : undefined,
    batchSize: message.has(3) ? message.int32(3) : undefined,
    signature: message.bytes(4).slice(),
  };
}

/**
 * The inverse of {@link parseSignatureList}.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `ENCODING_INVALID`.
 */
export function encodeSignatureList(signatures: readonly TekSignature[]): Uint8Array {
  const list = new ProtoWriter();
  for (const { signatureInfo, batchNum, batchSize, signature } of signatures)
    list.bytes(
      1,
      new ProtoWriter()
        .bytes(1, encodeSignatureInfo(signatureInfo))
        .int32(2, batchNum)
        .int32(3, batchSize)
        .bytes(4, signature)
        .finish(),
    );
  return list.finish();
}
