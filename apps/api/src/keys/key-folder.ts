/**
 * A folder of secrets: each file is readable by its owner only, and is there whole or not at all.
 *
 * @module
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const OWNER_ONLY_FILE = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Files of one folder, which is made at the first write. */
export class KeyFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Full path of a file, to be shown to people. */
  pathOf(name: string): string {
    return join(this.#folder, name);
  }

  /** The text of a file, or `null` where there is none. */
  read(name: string): string | null {
    return existsSync(this.pathOf(name)) ? readFileSync(this.pathOf(name), 'utf8') : null;
  }

  /** Replaces a file as a whole: a crash leaves the old text or the new one. */
  write(name: string, text: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    const path = this.pathOf(name);
    const unfinished = `${path}.unfinished`;
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, text, { mode: OWNER_ONLY_FILE, flag: 'wx', flush: true });
    renameSync(unfinished, path);
    syncFolder(this.#folder);
  }
}

/** Makes a rename last: without it a power cut may undo it. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
