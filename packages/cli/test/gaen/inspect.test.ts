import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  buildExport,
  type ExportArchive,
  type ExportPublicKey,
  type ExportSigner,
  exportPublicKey,
  openExportArchive,
  packExportArchive,
  signExport,
} from '@waypost/core/gaen';
import { generateSigningKey, signingKey } from '@waypost/core/jws';
import { describe, expect, it } from 'vitest';
import { inspectExport } from '../../src/gaen/inspect.ts';
import { inspectReport } from '../../src/gaen/inspect-report.ts';
import { openExport, readBounded } from '../../src/gaen/open-export.ts';
import type { GaenProblem } from '../../src/language/gaen/messages.ts';
import { messagesOf } from '../../src/language/index.ts';
import { scratchFolder } from '../scratch.ts';

type Signed = Awaited<ReturnType<typeof signExport>>;

const { path, write } = scratchFolder();
const folder = new URL('../../../../../shared/data/gaen-exports/', import.meta.url);
const skipped = existsSync(folder) ? '' : ' (skipped: no folder of published exports)';
const pathOf = (name: string): string => new URL(name, folder).pathname;

const follow = (onProgress: (fraction: number) => void = () => {}) => ({
  trusted: null,
  onProgress,
  signal: new AbortController().signal,
});

describe.skipIf(skipped !== '')(`published exports, inspected${skipped}`, () => {
  it('every one of them: its verdict and its keys', async () => {
    const seen: Record<string, { files: number; keys: number; verdicts: Set<string> }> = {};
    for (const set of ['cwa-de', 'si', 'samples'])
      for (const name of readdirSync(new URL(`${set}/`, folder))) {
        if (name.endsWith('.json')) continue;
        const file = pathOf(`${set}/${name}`);
        const { summary } = await inspectExport(file, await openExport(file), follow());
        seen[set] ??= { files: 0, keys: 0, verdicts: new Set() };
        seen[set].files += 1;
        seen[set].keys += summary.keys;
        seen[set].verdicts.add(summary.signature);
      }
    expect(seen).toEqual({
      'cwa-de': { files: 60, keys: 97_951, verdicts: new Set(['untrusted']) },
      si: { files: 10, keys: 45_409, verdicts: new Set(['untrusted']) },
      samples: { files: 6, keys: 306, verdicts: new Set(['untrusted', 'missing']) },
    });
  });

  it('a large one says how far it is, and can be stopped', async () => {
    const file = pathOf('si/2021-03-12.zip');
    const key = exportPublicKey(
      readFileSync(pathOf('keys/ostanizdrav-293-v1.recovered.pem'), 'utf8'),
    );
    const fractions: number[] = [];
    const options = { ...follow((fraction) => fractions.push(fraction)), trusted: key };
    const { summary } = await inspectExport(file, await openExport(file), options);
    expect(summary.signature).toBe('valid');
    expect(fractions).toHaveLength(2);
    expect(fractions.every((fraction) => fraction > 0 && fraction <= 1)).toBe(true);
    const stop = AbortSignal.abort(new Error('stopped'));
    const opened = await openExport(file);
    await expect(inspectExport(file, opened, { ...options, signal: stop })).rejects.toThrow(
      'stopped',
    );
  });

  it('many rolling periods are summed up for people', async () => {
    const file = pathOf('si/2021-03-12.zip');
    const found = await inspectExport(file, openExportArchive(readFileSync(file)), follow());
    expect(inspectReport(found, messagesOf('en'))).toContain('1 to 144, 139 different ones');
    expect(inspectReport(found, messagesOf('vi'))).toContain('139 giá trị khác nhau');
  });
});

describe('verdicts', () => {
  const signer = (seed: number): ExportSigner => {
    const randomBytes = (length: number) => new Uint8Array(length).fill(seed);
    return { key: signingKey(generateSigningKey('ES256', randomBytes)), id: '452', version: 'v1' };
  };
  const [own, other] = [signer(1), signer(2)];
  const content = { keys: [], startTimestamp: 0, endTimestamp: 600, region: 'VN' };

  it.each<readonly [string, (archive: Signed) => ExportArchive, string, string]>([
    ['as it is', (archive) => archive, 'valid', 'untrusted'],
    ['without signatures', (archive) => ({ ...archive, exportSig: null }), 'missing', 'missing'],
    [
      'with an empty list',
      (archive) => ({ ...archive, exportSig: new Uint8Array(0) }),
      'missing',
      'missing',
    ],
    [
      'with a list that is none',
      (archive) => ({ ...archive, exportSig: Uint8Array.of(0x0a, 9) }),
      'invalid',
      'invalid',
    ],
    [
      'changed',
      ({ exportBin, exportSig }) => ({ exportBin: exportBin.with(17, 1), exportSig }),
      'invalid',
      'untrusted',
    ],
    [
      'by an algorithm that no key has',
      ({ exportBin, exportSig }) => ({
        exportBin,
        exportSig: exportSig.with(Buffer.from(exportSig).indexOf('10045.4.3.2') + 10, 0x34),
      }),
      'invalid',
      'untrusted',
    ],
  ])('%s', async (_name, change, withKey, withoutKey) => {
    const archive = change(await signExport(buildExport(content), [own]));
    const file = write('signed.zip', packExportArchive(archive));
    const verdictOf = async (trusted: ExportPublicKey | null) => {
      const options = { ...follow(), trusted };
      return (await inspectExport(file, await openExport(file), options)).summary.signature;
    };
    expect(await verdictOf(exportPublicKey(own.key.jwk))).toBe(withKey);
    expect(await verdictOf(null)).toBe(withoutKey);
    const byOther = withKey === 'valid' ? 'invalid' : withKey;
    expect(await verdictOf(exportPublicKey(other.key.jwk))).toBe(byOther);
  });
});

