import { type ListedVenue, parseVenuesCsv } from '@waypost/poster/bulk';
import { InputError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';
import { printable } from '../terminal/printable.ts';
import { readWhole } from './read-whole.ts';

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
  const { venues, errors } = parseVenuesCsv(await readWhole(file, MAX_BYTES), LIMITS);
  if (venues !== null) return venues;
  for (const { row, column, problem } of errors)
    process.stderr.write(`${printable(words.rowError(row, column, problem))}\n`);
  throw new InputError(file, { kind: 'venues-refused', errors: errors.length });
}
