import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();

describe('waypost keys', () => {
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

  it('lists keys without the keys, and revokes one by its name, once', async () => {
    const database = `pglite:${scratch.path('revoked')}`;
    const on = ['--database', database];
    const lost = await runWaypost(['keys', 'add', 'Nguyễn Thị Ánh', ...on]);
    await runWaypost(['keys', 'add', 'Trần Văn Bảo', ...on]);
    const revoked = await runWaypost(['keys', 'revoke', 'Nguyễn Thị Ánh', ...on]);
    expect(revoked).toMatchObject({ code: 0, stdout: '' });
    expect(revoked.stderr).toContain('The key of Nguyễn Thị Ánh opens nothing any more.');

    const listed = await runWaypost(['keys', 'list', ...on]);
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    const [, , first, second] = listed.stdout.split('\n');
    const minute = String.raw`\d{4}-\d\d-\d\d \d\d:\d\dZ`;
    expect(first).toMatch(new RegExp(`^Nguyễn Thị Ánh  [\\w-]{22}  ${minute}  ${minute}$`));
    expect(second).toMatch(new RegExp(`^Trần Văn Bảo    [\\w-]{22}  ${minute}  –$`));
    expect(listed.stdout).not.toContain(lost.stdout.trim().slice(-43));

    const again = await runWaypost(['keys', 'revoke', 'Nguyễn Thị Ánh', ...on]);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toContain('no key of this name is in use');
  });

  it.each([
    ['no name to revoke', ['keys', 'revoke', '--database', 'pglite:']],
    ['a name that nobody has', ['keys', 'revoke', 'A', '--database', 'pglite:']],
    ['no name', ['keys', 'add']],
    ['an unknown kind of database', ['keys', 'add', 'A', '--database', 'mysql://localhost/x']],
    ['a name of spaces', ['keys', 'add', ' ', '--database', 'pglite:']],
  ])('refuses %s', async (_what, args) => {
    const { code, stdout } = await runWaypost(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
