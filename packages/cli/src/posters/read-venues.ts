import { readFile, stat } from 'node:fs/promises';
import { type ListedVenue, parseVenuesCsv } from '@waypost/poster/bulk';
import { InputError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';
import { printable } from '../terminal/printable.ts';

const LIMITS = { maxRows: 10_000, maxZones: 50_000 } as const;
const MAX_BYTES = 8_388_608;

/**
 * Reads a list of venues, and tells everything that is wrong with it.
 *
 * @throws {@link InputError}
 */
export async function readVenues(
  file: string,
  words: PostersMessages,
): Promise<readonly ListedVenue[]> {
  const { venues, errors } = parseVenuesCsv(await readWhole(file), LIMITS);
  if (venues !== null) return venues;
  for (const { row, column, problem } of errors)
    process.stderr.write(`${printable(words.rowError(row, column, problem))}\n`);
  throw new InputError(file, { kind: 'venues-refused', errors: errors.length });
}

/** One byte more than is taken is enough to refuse it. */
async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    return size > MAX_BYTES ? new Uint8Array(MAX_BYTES + 1) : await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new InputError(file, { kind: 'file-missing' });
    if (code === 'EISDIR') throw new InputError(file, { kind: 'file-is-folder' });
    throw new InputError(file, { kind: 'file-forbidden' });
  }
}
