/**
 * From what posters say to files on the disk: all of them, or none.
 *
 * @module
 */
import { type PosterContent, PosterError, type PosterOptions } from '@waypost/poster';
import { posterFiles } from '@waypost/poster/bulk';
import { InputError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';
import { writePosters } from './write-posters.ts';

/** How posters are drawn, and where to. */
export interface DrawingJob extends Pick<PosterOptions, 'size' | 'language' | 'format'> {
  /** A folder, or a file whose name ends in `.zip`. */
  readonly out: string;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

/** The posters of one venue, one a zone. */
export interface VenuePosters {
  /** Where it stands in its list. */
  readonly row: number;
  readonly posters: readonly PosterContent[];
}

/** A list of venues. */
export interface VenueSource {
  /** The file that the list came from. */
  readonly file: string;
  readonly count: number;
  readonly venues: Iterable<VenuePosters> | AsyncIterable<VenuePosters>;
}

/** What was made, in numbers. */
export interface MadePosters {
  readonly files: string;
  readonly venues: string;
}

/** @throws {@link InputError} naming the row of a poster that cannot be made; {@link UsageError}. */
export async function drawPosters(
  job: DrawingJob,
  { file, count, venues }: VenueSource,
  words: PostersMessages,
): Promise<MadePosters> {
  const { size, language, format, out, signal, onProgress } = job;
  let at = 0;
  async function* watched(): AsyncGenerator<readonly PosterContent[]> {
    let done = 0;
    for await (const { row, posters } of venues) {
      signal.throwIfAborted();
      at = row;
      onProgress(done++ / count);
      yield posters;
    }
  }
  try {
    const files = await writePosters(
      out,
      posterFiles(watched(), { size, language, format }),
      words,
    );
    return { files: String(files), venues: String(count) };
  } catch (error) {
    if (!(error instanceof PosterError)) throw error;
    const { code, what } = error;
    throw new InputError(file, { kind: 'poster-unfit', code, what }, at);
  }
}
