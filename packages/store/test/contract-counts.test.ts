import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../../scripts/contract-counts.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'waypost-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Case = readonly [store: string, name: string, status?: string];

/** Exit code and output for a report of these cases. */
function count(...cases: readonly Case[]) {
  const assertionResults = cases.map(([store, name, status = 'passed']) => ({
    ancestorTitles: [store, 'suite'],
    fullName: `${store} suite ${name}`,
    status,
  }));
  const report = join(folder, 'report.json');
  writeFileSync(report, JSON.stringify({ testResults: [{ assertionResults }] }));
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, report], { encoding: 'utf8' });
  return { status, stdout: stdout.trim() };
}

const [memory, pglite, postgres] = ['memory', 'PGlite', 'PostgreSQL'].map(
  (store) => `contract on ${store}`,
) as [string, string, string];

describe('contract-counts', () => {
  it('passes when the same cases passed on all three', () => {
    expect(
      count([memory, 'a'], [pglite, 'a'], [postgres, 'a'], ['anything else', 'b', 'failed']),
    ).toEqual({ status: 0, stdout: 'contract cases: 1 on memory, 1 on PGlite, 1 on PostgreSQL' });
  });
  it.each([
    ['no case at all', []],
    [
      'none on one',
      [
        [memory, 'a'],
        [pglite, 'a'],
      ],
    ],
    [
      'fewer on one',
      [
        [memory, 'a'],
        [memory, 'b'],
        [pglite, 'a'],
        [pglite, 'b'],
        [postgres, 'a'],
      ],
    ],
    [
      'another on one',
      [
        [memory, 'a'],
        [pglite, 'a'],
        [postgres, 'b'],
      ],
    ],
    [
      'one that failed',
      [
        [memory, 'a'],
        [pglite, 'a'],
        [postgres, 'a', 'failed'],
      ],
    ],
    [
      'one that was skipped',
      [
        [memory, 'a'],
        [pglite, 'a', 'skipped'],
        [postgres, 'a'],
      ],
    ],
  ] as const satisfies readonly (readonly [string, readonly Case[]])[])(
    'fails for %s',
    (_, cases) => {
      expect(count(...cases).status).toBe(1);
    },
  );
});
