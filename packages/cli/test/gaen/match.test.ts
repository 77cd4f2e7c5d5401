/** `waypost gaen match`: files in, the days on which a published key was heard out. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import {
  buildExport,
  type DiagnosisKey,
  type ExposureWindow,
  encodeExport,
  RISK_CONFIGS,
  type RiskKind,
  scoreRisk,
} from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/gaen/match-files.ts';
import { matchReport } from '../../src/gaen/match-report.ts';
import { readSightings } from '../../src/gaen/sightings-csv.ts';
import { messagesOf } from '../../src/language/index.ts';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';
import { HEADER, keyOf, rowOf, START } from './match-kit.ts';

const { path, write } = scratchFolder();
const sightings = write(
  'heard.csv',
  [
    HEADER,
    rowOf(1, START + 3, { previousScanAt: (START + 3) * 600 - 240 }),
    rowOf(1, START + 4),
    rowOf(2, START + 140),
    rowOf(3, START + 5),
    rowOf(9, START + 5),
  ].join('\n'),
);
const exports = path('exports');
mkdirSync(exports);
const exportOf = (keys: readonly DiagnosisKey[], revisedKeys: readonly DiagnosisKey[] = []) =>
  encodeExport(
    buildExport({ keys, revisedKeys, region: 'VN', startTimestamp: 1, endTimestamp: 2 }),
  );
writeFileSync(`${exports}/1.bin`, exportOf([keyOf(1, 1), keyOf(2, 3), keyOf(3, 3), keyOf(4, 1)]));
writeFileSync(`${exports}/2.bin`, exportOf([keyOf(5, 1)], [keyOf(3, 5)]));
writeFileSync(`${exports}/notes.txt`, 'no export');

const expected = {
  exports: 2,
  keys: 5,
  revisedKeys: 1,
  sightings: 5,
  matchedKeys: 2,
  days: [{ day: '2020-05-21', keys: 2, windows: 2, seconds: 480 }],
};
const follow = { config: null, onProgress: () => {}, signal: new AbortController().signal };

describe('waypost gaen match', () => {
  it('a folder, as JSON and for people', async () => {
    const args = ['gaen', 'match', '--exports', exports, '--sightings', sightings];
    const [json, text] = await Promise.all([
      runWaypost([...args, '--json']),
      runWaypost([...args, '--lang', 'vi']),
    ]);
    expect(json).toMatchObject({ code: 0, stderr: '' });
    const { windows, ...rest } = JSON.parse(json.stdout) as { windows: ExposureWindow[] };
    expect(rest).toEqual(expected);
    expect(windows.map(({ scanInstances }) => scanInstances.length)).toEqual([2, 1]);
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(/Khóa đã nghe được +2\n\nNgày .*\n─.*\n2020-05-21 +2 +2 +8\n$/);
  });

  it('files, in any order', async () => {
    const files = [`${exports}/2.bin`, `${exports}/1.bin`];
    expect(await matchFiles({ exports: files, sightings }, follow)).toMatchObject(expected);
  });

  it('without a match there is no table', async () => {
    const files = { exports: [`${exports}/2.bin`], sightings };
    const report = matchReport(await matchFiles(files, follow), messagesOf('en').gaen.match);
    expect(report.split('\n').at(-2)).toBe('Keys heard    0');
  });

  it('shows how far it is, and can be stopped', async () => {
    const phases = new Set<string>();
    const seen = { ...follow, onProgress: (phase: string) => phases.add(phase) };
    await matchFiles({ exports: [exports], sightings }, seen);
    expect([...phases]).toEqual(['read', 'match']);
    const stop = new AbortController();
    const stopped = matchFiles(
      { exports: [exports], sightings },
      {
        ...follow,
        onProgress: (phase) => phase === 'match' && stop.abort(),
        signal: stop.signal,
      },
    );
    await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('refuses a folder without exports, and says so', async () => {
    const empty = path('empty');
    mkdirSync(empty, { recursive: true });
    const ran = await runWaypost(['gaen', 'match', '--exports', empty, '--sightings', sightings]);
    expect(ran).toMatchObject({ code: 3, stdout: '' });
    expect(ran.stderr).toContain('there is no .zip or .bin file in this folder');
  });
});

describe('waypost gaen match --config', () => {
  const files = { exports: [exports], sightings };
  const args = ['gaen', 'match', '--exports', exports, '--sightings', sightings];

  it.each(Object.keys(RISK_CONFIGS))('%s scores the windows', async (name) => {
    const config = RISK_CONFIGS[name as RiskKind];
    const found = await matchFiles(files, { ...follow, config });
    expect(found.risk).toEqual(scoreRisk(found.windows, found.windows.at(-1)!.day, config));
    expect(matchReport(found, messagesOf('en').gaen.match)).toMatch(
      new RegExp(`^Risk \\(${name}\\) +${found.risk?.level}$`, 'm'),
    );
  });

  it('cwa reads the levels of 2020, and counts recursive keys', async () => {
    const { reportType: _, ...bare } = keyOf(1, 1);
    const german = write('german.bin', exportOf([{ ...bare, transmissionRiskLevel: 2 }]));
    const config = RISK_CONFIGS.cwa;
    const { windows } = await matchFiles({ exports: [german], sightings }, { ...follow, config });
    expect(windows).toMatchObject([{ reportType: 4, infectiousness: 2 }]);
  });

  it('a file says what differs', async () => {
    const config = write(
      'strict.json',
      '{"kind":"google-v2","classes":[{"name":"met","scoreSum":1}]}',
    );
    const { code, stdout } = await runWaypost([...args, '--config', config, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ...expected, risk: { level: 'met' } });
  });

  it('a file with another setting is refused', async () => {
    const config = write('bad.json', '{"kind":"google-v1","minimumRiskScore":-1}');
    const { code, stderr } = await runWaypost([...args, '--config', config]);
    expect(code).toBe(3);
    expect(stderr).toContain('minimumRiskScore');
  });
});

describe('waypost gaen match --tolerance', () => {
  // An hour after the identifier's interval ended.
  const late = write('late.csv', `${HEADER}\n${rowOf(1, START, { drift: 600 + 3600 })}`);
  const run = (tolerance: string) =>
    runWaypost(
      ['gaen', 'match', '--exports', exports, '--sightings', late].concat([
        '--json',
        '--tolerance',
        tolerance,
      ]),
    );

  it('says by how much clocks may differ, to the second', async () => {
    const seen = await Promise.all(['60m', '3601'].map(run));
    const matched = seen.map(({ stdout }) => JSON.parse(stdout) as { matchedKeys: number });
    expect(matched.map(({ matchedKeys }) => matchedKeys)).toEqual([0, 1]);
  });

  it.each(['86401', 'two hours'])('refuses %s', async (tolerance) => {
    const { code, stdout, stderr } = await run(tolerance);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`--tolerance: "${tolerance}" is no duration of at most a day`);
  });
});

describe('sightings', () => {
  const row = rowOf(1, START);
  const refusalOf = (text: string) =>
    readSightings(write('refused.csv', text)).then(
      () => null,
      ({ problem, line }: { problem: object; line: number }) => ({ ...problem, line }),
    );

  it('may leave out the scan before, and have ISO times and columns in any order', async () => {
    const [rpi, aem, rssi] = row.split(',');
    const text = `at,rssi,aem,rpi\n2020-05-21T07:00:00+07:00,${rssi},${aem},${rpi?.toUpperCase()}\n`;
    expect(await readSightings(write('iso.csv', text))).toEqual([
      expect.objectContaining({ at: START * 600, rssi: -60, previousScanAt: undefined }),
    ]);
  });

  it.each(['rpi,aem,rssi', 'rpi,aem,rssi,at,at', 'rpi,aem,rssi,at,name', 'RPI,aem,rssi,at', row])(
    'refuse the header %s',
    async (header) => {
      expect(await refusalOf(`${header}\n${row}`)).toEqual({ kind: 'sightings-header', line: 1 });
    },
  );

  it.each([
    ['rpi', row.slice(1)],
    ['rpi', row.replace(/^./, 'g')],
    ['aem', row.replace(/,(..)/, ',')],
    ['rssi', row.replace('-60', '128')],
    ['rssi', row.replace('-60', '-129')],
    ['rssi', row.replace('-60', '')],
    ['aem', row.split(',')[0]!],
  ])('refuse a row by its %s', async (field, bad) => {
    const text = [HEADER, row, bad].join('\n');
    expect(await refusalOf(text)).toEqual({ kind: 'key-field', field, line: 3 });
  });

  it.each([
    ['at', row.replace(/,\d+,$/, ',soon,')],
    ['previous_scan_at', `${row}2020-05-21T07:00:00`],
  ])('refuse a row by its time: %s', async (column, bad) => {
    expect(await refusalOf(`${HEADER}\n${bad}`)).toMatchObject({ kind: 'time', column, line: 2 });
  });
});

const published = new URL('../../../../../shared/data/gaen-exports/si/', import.meta.url);
const skipped = existsSync(published) ? '' : ' (skipped: no folder of published exports)';

describe.skipIf(skipped !== '')(`published exports${skipped}`, () => {
  it('can be looked through: nobody was heard', async () => {
    const files = readdirSync(published).sort().slice(0, 5);
    const paths = files.map((name) => new URL(name, published).pathname);
    const found = await matchFiles({ exports: paths, sightings }, follow);
    expect(found).toMatchObject({ exports: 5, keys: 1163, matchedKeys: 0 });
  });
});
