// Keys that were really published. Nobody said that the files may be passed on, so they are no part of this
// repository: they are looked for beside it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseExport, readExportArchive, validIntervals } from '@waypost/core/gaen';
import type { KeyBatch } from '@waypost/kernel/proximity';

const FOLDER = new URL('../../../shared/data/gaen-exports/cwa-de/', import.meta.url);

/** What {@link exportedKeys} reads, and where it is from. */
export const EXPORTS =
  "daily exports of Germany's Corona-Warn-App, 2020-06-23 to 2020-08-21 (stefanb/cwa-scrape @ c9b37b0)";

/** Whether they are on this machine. */
export const HAS_EXPORTS: boolean = existsSync(FOLDER);

/** The first keys of them, so many at most. */
export function exportedKeys(most: number): KeyBatch {
  const keys = readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const archive = readExportArchive(readFileSync(new URL(file, FOLDER)));
      return parseExport(archive.exportBin).keys;
    })
    .slice(0, most);
  const windows = keys.map(validIntervals);
  return {
    teks: Buffer.concat(keys.map(({ tek }) => tek)),
    starts: Uint32Array.from(windows, ({ start }) => start),
    periods: Uint8Array.from(windows, ({ start, end }) => end - start),
  };
}
