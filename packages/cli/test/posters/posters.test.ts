import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSigningKey } from '@waypost/core/jws';
import { openStores } from '@waypost/store';
import { afterAll, describe, expect, it } from 'vitest';
import { runWaypost } from '../run-waypost.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-posters-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => join(folder, name);
const HEADER = 'name,address,kind,zones,contact';
writeFileSync(file('good.csv'), `\uFEFF${HEADER}\r\nPhở Bà Dần,Hà Nội,3,A|B,\r\nQuán,,,,\r\n`);
writeFileSync(file('bad.csv'), `${HEADER}\nA,B,300,,\n,x,,,\n`);
const key = generateSigningKey('ES256', (n) => crypto.getRandomValues(new Uint8Array(n)));
writeFileSync(file('code.json'), JSON.stringify(key));

const posters = (list: string, out: string, ...more: string[]) =>
  runWaypost(
    [
      'posters --issuer health --host check.example --format svg --size a6'.split(' '),
      ['--venues', file(list), '--out', file(out), '--key', file('code.json'), ...more],
    ].flat(),
  );

describe('waypost posters', () => {
  it('makes a folder of posters and a manifest, and says that nobody is registered', async () => {
    const { code, stdout, stderr } = await posters('good.csv', 'out');
    expect(stderr).toContain('registered on no server');
    expect(stdout).toContain('Posters of 2 venues in 3 files');
    expect(code).toBe(0);
    expect(readdirSync(file('out'))).toEqual([
      '00001 Phở Bà Dần - A - v1.svg',
      '00002 Phở Bà Dần - B - v1.svg',
      '00003 Quán - v1.svg',
      'manifest.csv',
    ]);
  });

  it('registers the venues, and gives the owners’ keys to nobody else', async () => {
    const database = `pglite:${file('db')}`;
    const more = ['--database', database, '--owner-keys', file('owners.csv'), '--lang', 'vi'];
    const { code, stderr } = await posters('good.csv', 'out.zip', ...more);
    expect(stderr).toContain('Đã đăng ký');
    expect(code).toBe(0);
    expect(readFileSync(file('out.zip')).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(file('owners.csv')).mode & 0o777).toBe(0o600);
    const stores = await openStores(database);
    const names = (await stores.venues.listVenues({ after: null, limit: 9 })).map((v) => v.name);
    await stores.close();
    expect(names.toSorted()).toEqual(['Phở Bà Dần', 'Quán']);
  });

  it('names every row that is wrong, and makes nothing', async () => {
    const { code, stderr } = await posters('bad.csv', 'none');
    expect(code).toBe(3);
    expect(stderr).toContain('row 2, kind');
    expect(stderr).toContain('row 3, name');
    expect(existsSync(file('none'))).toBe(false);
  });

  it('takes everything back where the database refuses', async () => {
    const more = ['--database', 'mysql:x', '--owner-keys', file('lost.csv')];
    const { code, stderr } = await posters('good.csv', 'lost', ...more);
    expect(stderr).toContain('URL_INVALID');
    expect(code).toBe(2);
    expect([existsSync(file('lost')), existsSync(file('lost.csv'))]).toEqual([false, false]);
  });

  it.each([
    ['a file that is there already', 'good.csv', []],
    ['no days', 'x', ['--expires-days', '0']],
    ['a database without a file for keys', 'x', ['--database', 'pglite:x']],
    ['an unknown size', 'x', ['--size', 'a9']],
    ['a host that no code can carry', 'x', ['--host', 'Not A Host']],
  ])('refuses %s', async (_what, out, more) => {
    expect((await posters('good.csv', out, ...more)).code).toBe(2);
  });
});

describe('waypost posters --manifest', () => {
  const again = (manifest: string, out: string, ...more: string[]) =>
    runWaypost(['posters', '--manifest', file(manifest), '--out', file(out), ...more]);

  it('makes the same files again, byte for byte, and says nothing of registering', async () => {
    await posters('good.csv', 'first');
    const { code, stdout, stderr } = await again(
      'first/manifest.csv',
      'second',
      ...'--format svg --size a6'.split(' '),
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Posters of 2 venues in 3 files');
    const names = readdirSync(file('first'));
    expect(readdirSync(file('second'))).toEqual(names);
    for (const name of names)
      expect(readFileSync(file(`second/${name}`)).equals(readFileSync(file(`first/${name}`)))).toBe(
        true,
      );
  });

  it('prints the same codes in another size, the zones of a venue in one file', async () => {
    expect((await again('first/manifest.csv', 'cards', '--size', 'cards')).code).toBe(0);
    expect(readdirSync(file('cards'))).toHaveLength(3);
    const codes = (folder: string) =>
      readFileSync(file(`${folder}/manifest.csv`), 'utf8').match(/https:[^,]+,HTTPS:[^\r]+/g);
    expect(codes('cards')).toHaveLength(3);
    expect(codes('cards')).toEqual(codes('first'));
  });

  it('believes the code, and not the columns beside it', async () => {
    const manifest = readFileSync(file('first/manifest.csv'), 'utf8').replaceAll('Quán', 'Bar');
    writeFileSync(file('renamed.csv'), manifest);
    await again('renamed.csv', 'renamed');
    expect(readdirSync(file('renamed'))).toContain('00002 Quán - v1.pdf');
  });

  it.each([
    ['a list of venues', 'good.csv'],
    ['a manifest without posters', 'empty.csv'],
    ['a manifest with a code that is none', 'broken.csv'],
  ])('refuses %s', async (_what, name) => {
    const manifest = readFileSync(file('first/manifest.csv'), 'utf8');
    writeFileSync(file('empty.csv'), manifest.split('\n')[0] ?? '');
    writeFileSync(file('broken.csv'), manifest.replaceAll(/https:[^,]+/g, 'https://a.vn/v#x'));
    const { code, stderr } = await again(name, 'refused');
    expect(code).toBe(3);
    expect(stderr).toContain('no manifest');
    expect(existsSync(file('refused'))).toBe(false);
  });

  it('does not go with what a list needs, and something must be named', async () => {
    const both = await again('first/manifest.csv', 'x', '--key', file('code.json'));
    expect(both.code).toBe(2);
    expect((await runWaypost(['posters', '--out', file('x')])).code).toBe(2);
  });
});

describe('waypost nfc', () => {
  it('shows or writes the bytes', async () => {
    const shown = await runWaypost(['nfc', 'https://a.vn/v#x']);
    expect(shown.stdout).toBe('d101095504612e766e2f762378\n');
    await runWaypost(['nfc', 'https://a.vn/v#x', '--out', file('tag.ndef')]);
    expect(`${readFileSync(file('tag.ndef')).toString('hex')}\n`).toBe(shown.stdout);
  });

  it('refuses what leads nowhere', async () => {
    expect((await runWaypost(['nfc', 'WP1:ABC'])).code).toBe(3);
  });
});
