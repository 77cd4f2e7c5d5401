/**
 * Zip archives as a stream: the library's door to `fflate`.
 *
 * @module
 */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { PosterError } from '../errors.ts';

/** One file of an archive. */
export interface ZipFile {
  /** Path in the archive; kept as UTF-8, so that Vietnamese letters stay. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the format counts in 16 and in 32 bits. */
const MAX_FILES = 65_534;
const MAX_BYTES = 0xffff_0000;

/** The same bytes whenever packed: the format's first instant, which it writes as local time. */
const packedAt = (): Date => new Date(1980, 0, 1);

/** PNG and PDF are compressed already. */
const isCompressed = (name: string): boolean => /\.(png|pdf)$/.test(name);

/**
 * Packs files as they come. The next file is asked for once the bytes of the one before were taken, so
 * no more than one is in memory.
 *
 * @throws {@link PosterError} `OPTION_INVALID` beyond 65,534 files or 4 GB.
 */
export async function* zipFiles(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  let count = 0;
  let size = 0;
  for await (const { name, bytes } of files) {
    count++;
    size += bytes.length;
    if (count > MAX_FILES || size > MAX_BYTES)
      throw new PosterError('OPTION_INVALID', 'files', 'the posters do not fit into one archive');
    const file = isCompressed(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = packedAt();
    zip.add(file);
    file.push(bytes, true);
    yield* chunks.splice(0);
  }
  zip.end();
  yield* chunks.splice(0);
}
