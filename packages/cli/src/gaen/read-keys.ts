import {
  type ExportedKey,
  type ExportHeader,
  exportKeys,
  type OpenedExportArchive,
} from '@waypost/core/gaen';
import { refusing } from './open-export.ts';

/** What is done with the keys of a file, and how reading it is followed. */
export interface ReadKeysOptions {
  readonly onKey: (key: ExportedKey) => void;
  /** @param piece - Bytes of `export.bin`, in order. */
  readonly onPiece?: (piece: Uint8Array) => void;
  /** @param fraction - 0..1 of the file. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Keys between two looks at the signal and two steps of the progress. */
const KEYS_A_TURN = 10_000;

/**
 * Reads an export file key by key.
 *
 * @param file - Its name, for errors.
 * @returns What else the file says of itself.
 * @throws {@link InputError} where the file is broken; the reason of the signal.
 */
export async function readExportKeys(
  file: string,
  archive: OpenedExportArchive,
  { onKey, onPiece, onProgress, signal }: ReadKeysOptions,
): Promise<ExportHeader> {
  let bytesRead = 0;
  function* pieces(): Generator<Uint8Array> {
    for (const piece of archive.exportBin()) {
      onPiece?.(piece);
      bytesRead += piece.length;
      yield piece;
    }
  }
  const reader = exportKeys(pieces());
  const next = () => refusing(file, () => reader.next());
  let step = next();
  for (let read = 1; !step.done; read++) {
    onKey(step.value);
    step = next();
    if (read % KEYS_A_TURN !== 0) continue;
    onProgress(bytesRead / archive.exportBinLength);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  return step.value;
}
