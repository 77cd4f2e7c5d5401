/**
 * From a list of venues to posters on the disk, and into a database: all of them, or none.
 *
 * @module
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { signingKey } from '@waypost/core/jws';
import { isWaypostError, toBase64Url } from '@waypost/core/primitives';
import {
  type IssuingContext,
  importVenues,
  isPlatformError,
  posterContents,
  type RegisteredVenue,
} from '@waypost/platform';
import { memoryVenueStore } from '@waypost/platform/memory';
import { venueNumber } from '@waypost/poster';
import { csvRow, type ListedVenue } from '@waypost/poster/bulk';
import { UsageError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';
import {
  type DrawingJob,
  drawPosters,
  type MadePosters,
  type VenuePosters,
} from './draw-posters.ts';
import { readVenues } from './read-venues.ts';
import { assertNew } from './write-posters.ts';

/** What is to be made. */
export interface PostersJob extends DrawingJob {
  readonly venues: string;
  /** File of a private JWK. */
  readonly key: string;
  readonly issuer: string;
  readonly host: string;
  readonly days: number;
  /** Left out, the venues are registered nowhere. */
  readonly database?: string | undefined;
  readonly ownerKeys?: string | undefined;
}

/**
 * Makes the posters, and registers the venues where a database is named.
 *
 * @throws {@link UsageError}, {@link InputError} naming the row.
 */
export async function makePosters(job: PostersJob, words: PostersMessages): Promise<MadePosters> {
  const { out, ownerKeys, database } = job;
  for (const file of [out, ...(ownerKeys === undefined ? [] : [ownerKeys])])
    await assertNew(file, words);
  const context = await issuingContext(job, words);
  const list = await readVenues(job.venues, words);
  const registered = await register(context, list, words);
  const venues = contentsOf({ context, list, registered });
  const made = await drawPosters(job, { file: job.venues, count: list.length, venues }, words);
  if (database !== undefined && ownerKeys !== undefined)
    try {
      await writeOwnerKeys(ownerKeys, registered, words);
      // A database is a second and 150 MB to load, which those who only print do not need.
      const { registerIn } = await import('./register.ts');
      await registerIn(database, registered, words);
    } catch (error) {
      // Posters of venues that no server knows would be worse than none.
      await Promise.all([out, ownerKeys].map((path) => rm(path, { recursive: true, force: true })));
      throw error;
    }
  return made;
}

async function issuingContext(
  { key: file, issuer, host, days }: PostersJob,
  words: PostersMessages,
): Promise<IssuingContext> {
  const codeKey = await readKey(file, words);
  return {
    venues: memoryVenueStore(),
    clock: () => Math.floor(Date.now() / 1000),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    issuer,
    host,
    keys: { codeKey },
    settings: { venueCodeDays: days },
  };
}

async function readKey(
  file: string,
  words: PostersMessages,
): Promise<IssuingContext['keys']['codeKey']> {
  try {
    return signingKey(JSON.parse(await readFile(file, 'utf8'))).privateJwk;
  } catch {
    throw new UsageError(words.keyUnreadable(file));
  }
}

/** Signs the codes. The rows were checked: what is refused now is the issuer or the host. */
async function register(
  context: IssuingContext,
  list: readonly ListedVenue[],
  words: PostersMessages,
): Promise<readonly RegisteredVenue[]> {
  try {
    return await importVenues(context, list);
  } catch (error) {
    if (isPlatformError(error) || isWaypostError(error)) throw new UsageError(words.issuerInvalid);
    throw error;
  }
}

interface Signed {
  readonly context: IssuingContext;
  readonly list: readonly ListedVenue[];
  readonly registered: readonly RegisteredVenue[];
}

/** The posters of one venue after the other. */
async function* contentsOf({ context, list, registered }: Signed): AsyncGenerator<VenuePosters> {
  for (const [i, { row, contact }] of list.entries()) {
    const posters = await posterContents(context, registered[i]!.venue.venueId);
    yield { row, posters: posters.map((poster) => ({ ...poster, contact })) };
  }
}

/** The keys open the venues' routes: for nobody's eyes but the owners'. */
async function writeOwnerKeys(
  file: string,
  registered: readonly RegisteredVenue[],
  words: PostersMessages,
): Promise<void> {
  const rows = registered.map(({ venue, ownerKey }) =>
    csvRow([
      venue.name,
      venue.address,
      venueNumber(venue.venueId),
      // Never a bare id: one that begins with a hyphen would be taken for a formula.
      `/v1/venues/${toBase64Url(venue.venueId)}`,
      ownerKey,
    ]),
  );
  const header = csvRow(['name', 'address', 'venue_number', 'path', 'owner_key']);
  try {
    await writeFile(file, `\uFEFF${header}${rows.join('')}`, { mode: 0o600, flag: 'wx' });
  } catch {
    throw new UsageError(words.noOutput(file));
  }
}
