/**
 * (Server) Signs export files.
 *
 * Specification: Exposure Key export file format and verification. Vectors: the signature is
 * randomised, so that `exportFile` of `test/vectors/gaen.json` is compared but for it.
 *
 * @module
 */
import { toDerSignature } from '../../primitives/foreign.ts';
import { WaypostError } from '../../primitives/index.ts';
import type { SigningKey } from '../../primitives/jws.ts';
import { signBytes } from '../../primitives/signature.ts';
import { type ExportArchive, packExportArchive } from './archive.ts';
import { type ExportFile, encodeExport } from './export-file.ts';
import { ECDSA_SHA256_OID, MAX_SIGNATURES, type SignatureInfo } from './export-header.ts';
import { encodeSignatureList, type TekSignature } from './signature-list.ts';

/** Who signs an export file, and how readers find the public key. */
export interface ExportSigner {
  /** P-256. */
  readonly key: SigningKey;
  /** As `262`: in practice a mobile country code. */
  readonly id: string;
  /** As `v1`. */
  readonly version: string;
}

/**
 * Signs a file and packs it, ready to be published.
 *
 * @param file - Whom it names as signers does not matter: it is `signers` that are written.
 * @param signers - 1 to 10, the newest key first.
 * @returns The zip archive.
 * @throws {@link WaypostError} as {@link signExport} and `encodeExport`.
 */
export const writeExportArchive = async (
  file: ExportFile,
  signers: readonly ExportSigner[],
): Promise<Uint8Array> => packExportArchive(await signExport(file, signers));

/**
 * Signs a file: the two entries of its archive.
 *
 * @throws {@link WaypostError} `EXPORT_BUILD` for no signers and for more than 10; `KEY_UNSUITABLE`
 * for a key that is not P-256, or that this host refuses.
 */
export async function signExport(
  file: ExportFile,
  signers: readonly ExportSigner[],
): Promise<ExportArchive & { readonly exportSig: Uint8Array }> {
  if (signers.length === 0 || signers.length > MAX_SIGNATURES)
    throw new WaypostError('EXPORT_BUILD', `an export has 1 to ${MAX_SIGNATURES} signers`);
  const signatureInfos = signers.map(infoOf);
  const exportBin = encodeExport({ ...file, signatureInfos });
  const { batchNum, batchSize } = file;
  const signatures = signers.map(async (signer): Promise<TekSignature> => {
    const signature = toDerSignature(await signBytes(exportBin, signer.key));
    return { signatureInfo: infoOf(signer), batchNum, batchSize, signature };
  });
  return { exportBin, exportSig: encodeSignatureList(await Promise.all(signatures)) };
}

function infoOf({ key, id, version }: ExportSigner): SignatureInfo {
  if (key.algorithm !== 'ES256')
    throw new WaypostError('KEY_UNSUITABLE', 'exports are signed with P-256 keys');
  return {
    verificationKeyVersion: version,
    verificationKeyId: id,
    signatureAlgorithm: ECDSA_SHA256_OID,
  };
}
