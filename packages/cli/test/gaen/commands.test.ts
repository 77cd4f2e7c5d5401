/** `waypost gaen` as it is typed: what comes out, and with which exit code. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readExportArchive } from '@waypost/core/gaen';
import { beforeAll, describe, expect, it } from 'vitest';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';
import { keysJson, summary } from './gaen-kit.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const { path, write } = scratchFolder();

const keys = write('keys.json', keysJson);
const own = path('own');
const zip = path('export.zip');
const gaen = (...args: string[]) => runWaypost(['gaen', ...args]);
const signing = ['--signing-key', `${own}.private.pem`, '--key-id', '452', '--region', 'VN'];
const window = ['--start', '2021-06-01T00:00:00Z', '--end', '1622592000'];
const exportArgs = (...more: string[]): string[] =>
  ['export', keys, '--out', zip].concat(signing, window, more);

beforeAll(async () => {
  expect((await gaen('keygen', '--out', own)).code).toBe(0);
  expect(await gaen(...exportArgs())).toEqual({ code: 0, stdout: '', stderr: '' });
});

describe('waypost gaen inspect', () => {
  it('as JSON: 0 for a signature that is valid or was not judged, 4 for none', async () => {
    const { exportBin } = readExportArchive(readFileSync(zip));
    const seen = await Promise.all([
      gaen('inspect', zip, '--json', '--key', `${own}.public.pem`),
      gaen('inspect', zip, '--json'),
      gaen('inspect', write('export.bin', exportBin), '--json'),
    ]);
    expect(seen.map(({ code }) => code)).toEqual([0, 0, 4]);
    expect(seen.map(({ stdout }) => JSON.parse(stdout))).toEqual([
      { signature: 'valid', ...summary },
      { signature: 'untrusted', ...summary },
      { signature: 'missing', ...summary },
    ]);
  });

  it('for people, in both languages', async () => {
    const [english, vietnamese] = await Promise.all([
      gaen('inspect', zip, '--key', `${own}.public.pem`),
      gaen('inspect', zip, '--lang', 'vi'),
    ]);
    expect(english.stdout.split('\n')).toEqual([
      'Signature        valid, by this key',
      'Signed by        452 v1',
      'Keys             3',
      'Revised keys     1',
      'Region           VN',
      'From             2021-06-01T00:00:00Z',
      'Until            2021-06-02T00:00:00Z',
      'File             1 of 1',
      'Report types     confirmedTest: 2, revoked: 1',
      'Rolling periods  12: 1, 144: 3',
      '',
    ]);
    expect(vietnamese.stdout).toContain('Chữ ký         CHƯA KIỂM TRA');
  });
});

it('waypost gaen reencode writes export.bin again, byte for byte', () => {
  const args = ['--conditions=@waypost/source', MAIN, 'gaen', 'reencode', zip];
  const written = execFileSync(process.execPath, args);
  expect(written.equals(readExportArchive(readFileSync(zip)).exportBin)).toBe(true);
});

describe('waypost gaen keygen', () => {
  it('makes files for their owner, and never over others', async () => {
    const before = readFileSync(`${own}.private.pem`, 'utf8');
    if (process.platform !== 'win32')
      expect(statSync(`${own}.private.pem`).mode & 0o777).toBe(0o600);
    const { code, stderr } = await gaen('keygen', '--out', own);
    expect(code).toBe(2);
    expect(stderr).toContain('own.private.pem cannot be written');
    expect(readFileSync(`${own}.private.pem`, 'utf8')).toBe(before);
  });

  it('without a name prints a pair that signs and verifies from one file', async () => {
    const { stdout } = await gaen('keygen');
    const both = write('both.pem', stdout);
    const out = path('both.zip');
    await gaen(...exportArgs('--signing-key', both, '--out', out));
    expect((await gaen('inspect', out, '--key', both)).stdout).toContain('valid, by this key');
  });
});

describe('waypost gaen refuses', () => {
  const cases: readonly (readonly [string[], number, RegExp])[] = [
    [['inspect', keys], 3, /no zip archive of an export/],
    [['reencode', keys], 3, /no zip archive of an export/],
    [
      ['inspect', zip, '--key', `${own}.private.pem`],
      2,
      /own\.private\.pem is no PEM with a P-256 p/,
    ],
    [exportArgs('--end', '5'), 2, /--start must be before --end/],
    [exportArgs('--start', 'soon'), 2, /--start: "soon" is no time/],
    [exportArgs('--signing-key', keys), 2, /--signing-key: .*keys\.json is no PEM/],
    [exportArgs('--out', path('no/x.zip')), 2, /x\.zip cannot be written/],
  ];

  it('files that are none with 3, wrong usage with 2, and writes nothing', async () => {
    const seen = await Promise.all(cases.map(([args]) => gaen(...args)));
    for (const [i, { code, stdout, stderr }] of seen.entries()) {
      expect(stderr).toMatch(cases[i]?.[2] ?? /never/);
      expect({ code, stdout }, stderr).toEqual({ code: cases[i]?.[1], stdout: '' });
    }
  });
});
