/**
 * Posters and lists of venues by `@waypost/poster`, as the routes ask for them.
 *
 * @module
 */
import { checkContact, makePoster, PosterError } from '@waypost/poster';
import { parseVenuesCsv, posterFiles, zipFiles } from '@waypost/poster/bulk';
import type { PosterParts, PosterStyle } from './http/poster-parts.ts';
import { HttpError } from './http/problem.ts';

/** What one request may register: each zone is a signature. */
const LIMITS = { maxRows: 1000, maxZones: 5000 } as const;

/** Draws posters, and reads lists of venues. */
export const posterParts: PosterParts = {
  async draw(posters, { contact, ...options }) {
    try {
      return await makePoster(withContact(posters, contact), options);
    } catch (error) {
      throw toHttpError(error);
    }
  },

  zip(venues, { contact, ...options }) {
    // Here, and not where the first poster is drawn: an answer that is being sent cannot be refused.
    try {
      checkContact(contact ?? '');
    } catch (error) {
      throw toHttpError(error);
    }
    const posters = mapped(venues, (venue) => withContact(venue, contact));
    return zipFiles(posterFiles(posters, { ...options, skipUnfit: true }));
  },

  readVenues(csv) {
    const { venues, errors } = parseVenuesCsv(csv, LIMITS);
    if (venues !== null)
      return venues.map(({ name, address, kind, zones }) => ({ name, address, kind, zones }));
    const wrong = errors.map(({ row, column, problem }) => ({
      path: column === null ? `${row}` : `${row}.${column}`,
      problem,
    }));
    throw new HttpError('VENUE_LIST_INVALID', 'the list of venues is not valid', wrong);
  },
};

const withContact = <Text extends object>(
  posters: readonly Text[],
  contact: PosterStyle['contact'],
): readonly (Text & Pick<PosterStyle, 'contact'>)[] =>
  posters.map((poster) => ({ ...poster, contact }));

async function* mapped<In, Out>(
  items: AsyncIterable<In>,
  change: (item: In) => Out,
): AsyncGenerator<Out> {
  for await (const item of items) yield change(item);
}

function toHttpError(error: unknown): unknown {
  return error instanceof PosterError ? new HttpError('POSTER_UNFIT', error.message) : error;
}
