/**
 * Export files from disk: the published archive, or a bare `export.bin`.
 *
 * @module
 */
import { readFile, stat } from 'node:fs/promises';
import { MAX_EXPORT_BYTES, type OpenedExportArchive, openExportArchive } from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';
import { toInputError } from '../check-ins/byte-source.ts';
import { InputError } from '../errors.ts';

const BARE = Buffer.from('EK Export');
const PIECE_BYTES = 1 << 16;

/** @throws {@link InputError} for a file that cannot be read, is too large, or is no export. */
export async function openExport(file: string): Promise<OpenedExportArchive> {
  const bytes = await readBounded(file, MAX_EXPORT_BYTES);
  if (BARE.equals(bytes.subarray(0, BARE.length))) return bareExport(bytes);
  return refusing(file, () => openExportArchive(bytes));
}

/** Nobody signed it. */
const bareExport = (bytes: Uint8Array): OpenedExportArchive => ({
  exportBinLength: bytes.length,
  exportSig: null,
  *exportBin() {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES)
      yield bytes.subarray(at, at + PIECE_BYTES);
  },
});

/** @throws {@link InputError} for a file that cannot be read, or that is larger than `max` bytes. */
export async function readBounded(file: string, max: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > max) throw new InputError(file, { kind: 'file-too-large', max });
    return await readFile(file);
  } catch (error) {
    throw toInputError(file, error);
  }
}

/** Says what the library refuses as what is wrong with the file. */
export function refusing<Result>(file: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    throw new InputError(file, { kind: 'export-refused', code: error.code });
  }
}
