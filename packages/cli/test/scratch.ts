import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of the test file's own, made when it is first used and taken away at the end. */
export function scratchFolder() {
  let made: string | null = null;
  const folder = (): string => {
    made ??= mkdtempSync(join(tmpdir(), 'waypost-test-'));
    return made;
  };
  afterAll(() => {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  });
  return {
    folder,
    path: (name: string): string => join(folder(), name),
    /** Writes a file and gives its path. */
    write: (name: string, content: string | Uint8Array): string => {
      const path = join(folder(), name);
      writeFileSync(path, content);
      return path;
    },
  };
}
