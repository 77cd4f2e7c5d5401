// `waypost decode`, from the shell to the exit code.
import { createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import clea from '../../../core/test/vectors/clea.json' with { type: 'json' };
import cwa from '../../../core/test/vectors/cwa.json' with { type: 'json' };
import nhs from '../../../core/test/vectors/nhs.json' with { type: 'json' };
import nz from '../../../core/test/vectors/nz.json' with { type: 'json' };
import { png, qrPng } from '../decode/png.ts';
import { runWaypost } from '../run-waypost.ts';

const PHOTO = fileURLToPath(new URL('../fixtures/poster-turned.jpg', import.meta.url));
const NHS = nhs.production.codes[0]!.qr;
const NHS_TEST = nhs.codes.find(({ accept }) => accept)!.qr;

const folder = mkdtempSync(join(tmpdir(), 'waypost-decode-'));
const file = (name: string): string => join(folder, name);
const decode = (args: readonly string[], stdin = ''): ReturnType<typeof runWaypost> =>
  runWaypost(['decode', ...args], { stdin });

function keyOf(spki: string): { pem: string; jwk: object } {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  const pem = key.export({ type: 'spki', format: 'pem' }) as string;
  return { pem, jwk: key.export({ format: 'jwk' }) };
}

beforeAll(() => {
  const [test, production] = [keyOf(nhs.test.publicKey), keyOf(nhs.production.publicKey)];
  const keys = [
    { ...test.jwk, kid: '3' },
    { ...production.jwk, kid: nhs.production.kid },
  ];
  writeFileSync(file('jwks.json'), JSON.stringify({ keys }));
  writeFileSync(file('test.pem'), test.pem);
  writeFileSync(file('production.pem'), production.pem);
  writeFileSync(file('poster.png'), qrPng(nz.codes[0]!.text));
  writeFileSync(file('foreign.png'), qrPng('https://example.org/menu'));
  writeFileSync(file('huge.png'), png(60_000, 60_000, Buffer.alloc(10)));
  writeFileSync(file('torn.png'), qrPng('torn').subarray(0, 200));
  writeFileSync(file('plain.txt'), 'no picture');
  mkdirSync(file('folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('whom to trust', () => {
  it.each([
    ['a JWKS that names the key', [NHS, '--trust', file('jwks.json')], 'valid', 0],
    ['a JWKS, the key of the tests', [NHS_TEST, '--trust', file('jwks.json')], 'valid', 0],
    ['a PEM under its name', [NHS_TEST, '--trust', `3=${file('test.pem')}`], 'valid', 0],
    ['a PEM under another name', [NHS_TEST, '--trust', `4=${file('test.pem')}`], 'untrusted', 4],
    [
      'another key under its name',
      [NHS_TEST, '--trust', `3=${file('production.pem')}`],
      'invalid',
      4,
    ],
    ['a bare PEM, whatever the name', [NHS_TEST, '--trust', file('test.pem')], 'valid', 0],
    ['a bare PEM of another key', [NHS_TEST, '--trust', file('production.pem')], 'invalid', 4],
    ['nobody', [NHS], 'untrusted', 4],
  ] as const)('%s', async (_, args, signature, code) => {
    const ran = await decode([...args, '--json']);
    expect({ ...JSON.parse(ran.stdout), code: ran.code }).toMatchObject({
      format: 'nhs',
      signature,
      code,
    });
  });
  it('shows nothing of a code whose signature does not hold', async () => {
    const { stdout } = await decode([NHS_TEST, '--trust', file('production.pem')]);
    expect(stdout).toContain('INVALID');
    expect(stdout).not.toContain('Government');
  });
  it.each([
    ['a file that is no key', file('plain.txt')],
    ['a file that is not there', file('none.pem')],
    ['a folder', file('folder')],
  ])('%s is wrong usage', async (_, trust) => {
    const { code, stderr } = await decode([NHS, '--trust', trust]);
    expect(code).toBe(2);
    expect(stderr).toContain('--trust');
  });
});

describe('what is read', () => {
  it.each([
    ['cwa', cwa.qr[0]!.url],
    ['clea', clea.lsp[0]!.url],
    ['nz', nz.codes[0]!.text],
  ])('text of the format %s, exit 0 as it is unsigned', async (format, text) => {
    const { code, stdout } = await decode([text, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ format, signature: 'unsigned' });
    expect(code).toBe(0);
  });
  it('standard input', async () => {
    const { code, stdout } = await decode(['-', '--json'], `${NHS}\n`);
    expect(JSON.parse(stdout).venue.name).toBe('Barnard Castle');
    expect(code).toBe(4);
  });
  it('a PNG', async () => {
    const { code, stdout } = await decode([file('poster.png')]);
    expect(stdout).toContain('Blue Stone Table 1');
    expect(code).toBe(0);
  });
  it('a turned JPEG, with the key that signed', async () => {
    const { code, stdout } = await decode([PHOTO, '--trust', file('jwks.json'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'nhs',
      signature: 'valid',
      venue: { id: '5Y3V42M5', name: 'Barnard Castle', address: 'DL12 8PR', zone: null },
    });
    expect(code).toBe(0);
  });
  it('in Vietnamese, where it is asked for', async () => {
    const { stdout } = await decode([nz.codes[0]!.text, '--lang', 'vi']);
    expect(stdout).toContain('Chữ ký');
  });
});

describe('what is refused, with exit 3', () => {
  it.each([
    ['text of no known format', 'hello', 'not a venue code'],
    ['a damaged code, called so', NHS.slice(0, 20), 'of the format nhs'],
    ['a picture with another code', file('foreign.png'), 'not a venue code'],
    ['a picture that claims to be huge', file('huge.png'), 'too-large|larger than'],
    ['a picture that is cut off', file('torn.png'), 'damaged|no QR code'],
    ['a file that is no picture', file('plain.txt'), 'PNG or JPEG'],
    ['a folder', file('folder'), 'folder'],
  ])('%s', async (_, argument, said) => {
    const { code, stdout, stderr } = await decode([argument]);
    expect(code).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).toMatch(new RegExp(said));
  });
});
