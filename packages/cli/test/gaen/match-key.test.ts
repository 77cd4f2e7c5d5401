/** `waypost gaen match --key`: only files that are signed by whom one trusts. */
import { createPrivateKey } from 'node:crypto';
import {
  buildExport,
  type ExportArchive,
  encodeExport,
  exportPublicKey,
  packExportArchive,
  signExport,
} from '@waypost/core/gaen';
import { type SigningKey, signingKey } from '@waypost/core/jws';
import { describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/gaen/match-files.ts';
import { generateKeyPairPem } from '../../src/gaen/signing-key.ts';
import type { ExportVerdict } from '../../src/gaen/verdict.ts';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';
import { HEADER, keyOf, rowOf, START } from './match-kit.ts';

interface Signer {
  /** PEM with the public key. */
  readonly file: string;
  readonly key: SigningKey;
}

const { write } = scratchFolder();

function signerOf(name: string): Signer {
  const pair = generateKeyPairPem();
  const file = write(`${name}.pem`, pair.publicKey);
  return { file, key: signingKey(createPrivateKey(pair.privateKey).export({ format: 'jwk' })) };
}

const [own, other] = [signerOf('own'), signerOf('other')];
const sightings = write('heard.csv', `${HEADER}\n${rowOf(1, START)}`);
const content = buildExport({
  keys: [keyOf(1, 1)],
  startTimestamp: 1,
  endTimestamp: 2,
  region: 'VN',
});

async function signedBy(
  name: string,
  { key }: Signer,
  change = (archive: ExportArchive): ExportArchive => archive,
): Promise<string> {
  const archive = await signExport(content, [{ key, id: '452', version: 'v1' }]);
  return write(name, packExportArchive(change(archive)));
}

const unsigned = ({ exportBin }: ExportArchive): ExportArchive => ({ exportBin, exportSig: null });

/** The report type of its key, which comes last, changed. */
const withOtherType = ({ exportBin, exportSig }: ExportArchive): ExportArchive => ({
  exportBin: exportBin.with(exportBin.length - 1, 2),
  exportSig,
});

const follow = { onProgress: () => {}, signal: new AbortController().signal };

const run = (files: readonly string[], keys: readonly string[]) =>
  runWaypost(
    ['gaen', 'match', '--exports', ...files, '--sightings', sightings].concat(
      keys.flatMap((file) => ['--key', file]),
    ),
  );

describe('waypost gaen match --key', () => {
  it('takes files that one of the keys signed', async () => {
    const files = [await signedBy('a.zip', own), await signedBy('b.zip', other)];
    const ran = await run(files, [own.file, other.file]);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/Export files +2\n/);
    expect(ran.stdout).toMatch(/Keys heard +1\n/);
  });

  it.each<readonly [string, () => Promise<string> | string, ExportVerdict]>([
    ['a bare file', () => write('bare.bin', encodeExport(content)), 'missing'],
    ['a file without signatures', () => signedBy('none.zip', own, unsigned), 'missing'],
    ['a file that others signed', () => signedBy('other.zip', other), 'invalid'],
    ['a file that was changed', () => signedBy('new.zip', own, withOtherType), 'invalid'],
  ])('refuses %s', async (_name, make, verdict) => {
    const bad = await make();
    const exports = [await signedBy('good.zip', own), bad];
    const options = { trusted: [exportPublicKey(own.key.jwk)], config: null, ...follow };
    await expect(matchFiles({ exports, sightings }, options)).rejects.toMatchObject({
      file: bad,
      problem: { kind: 'not-believed', verdict },
    });
  });

  it('prints nothing of a file that it refuses, and ends with 4', async () => {
    const files = [await signedBy('good.zip', own), await signedBy('bad.zip', other)];
    const { code, stdout, stderr } = await run(files, [own.file]);
    expect({ code, stdout }, stderr).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('bad.zip');
    expect(stderr).toContain('this file is not signed by a key of --key, or it was changed');
  });

  it('without a key judges no signature', async () => {
    expect((await run([await signedBy('any.zip', other)], [])).code).toBe(0);
  });

  it('refuses a file that is no key with 2', async () => {
    const ran = await run([await signedBy('c.zip', own)], [sightings]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('heard.csv is no PEM with a P-256 public key');
  });
});
