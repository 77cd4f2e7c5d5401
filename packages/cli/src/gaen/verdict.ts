import { type ExportPublicKey, type HashedExport, verifyExportDigest } from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';

/** What is to be thought of the signatures of an export. */
export type ExportVerdict = 'valid' | 'invalid' | 'missing' | 'untrusted';

/** @param trusted - Whose signature is believed, one is enough; empty: nobody was named. */
export function judgeExport(
  signed: HashedExport,
  trusted: readonly ExportPublicKey[],
): ExportVerdict {
  try {
    verifyExportDigest(signed, trusted);
    return 'valid';
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    return verdictOf(error.code, trusted.length > 0);
  }
}

function verdictOf(code: string, isJudged: boolean): ExportVerdict {
  if (code === 'EXPORT_SIGNATURE_MISSING' || code === 'EXPORT_SIGNATURE_LIST_EMPTY')
    return 'missing';
  // With a key at hand, an algorithm that it does not have is no excuse.
  return code === 'EXPORT_SIGNATURE_UNTRUSTED' && !isJudged ? 'untrusted' : 'invalid';
}