describe('a file that is no export', () => {
  const empty = new TextEncoder().encode('EK Export v1    ');

  it('an empty one is', async () => {
    const file = write('empty.bin', empty);
    const { summary } = await inspectExport(file, await openExport(file), follow());
    expect(summary).toEqual({
      signature: 'missing',
      keys: 0,
      revisedKeys: 0,
      region: null,
      start: null,
      end: null,
      batch: [1, 1],
      reportTypes: {},
      rollingPeriods: {},
    });
  });

  it.each<readonly [string, () => string, object]>([
    ['missing', () => path('nowhere.zip'), { kind: 'file-missing' }],
    ['a folder', () => path('.'), { kind: 'file-is-folder' }],
    ['a text', () => write('a.zip', 'text'), { code: 'EXPORT_ARCHIVE_MALFORMED' }],
    ['nothing', () => write('b.zip', ''), { code: 'EXPORT_ARCHIVE_MALFORMED' }],
    [
      'an archive that is cut off',
      () => write('c.zip', packExportArchive({ exportBin: empty, exportSig: null }).slice(0, -9)),
      { code: 'EXPORT_TRUNCATED' },
    ],
    [
      'an export cut off',
      () => write('d.bin', 'EK Export v1    \u003a'),
      { code: 'EXPORT_TRUNCATED' },
    ],
    ['another version', () => write('e.bin', 'EK Export v2    '), { code: 'EXPORT_MAGIC' }],
  ])('%s', async (_name, make, problem) => {
    const file = make();
    const inspected = (async () => inspectExport(file, await openExport(file), follow()))();
    await expect(inspected).rejects.toMatchObject({ file, problem });
  });

  it('nor is one that is too large to be held', async () => {
    const file = write('large.bin', 'EK Export v1    ');
    await expect(readBounded(file, 15)).rejects.toMatchObject({
      problem: { kind: 'file-too-large', max: 15 },
    });
    expect(await readBounded(file, 16)).toHaveLength(16);
  });
});

describe('a file that lies to the terminal', () => {
  it('cannot: its texts are made printable, its times are numbers where no calendar has them', () => {
    const summary = {
      signature: 'untrusted',
      keys: 0,
      revisedKeys: 0,
      region: 'D\u001b[2JE',
      start: Number.MAX_SAFE_INTEGER,
      end: null,
      batch: [1, 7],
      reportTypes: { 77: 1 },
      rollingPeriods: {},
    } as const;
    const header = { signatureInfos: [{ verificationKeyId: '\u202e262' }, {}] };
    const text = inspectReport({ summary, header }, messagesOf('en'));
    for (const sign of ['\u001b', '\u202e']) expect(text).not.toContain(sign);
    expect(text).toContain(String(Number.MAX_SAFE_INTEGER));
    expect(text).toContain('77: 1');
    expect(text).toContain('1 of 7');
  });
});

describe('what is wrong with an export', () => {
  const codes = [
    'EXPORT_ARCHIVE_MALFORMED',
    'EXPORT_ENTRY_DUPLICATE',
    'EXPORT_ENTRY_MISSING',
    'EXPORT_ENTRY_UNEXPECTED',
    'EXPORT_TOO_LARGE',
    'EXPORT_TRUNCATED',
    'EXPORT_MAGIC',
    'EXPORT_MALFORMED',
    'EXPORT_KEY_LENGTH',
    'EXPORT_KEY_RANGE',
    'TEXT_LENGTH',
  ] as const;
  const problems: readonly GaenProblem[] = [
    ...codes.map((code) => ({ kind: 'export-refused', code }) as const),
    { kind: 'file-too-large', max: 64 << 20 },
    { kind: 'keys-not-json' },
    { kind: 'key-field', field: 'key' },
  ];

  it('is said in words of its own, in both languages', () => {
    const [en, vi] = [messagesOf('en'), messagesOf('vi')];
    for (const words of [en, vi])
      expect(new Set(problems.map((problem) => words.problem(problem))).size).toBe(problems.length);
    for (const problem of problems) {
      expect(vi.problem(problem)).not.toBe(en.problem(problem));
      expect(`${en.problem(problem)}${vi.problem(problem)}`).not.toMatch(/undefined|\[object|\.$/);
    }
  });
});
