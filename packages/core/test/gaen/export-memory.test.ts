// Memory that a large file takes, seen from outside. Left out of mutation tests: they cannot look into a child.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CHILD = fileURLToPath(new URL('./stream-child.ts', import.meta.url));

/** Runs the child under a heap of so many megabytes. */
function underHeap(megabytes: number, ...args: string[]) {
  const options = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=1'];
  return spawnSync(process.execPath, ['--conditions=@waypost/source', ...options, CHILD, ...args], {
    encoding: 'utf8',
  });
}

describe('a file of 600,000 keys', () => {
  it('is read from its archive under a heap of 24 MB', () => {
    const { status, stdout } = underHeap(24);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '600000' });
  });

  it('which could not hold its keys', () => {
    const { status, stderr } = underHeap(24, 'retain');
    expect(status).not.toBe(0);
    expect(stderr).toContain('heap out of memory');
  });
});
