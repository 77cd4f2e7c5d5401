import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fsyncSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStores } from '../src/index.ts';
import { START_MS } from './support/databases.ts';

vi.mock('node:fs', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs')>();
  return { ...original, fsyncSync: vi.fn(original.fsyncSync) };
});

const HOLDER = fileURLToPath(new URL('support/folder-holder.ts', import.meta.url));

let made: string;
let parent: string;
let folder: string;
let children: ChildProcessWithoutNullStreams[] = [];
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'waypost-made-'));
  await (await openStores(`pglite:${made}/data`)).close();
}, START_MS);
afterAll(() => rm(made, { recursive: true, force: true }));
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'waypost-folder-'));
  folder = join(parent, 'data');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(parent, { recursive: true, force: true });
});

/** Another process on the folder, and what it says, line by line. */
function hold() {
  const child = spawn(process.execPath, ['--conditions=@waypost/source', HOLDER, folder]);
  children.push(child);
  child.stderr.resume();
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, next: async (): Promise<string> => (await lines.next()).value ?? 'it ended' };
}

/** Puts a database there that was made before: making one takes its time. */
const prepare = () => cp(join(made, 'data'), folder, { recursive: true });

const open = () => openStores(`pglite:${folder}`);

describe('a PGlite folder', () => {
  it('is made with its parents, kept, and left free', async () => {
    folder = join(parent, 'new', 'data');
    const first = await open();
    const key = { id: 'a', name: 'A', keyHash: new Uint8Array(32), createdAt: 1, revokedAt: null };
    await first.officerKeys.insert(key);
    await first.close();
    expect(await readdir(join(parent, 'new'))).toEqual(['data']);
    const second = await open();
    expect(await second.officerKeys.list()).toEqual([key]);
    await second.close();
  });
  it('is written to the disk before a call is answered', async () => {
    await prepare();
    const stores = await open();
    for (let i = 0; i < 5; i++) {
      const before = vi.mocked(fsyncSync).mock.calls.length;
      await stores.cases.insertCode({
        id: `${i}`,
        codeHash: new Uint8Array(32).fill(i),
        issuedAt: 0,
        expiresAt: 1,
        issuedBy: 'a',
      });
      expect(vi.mocked(fsyncSync).mock.calls.length).toBeGreaterThan(before);
    }
    await stores.close();
  });
  it('is refused to a second process, by the number of the first', async () => {
    await prepare();
    const stores = await open();
    expect(await hold().next()).toBe(`LOCKED: the data folder is in use by process ${process.pid}`);
    await expect(open()).rejects.toMatchObject({ code: 'LOCKED' }); // nor twice to one
    await stores.close();
    expect(await hold().next()).toBe('open');
  });
  it('holds all that was answered when its process is killed, and is taken over', async () => {
    await prepare();
    let answered = 0;
    for (let round = 0; round < 3; round++) {
      const { child, next } = hold();
      expect(await next()).toBe('open');
      for (let i = 0; i < 40; i++) answered = Number(await next()) + 1;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const stores = await open();
    const keys = await stores.officerKeys.list();
    expect(answered).toBeGreaterThanOrEqual(120);
    expect(keys.length).toBeGreaterThanOrEqual(answered); // more: stored, but killed before the answer
    expect(keys.map(({ id }) => id)).toEqual(keys.map((_, i) => `${i}`));
    await stores.close();
  });
  it.each([
    ['a number that another process has now', JSON.stringify({ pid: 1, startedAt: 'before' })],
    ['a number that nobody has', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'before' })],
    ['no text of ours', 'null and void'],
  ])('is taken over from a lock with %s', async (_, lock) => {
    await prepare();
    await writeFile(`${folder}.lock`, lock);
    const stores = await open();
    expect(JSON.parse(await readFile(`${folder}.lock`, 'utf8'))).toMatchObject({
      pid: process.pid,
    });
    await stores.close();
    expect(await readdir(parent)).toEqual(['data']);
  });
  it('is refused while another process takes it over', async () => {
    await prepare();
    await writeFile(`${folder}.lock`, '{}');
    await writeFile(`${folder}.lock.takeover`, '');
    await expect(open()).rejects.toMatchObject({ code: 'LOCKED' });
    expect((await readdir(parent)).sort()).toEqual(['data', 'data.lock', 'data.lock.takeover']);
  });
  it('is made anew when making it was cut short', async () => {
    await mkdir(`${folder}.new`);
    await writeFile(join(`${folder}.new`, 'PG_VERSION'), 'half');
    const stores = await open();
    await stores.ping();
    await stores.close();
    expect(await readdir(parent)).toEqual(['data']);
  });
  it('is not made over what lies there', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    await expect(open()).rejects.toMatchObject({ code: 'FOLDER_INVALID' });
    expect(await readdir(parent)).toEqual(['data']);
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });
});
