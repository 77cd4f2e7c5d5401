// Published export files, read from a folder beside the repository where there is one: 60 of Germany,
// 10 of Slovenia, and the examples of Google's server and phone code.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import {
  type ExportArchive,
  encodeExport,
  exportKeys,
  exportPublicKey,
  openExportArchive,
  parseExport,
  readExportArchive,
  verifyExport,
} from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../../../shared/data/gaen-exports/', import.meta.url);
const skipped = existsSync(folder) ? '' : ' (skipped: no folder of published exports)';

const bytesOf = (path: string): Uint8Array => readFileSync(new URL(path, folder));
const keyOf = (file: string, id: string, version?: string) =>
  exportPublicKey(readFileSync(new URL(`keys/${file}.pem`, folder), 'utf8'), { id, version });

const archiveOf = (path: string): ExportArchive =>
  path.endsWith('.zip')
    ? readExportArchive(bytesOf(path))
    : { exportBin: bytesOf(path), exportSig: null };

/** `valid`, or the code it was refused with. */
function verdictOf(archive: ExportArchive, keys: readonly ReturnType<typeof keyOf>[]): string {
  try {
    verifyExport(archive, keys);
    return 'valid';
  } catch (error) {
    if (isWaypostError(error)) return error.code;
    throw error;
  }
}

/** What a file is, and whether it is written again to the same bytes: field by field, not from memory. */
function inspect(path: string, keys: readonly ReturnType<typeof keyOf>[]) {
  const archive = archiveOf(path);
  const { ...file } = parseExport(archive.exportBin);
  return {
    keys: file.keys.length,
    revised: file.revisedKeys.length,
    verdict: verdictOf(archive, keys),
    isExact: Buffer.compare(encodeExport(file), archive.exportBin) === 0,
  };
}

describe.skipIf(skipped !== '')(`published exports${skipped}`, () => {
  const zipsOf = (name: string): string[] =>
    readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`);

  it('Germany, 60 files: 97,951 keys, all signed by the official key, byte for byte', () => {
    const key = keyOf('cwa-de-262-v1', '262', 'v1');
    let total = 0;
    for (const path of zipsOf('cwa-de')) {
      const { keys, ...rest } = inspect(path, [key]);
      expect(rest, path).toEqual({ revised: 0, verdict: 'valid', isExact: true });
      total += keys;
    }
    expect(zipsOf('cwa-de')).toHaveLength(60);
    expect(total).toBe(97_951);
  });

  it('Slovenia, 10 files: 45,409 keys, all signed by the recovered key, byte for byte', () => {
    const key = keyOf('ostanizdrav-293-v1.recovered', '293', 'v1');
    const seen = zipsOf('si').map((path) => ({ path, ...inspect(path, [key]) }));
    for (const { path, revised, verdict, isExact } of seen)
      expect({ revised, verdict, isExact }, path).toEqual({
        revised: 0,
        verdict: 'valid',
        isExact: true,
      });
    expect(seen.map(({ keys }) => keys)).toEqual([
      5, 49, 27, 226, 856, 1222, 1119, 525, 16_299, 25_081,
    ]);
  });

  it.each([
    ['eni-app-export.bin', 110, 'EXPORT_SIGNATURE_MISSING'],
    ['eni-sample_diagnosis_key_file.zip', 140, 'valid'],
    ['ens-history-1605818700-1605819000-0001-ff23e2.zip', 50, 'EXPORT_SIGNATURE_LIST_EMPTY'],
    ['ens-history-sample-export-c9cf666d.zip', 2, 'valid'],
    ['ens-history-testExport-ffa253ee.zip', 2, 'valid'],
    ['ens-testExport-2-records-1-of-1.zip', 2, 'valid'],
  ])('example %s: %i keys, %s', (file, keys, verdict) => {
    const known = [
      keyOf('eni-310-v1', '310', 'v1'),
      keyOf('ens-example-public', 'some_id', '1'),
      keyOf('eni-ExampleServer-v1', 'ExampleServer_k1'),
    ];
    expect(inspect(`samples/${file}`, known)).toEqual({ keys, revised: 0, verdict, isExact: true });
  });

  it('fields that are absent stay so', () => {
    const sample = parseExport(archiveOf('samples/eni-sample_diagnosis_key_file.zip').exportBin);
    expect(new Set(sample.keys.map(({ rollingPeriod }) => rollingPeriod))).toEqual(
      new Set([undefined]),
    );
    const german = parseExport(archiveOf('cwa-de/2020-07-01.zip').exportBin);
    expect(german.keys.some(({ reportType }) => reportType !== undefined)).toBe(false);
  });

  it('a stream gives the keys that the whole file has', () => {
    const zip = bytesOf('si/2021-03-12.zip');
    const streamed = [...exportKeys(openExportArchive(zip).exportBin())].map(({ key }) => key);
    const whole = parseExport(readExportArchive(zip).exportBin);
    expect(streamed).toEqual(whole.keys);
    expect(new Set(whole.keys.map(({ rollingPeriod }) => rollingPeriod)).size).toBeGreaterThan(100);
  });

  it('a key of another country believes none of them', () => {
    const key = keyOf('cwa-de-262-v1', '293', 'v1');
    expect(inspect('si/2020-08-27.zip', [key]).verdict).toBe('EXPORT_SIGNATURE_INVALID');
  });
});
