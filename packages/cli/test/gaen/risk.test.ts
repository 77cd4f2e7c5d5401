/** `waypost gaen risk` as it is typed. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import cwa from '../../../core/test/vectors/cwa-risk.json' with { type: 'json' };
import { readRiskCases } from '../../src/gaen/risk-files.ts';
import { runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';

const { write } = scratchFolder();
const vectors = (name: string): string =>
  fileURLToPath(new URL(`../../../core/test/vectors/${name}`, import.meta.url));
const risk = (config: string, windows: string, ...more: string[]) =>
  runWaypost(['gaen', 'risk', '--config', config, '--windows', windows, ...more]);

const TODAY = ['--today', '2022-01-10T12:00:00Z'];
const scanInstances = [
  { minAttenuation: 60, typicalAttenuation: 63, secondsSinceLastScan: 300 },
  { minAttenuation: 55, typicalAttenuation: 58, secondsSinceLastScan: 300 },
];
const entry = { reportType: 1, infectiousness: 2, calibrationConfidence: 0, scanInstances };
const windowsFile = write('windows.json', JSON.stringify([{ ageInDays: 1, ...entry }]));

describe('waypost gaen risk', () => {
  it('the published cases of the Corona-Warn-App, a result each', async () => {
    const { code, stdout, stderr } = await risk('cwa', vectors('cwa-risk.json'), '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const results: unknown = JSON.parse(stdout);
    expect(results).toHaveLength(29);
    expect(results).toMatchObject(
      cwa.testCases.map((of) => ({
        description: of.description,
        level: of.expTotalRiskLevel === 2 ? 'high' : 'low',
        totalRiskLevel: of.expTotalRiskLevel,
        numberOfDaysWithHighRisk: of.expNumberOfDaysWithHighRisk,
      })),
    );
  });

  it('scans alone, by the NHS', async () => {
    const { nhs } = JSON.parse(readFileSync(vectors('gaen-risk.json'), 'utf8')) as {
      nhs: { expectedRiskScore: number };
    };
    const { stdout } = await risk('nhs', write('nhs.json', JSON.stringify(nhs)), '--json');
    const found = JSON.parse(stdout) as { level: string; windows: { riskScore: number }[] };
    expect(found.level).toBe('high');
    expect(found.windows[0]?.riskScore).toBeCloseTo(nhs.expectedRiskScore, 9);
  });

  it('windows, by every configuration, for people', async () => {
    const names = ['cwa', 'nhs', 'google-v1', 'google-v2'];
    const seen = await Promise.all(names.map((name) => risk(name, windowsFile, ...TODAY)));
    expect(seen.map(({ code, stderr }) => [code, stderr])).toEqual(names.map(() => [0, '']));
    expect(seen.map(({ stdout }) => stdout.trim().split(/ +/)[0])).toEqual([
      'high',
      'none',
      'high',
      'none',
    ]);
    expect(seen[0]?.stdout).toBe('high       12.8\n');
  });

  it('a configuration of its own', async () => {
    const config = write('mine.json', JSON.stringify({ kind: 'cwa', maxEncounterAgeInDays: 0 }));
    const { stdout } = await risk(config, windowsFile, '--json', ...TODAY);
    expect(JSON.parse(stdout)).toMatchObject({ level: 'low', windows: [] });
  });

  it('refuses numbers out of range with 3, in both languages, and a day that is none with 2', async () => {
    const bad = write('bad.json', JSON.stringify([{ day: 1, ...entry, reportType: 9 }]));
    const config = write('bad-config.json', '{"kind":"nhs","riskThreshold":"1"}');
    const seen = await Promise.all([
      risk('nhs', bad),
      risk('nhs', bad, '--lang', 'vi'),
      risk(config, windowsFile),
      risk('cwa', windowsFile, '--today', 'yesterday'),
    ]);
    expect(seen.map(({ code, stdout }) => [code, stdout])).toEqual([
      [3, ''],
      [3, ''],
      [3, ''],
      [2, ''],
    ]);
    const said = ['reportType is missing', 'reportType bị thiếu', 'riskThreshold', '--today'];
    for (const [i, { stderr }] of seen.entries()) expect(stderr).toContain(said[i]);
  });
});

describe('readRiskCases', () => {
  const casesOf = (json: unknown) =>
    readRiskCases(write('cases.json', typeof json === 'string' ? json : JSON.stringify(json)), 100);

  it('takes every way to say the day', async () => {
    const days = [{ ageInDays: 4 }, { date: '1970-04-07' }, { date: 96 * 86_400_000 }, { day: 96 }];
    const { cases } = await casesOf(days.map((day) => ({ ...day, ...entry })));
    expect(cases[0]?.windows.map(({ day }) => day)).toEqual([96, 96, 96, 96]);
  });

  it.each([
    ['a number', 1, 'testCases'],
    ['no windows', {}, 'testCases'],
    ['a case without windows', { testCases: [{}] }, 'testCases[0].exposureWindows'],
    ['a window that is none', [null], '[0]'],
    ['a window without a day', [entry], '[0].date'],
    ['a day that is none', [{ date: '1970-13-01', ...entry }], '[0].date'],
    ['a type of text', [{ day: 1, ...entry, reportType: '1' }], '[0].reportType'],
    ['no scans', [{ day: 1, ...entry, scanInstances: {} }], '[0].scanInstances'],
    [
      'a scan without seconds',
      { scanInstances: [{ minAttenuation: 1 }] },
      'scanInstances[0].secondsSinceLastScan',
    ],
  ])('refuses %s by name', async (_, json, field) => {
    const problem = { kind: 'window-field', field };
    await expect(casesOf(json)).rejects.toMatchObject({ problem });
  });

  it('refuses what is no JSON', async () => {
    await expect(casesOf('{')).rejects.toMatchObject({ problem: { kind: 'not-json' } });
  });
});
