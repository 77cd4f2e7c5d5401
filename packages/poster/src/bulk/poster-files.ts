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
import { posterFileName } from './file-name.ts';
import { MANIFEST_NAME, ManifestWriter } from './manifest.ts';
import type { ZipFile } from './zip.ts';

/** How the files are made. */
export interface PosterFilesOptions extends PosterOptions {
  /**
   * Names a poster that cannot be made in the manifest, without a file, instead of giving up: for
   * venues that nobody can correct right now.
   */
  readonly skipUnfit?: boolean | undefined;
}

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
  const manifest = new ManifestWriter();
  let number = 0;
  for await (const posters of venues)
    for (const inFile of groupsOf(posters, perFile)) {
      const name = posterFileName(++number, titleOf(inFile), format);
      try {
        const bytes = await makePoster(inFile, options);
        const digest = createHash('sha256').update(bytes).digest('hex');
        manifest.add(inFile, { file: name, digest, problem: '' });
        yield { name, bytes };
      } catch (error) {
        if (!skipUnfit || !isUnfit(error)) throw error;
        manifest.add(inFile, { file: '', digest: '', problem: error.code });
      }
    }
  yield { name: MANIFEST_NAME, bytes: manifest.bytes() };
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
