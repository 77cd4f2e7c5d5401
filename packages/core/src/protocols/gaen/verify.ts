/**
 * Whether to believe an export file.
 *
 * Specification: Exposure Key export file format and verification, section "Signature": ECDSA on
 * P-256 with SHA-256 over the whole of `export.bin`, its first 16 bytes included. Vectors:
 * `test/vectors/gaen.json`, `exportFile`.
 *
 * @module
 */
import { fromDerSignature, verifyP256Digest } from '../../primitives/foreign.ts';
import { isWaypostError, sha256, WaypostError } from '../../primitives/index.ts';
import type { ExportArchive } from './archive.ts';
import { ECDSA_SHA256_OID } from './export-header.ts';
import type { ExportPublicKey } from './public-key.ts';
import { parseSignatureList, type TekSignature } from './signature-list.ts';

/**
 * Finds a signature by a key that is trusted. One is enough: a file in a change of keys has more.
 *
 * @returns The signature that holds.
 * @throws {@link WaypostError}
 * - `EXPORT_SIGNATURE_MISSING`: the archive has no `export.sig`;
 * - `EXPORT_SIGNATURE_MALFORMED`: it is no list of signatures;
 * - `EXPORT_SIGNATURE_LIST_EMPTY`: the list has none;
 * - `EXPORT_SIGNATURE_UNTRUSTED`: none names one of `publicKeys` and the one algorithm;
 * - `EXPORT_SIGNATURE_INVALID`: one does, and it does not hold.
 */
export const verifyExport = (
  { exportBin, exportSig }: ExportArchive,
  publicKeys: readonly ExportPublicKey[],
): TekSignature => verifyExportDigest({ digest: sha256(exportBin), exportSig }, publicKeys);

/** An export that was hashed on its way. */
export interface HashedExport {
  /** SHA-256 of the whole of `export.bin`, 32 bytes. */
  readonly digest: Uint8Array;
  /** As in {@link ExportArchive}. */
  readonly exportSig: Uint8Array | null;
}

/**
 * As {@link verifyExport}, for a file that is read in pieces.
 *
 * @returns The signature that holds.
 * @throws {@link WaypostError} as {@link verifyExport}.
 */
export function verifyExportDigest(
  { digest, exportSig }: HashedExport,
  publicKeys: readonly ExportPublicKey[],
): TekSignature {
  const signatures = requireSignatures(exportSig);
  let code: 'EXPORT_SIGNATURE_UNTRUSTED' | 'EXPORT_SIGNATURE_INVALID' =
    'EXPORT_SIGNATURE_UNTRUSTED';
  for (const signature of signatures)
    for (const publicKey of publicKeys) {
      if (!isNamed(signature, publicKey)) continue;
      if (holds(digest, signature, publicKey)) return signature;
      code = 'EXPORT_SIGNATURE_INVALID';
    }
  throw new WaypostError(code, 'export is not signed by a key that is trusted');
}

/**
 * The signatures of an export, whoever made them.
 *
 * @throws {@link WaypostError} `EXPORT_SIGNATURE_MISSING`, `EXPORT_SIGNATURE_MALFORMED`,
 * `EXPORT_SIGNATURE_LIST_EMPTY`.
 */
function requireSignatures(exportSig: Uint8Array | null): TekSignature[] {
  if (exportSig === null)
    throw new WaypostError('EXPORT_SIGNATURE_MISSING', 'export has no signature file');
  const signatures = parseSignatureList(exportSig);
  if (signatures.length === 0)
    throw new WaypostError('EXPORT_SIGNATURE_LIST_EMPTY', 'export has an empty signature list');
  return signatures;
}

function isNamed({ signatureInfo }: TekSignature, { id, version }: ExportPublicKey): boolean {
  const { verificationKeyId, verificationKeyVersion, signatureAlgorithm } = signatureInfo;
  return (
    (id === undefined || id === verificationKeyId) &&
    (version === undefined || version === verificationKeyVersion) &&
    (signatureAlgorithm === undefined || signatureAlgorithm === ECDSA_SHA256_OID)
  );
}

function holds(digest: Uint8Array, { signature }: TekSignature, { key }: ExportPublicKey): boolean {
  try {
    return verifyP256Digest({ digest, signature: fromDerSignature(signature) }, key.publicKey);
  } catch (error) {
    if (isWaypostError(error)) return false; // not DER
    throw error;
  }
}
