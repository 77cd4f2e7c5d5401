import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();

describe('waypost keys add', () => {
  it('shows a key once, and refuses a second one of the same name', async () => {
    const database = `pglite:${scratch.path('database')}`;
    const first = await runWaypost(['keys', 'add', 'Nguyễn Thị Ánh', '--database', database]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^waypost-officer-[\w-]{43}\n$/);
    expect(first.stderr).not.toContain(first.stdout.trim());
    expect(existsSync(scratch.path('database'))).toBe(true);

    const second = await runWaypost(['keys', 'add', 'Nguyễn Thị Ánh', '--database', database]);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain('there is a key of this name');
  });

  it.each([
    ['no name', ['keys', 'add']],
    ['an unknown kind of database', ['keys', 'add', 'A', '--database', 'mysql://localhost/x']],
    ['a name of spaces', ['keys', 'add', ' ', '--database', 'pglite:']],
  ])('refuses %s', async (_what, args) => {
    const { code, stdout } = await runWaypost(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
