/**
 * Posters on the disk. They are written under another name, which is taken away unless all are there.
 *
 * @module
 */
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MANIFEST_NAME, type ZipFile, zipFiles } from '@waypost/poster/bulk';
import { UsageError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';

/** @throws {@link UsageError} where something has this name: nothing is written over. */
export async function assertNew(file: string, words: PostersMessages): Promise<void> {
  const found = await lstat(file).catch(() => null);
  if (found !== null) throw new UsageError(words.outExists(file));
}

/**
 * Writes the files into a new folder, or into an archive where the name ends in `.zip`.
 *
 * @returns How many there are beside the manifest.
 * @throws {@link UsageError} where they cannot be written; what `files` throws.
 */
export async function writePosters(
  out: string,
  files: AsyncIterable<ZipFile>,
  words: PostersMessages,
): Promise<number> {
  const unfinished = `${out}.unfinished`;
  const counter = { files: 0 };
  try {
    const write = /[.]zip$/i.test(out) ? writeArchive : writeFolder;
    await write(unfinished, counted(files, counter));
    await rename(unfinished, out);
    return counter.files;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    const isOfDisk = error instanceof Error && 'syscall' in error;
    throw isOfDisk ? new UsageError(words.noOutput(out)) : error;
  }
}

async function* counted(
  files: AsyncIterable<ZipFile>,
  counter: { files: number },
): AsyncGenerator<ZipFile> {
  for await (const file of files) {
    if (file.name !== MANIFEST_NAME) counter.files++;
    yield file;
  }
}

const writeArchive = (file: string, files: AsyncIterable<ZipFile>): Promise<void> =>
  pipeline(zipFiles(files), createWriteStream(file));

async function writeFolder(folder: string, files: AsyncIterable<ZipFile>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for await (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
}
