import { describe, expect, it } from 'vitest';
import { readKeysFile } from '../../src/gaen/keys-file.ts';
import { scratchFolder } from '../scratch.ts';
import { keysCsv, keysJson, tek } from './gaen-kit.ts';

const { write } = scratchFolder();

describe('a file of keys', () => {
  it('is read as JSON and as CSV', async () => {
    const fromJson = await readKeysFile(write('keys.json', keysJson));
    expect(fromJson.keys.map(({ tek: bytes }) => bytes[0])).toEqual([9, 3, 5]);
    expect(fromJson.keys[1]).toMatchObject({ rollingPeriod: 12, transmissionRiskLevel: 5 });
    expect(fromJson.keys[2]).toMatchObject({ rollingStartIntervalNumber: 2_650_000 });
    expect(fromJson.revisedKeys).toMatchObject([{ reportType: 5, daysSinceOnsetOfSymptoms: -2 }]);
    expect(await readKeysFile(write('keys.csv', keysCsv))).toEqual(fromJson);
  });

  const list = (...entries: object[]): string => JSON.stringify({ temporaryExposureKeys: entries });
  const good = { key: tek(1), rollingStartNumber: 2_650_000 };

  it.each<readonly [string, string, object]>([
    ['a.json', 'keys', { problem: { kind: 'keys-not-json' } }],
    ['b.json', '[]', { problem: { kind: 'keys-not-json' } }],
    ['c.json', '{"keys":[]}', { problem: { kind: 'keys-not-json' } }],
    ['d.json', '{"temporaryExposureKeys":{}}', { problem: { kind: 'keys-not-json' } }],
    ['e.json', '\u00ff', { problem: { kind: 'keys-not-json' } }],
    [
      'f.json',
      list({ ...good, key: 'AAAA' }),
      { problem: { field: 'temporaryExposureKeys[0].key' } },
    ],
    [
      'g.json',
      list(good, { ...good, key: 5 }),
      { problem: { field: 'temporaryExposureKeys[1].key' } },
    ],
    [
      'h.json',
      list({ key: tek(1) }),
      { problem: { field: 'temporaryExposureKeys[0].rollingStartNumber' } },
    ],
    [
      'i.json',
      list({ ...good, reportType: 1.5 }),
      { problem: { field: 'temporaryExposureKeys[0].reportType' } },
    ],
    [
      'j.json',
      list({ ...good, rollingPeriod: null }),
      { problem: { field: 'temporaryExposureKeys[0].rollingPeriod' } },
    ],
    [
      'k.csv',
      `key,rollingStartNumber\n${tek(1)},2650000\n${tek(2)},soon\n`,
      { line: 3, problem: { field: 'rollingStartNumber' } },
    ],
    ['l.csv', `tek,start\n${tek(1)},2650000\n`, { line: 2, problem: { field: 'key' } }],
    ['m.csv', '', { problem: { kind: 'file-empty' } }],
  ])('%s is refused', async (name, content, expected) => {
    await expect(readKeysFile(write(name, content))).rejects.toMatchObject(expected);
  });
});
