/**
 * Posters that were made before, made again from their manifest: the same codes, so the same bytes where
 * size, language and format are the same.
 *
 * @module
 */
import { equalBytes, fromBase64Url, isWaypostError } from '@waypost/core/primitives';
import { decodeVenueCode } from '@waypost/core/venue-codes';
import { type PosterContent, PosterError } from '@waypost/poster';
import { type ManifestEntry, parseManifest } from '@waypost/poster/bulk';
import { InputError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';
import {
  type DrawingJob,
  drawPosters,
  type MadePosters,
  type VenuePosters,
} from './draw-posters.ts';
import { readWhole } from './read-whole.ts';
import { assertNew } from './write-posters.ts';

/** 50,000 zones with the longest codes. */
const MAX_MANIFEST_BYTES = 2 ** 27;

/** What is to be made again. */
export interface ReprintJob extends DrawingJob {
  readonly manifest: string;
}

/** @throws {@link UsageError}, {@link InputError} naming the row. */
export async function reprintPosters(
  job: ReprintJob,
  words: PostersMessages,
): Promise<MadePosters> {
  const { manifest: file, out } = job;
  await assertNew(out, words);
  const venues = await readManifest(file);
  return drawPosters(job, { file, count: venues.length, venues }, words);
}

async function readManifest(file: string): Promise<readonly VenuePosters[]> {
  const venues: { row: number; posters: PosterContent[] }[] = [];
  for (const entry of entriesOf(file, await readWhole(file, MAX_MANIFEST_BYTES))) {
    const poster = await posterOf(file, entry);
    const last = venues.at(-1);
    // The zones of a venue follow each other.
    if (last?.posters[0] && equalBytes(last.posters[0].venueId, poster.venueId))
      last.posters.push(poster);
    else venues.push({ row: entry.row, posters: [poster] });
  }
  if (venues.length === 0) throw new InputError(file, { kind: 'manifest-refused' });
  return venues;
}

function entriesOf(file: string, bytes: Uint8Array): readonly ManifestEntry[] {
  try {
    return parseManifest(bytes);
  } catch (error) {
    if (error instanceof PosterError) throw new InputError(file, { kind: 'manifest-refused' });
    throw error;
  }
}

/** Says what the code says. Its signature is for those who scan it. */
async function posterOf(file: string, { row, ...print }: ManifestEntry): Promise<PosterContent> {
  const { raw, format } = await decodeVenueCode(print.codeText, { now: 0 }).catch(
    (error: unknown) => {
      if (!isWaypostError(error)) throw error;
      throw new InputError(file, { kind: 'manifest-refused' }, row);
    },
  );
  if (format !== 'waypost' || raw === null)
    throw new InputError(file, { kind: 'manifest-refused' }, row);
  const { name, address, zone, codeVersion, notBefore: issuedAt, expires } = raw;
  const venueId = fromBase64Url(raw.venueId);
  return { ...print, name, address, zone, venueId, codeVersion, issuedAt, expires };
}
