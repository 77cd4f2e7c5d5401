import type { ExportPublicKey } from '@waypost/core/gaen';
import { sha256Stream } from '@waypost/core/primitives';
import { InputError } from '../errors.ts';
import { openExport } from './open-export.ts';
import { type ReadKeysOptions, readExportKeys } from './read-keys.ts';
import { judgeExport } from './verdict.ts';

/**
 * Reads an export file key by key, and judges its signature at the end: nothing that was made of its
 * keys may be used unless this function returns.
 *
 * @param trusted - Whose signature is believed, one is enough; empty: signatures are not judged.
 * @throws {@link InputError} where the file is broken or not believed; the reason of the signal.
 */
export async function readTrustedKeys(
  file: string,
  trusted: readonly ExportPublicKey[],
  options: Omit<ReadKeysOptions, 'onPiece'>,
): Promise<void> {
  const archive = await openExport(file);
  if (trusted.length === 0) {
    await readExportKeys(file, archive, options);
    return;
  }
  const hash = sha256Stream();
  await readExportKeys(file, archive, { ...options, onPiece: (piece) => hash.update(piece) });
  const signed = { digest: hash.digest(), exportSig: archive.exportSig };
  const verdict = judgeExport(signed, trusted);
  if (verdict !== 'valid') throw new InputError(file, { kind: 'not-believed', verdict });
}
