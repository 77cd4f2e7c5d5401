/**
 * The posters of many venues as files, and a manifest of them at the end.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { PosterError } from '../errors.ts';
import { makePoster, type PosterOptions } from '../make-poster.ts';
import type { PosterContent } from '../poster.ts';
import { sheetOf } from '../sheets.ts';
import { venueNumber } from '../venue-number.ts';
import { csvRow } from './csv.ts';
import { posterFileName } from './file-name.ts';
import type { ZipFile } from './zip.ts';

/** How the files are made. */
export interface PosterFilesOptions extends PosterOptions {
  /**
   * Names a poster that cannot be made in the manifest, without a file, instead of giving up: for
   * venues that nobody can correct right now.
   */
  readonly skipUnfit?: boolean | undefined;
}

/** Name of the manifest. */
export const MANIFEST_NAME = 'manifest.csv';

const MANIFEST_COLUMNS = [
  'file',
  'name',
  'zone',
  'venue_number',
  'venue_id',
  'version',
  'expires',
  'sha256',
  'problem',
] as const;

/**
 * Makes the posters of one venue after the other, and last the manifest: a row for each poster, with
 * the SHA-256 of its file. A PDF holds all zones of a venue; a picture holds as many as the sheet.
 *
 * @param venues - The posters of each venue, one a zone.
 * @throws {@link PosterError} of the poster that cannot be made, or of the options.
 */
export async function* posterFiles(
  venues: AsyncIterable<readonly PosterContent[]> | Iterable<readonly PosterContent[]>,
  { skipUnfit = false, ...options }: PosterFilesOptions,
): AsyncGenerator<ZipFile> {
  const { format, size } = options;
  const perFile = format === 'pdf' ? Number.POSITIVE_INFINITY : sheetOf(size).perPage;
  const manifest = [csvRow(MANIFEST_COLUMNS)];
  let number = 0;
  for await (const posters of venues)
    for (const inFile of groupsOf(posters, perFile)) {
      const name = posterFileName(++number, titleOf(inFile), format);
      try {
        const bytes = await makePoster(inFile, options);
        const digest = createHash('sha256').update(bytes).digest('hex');
        manifest.push(...manifestRows(inFile, { file: name, digest, problem: '' }));
        yield { name, bytes };
      } catch (error) {
        if (!skipUnfit || !isUnfit(error)) throw error;
        manifest.push(...manifestRows(inFile, { file: '', digest: '', problem: error.code }));
      }
    }
  yield { name: MANIFEST_NAME, bytes: new TextEncoder().encode(`\uFEFF${manifest.join('')}`) };
}

function* groupsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

function titleOf([first, ...others]: readonly PosterContent[]): readonly string[] {
  if (first === undefined) return [];
  return [first.name, others.length === 0 ? first.zone : '', `v${first.codeVersion}`];
}

/** Whether the poster is to blame, and not what was asked for. */
const isUnfit = (error: unknown): error is PosterError =>
  error instanceof PosterError && error.code !== 'OPTION_INVALID';

const manifestRows = (
  posters: readonly PosterContent[],
  made: { readonly file: string; readonly digest: string; readonly problem: string },
): string[] =>
  posters.map(({ name, zone, venueId, codeVersion, expires }) =>
    csvRow([
      made.file,
      name,
      zone,
      venueNumber(venueId),
      Buffer.from(venueId).toString('hex'),
      codeVersion,
      new Date(expires * 1000).toISOString(),
      made.digest,
      made.problem,
    ]),
  );
