import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../errors.ts';

/**
 * Reads a file into memory. Of one that is larger than `maxBytes` it returns one byte more than that,
 * all of them zero, which is enough to refuse it.
 *
 * @throws {@link InputError}
 */
export async function readWhole(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    return size > maxBytes ? new Uint8Array(maxBytes + 1) : await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new InputError(file, { kind: 'file-missing' });
    if (code === 'EISDIR') throw new InputError(file, { kind: 'file-is-folder' });
    throw new InputError(file, { kind: 'file-forbidden' });
  }
}
