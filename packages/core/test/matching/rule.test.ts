import {
  checkInTable,
  DEFAULT_RULE,
  MAX_RULE_SECONDS,
  type MatchingRule,
  matchingRule,
  matchPresence,
  PRESETS,
  type PresetName,
} from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';

/** Settings as they come from a file or a command line, whatever their type. */
const unchecked = (settings: Record<string, unknown>): Partial<MatchingRule> => settings;

const refusal = (setting: string) =>
  expect.objectContaining({ code: 'RULE_INVALID', details: { setting } });

const SECONDS = [
  'minOverlapSeconds',
  'maxStaySeconds',
  'lingerSeconds',
  'toleranceSeconds',
  'minIndexStaySeconds',
  'staySeconds',
] as const;

describe('matchingRule', () => {
  it('without settings is the default rule: one quarter of an hour, open stays of three hours', () => {
    expect(matchingRule()).toEqual(DEFAULT_RULE);
    expect(DEFAULT_RULE).toMatchObject({
      mode: 'single',
      minOverlapSeconds: 900,
      staySeconds: null,
      maxStaySeconds: 10_800,
    });
  });

  it.each<[PresetName, Partial<MatchingRule>]>([
    ['who-15min', { mode: 'single', minOverlapSeconds: 900 }],
    ['cdc-cumulative-24h', { mode: 'cumulative-24h', minOverlapSeconds: 900 }],
    [
      'cwa-10min-aerosol',
      {
        mode: 'single',
        minOverlapSeconds: 600,
        lingerSeconds: 1800,
        lingerAtMostStay: true,
        minIndexStaySeconds: 600,
      },
    ],
    [
      'campus-120s',
      { mode: 'single', minOverlapSeconds: 1, toleranceSeconds: 120, maxStaySeconds: 10_800 },
    ],
  ])('preset %s says what the definitions say, and nothing else', (name, settings) => {
    expect(matchingRule({}, name)).toEqual({ ...DEFAULT_RULE, ...settings });
  });

  it('has no other presets', () => {
    expect(Object.keys(PRESETS)).toHaveLength(4);
    for (const name of ['who', '', 'toString', '__proto__'])
      expect(() => matchingRule({}, name as PresetName)).toThrow(refusal('preset'));
  });

  it('lets a setting win over the preset', () => {
    const rule = matchingRule({ lingerSeconds: 60, mode: 'cumulative-24h' }, 'cwa-10min-aerosol');
    expect(rule).toMatchObject({
      mode: 'cumulative-24h',
      lingerSeconds: 60,
      lingerAtMostStay: true,
      minOverlapSeconds: 600,
    });
  });

  describe.each(SECONDS)('%s', (setting) => {
    it.each([0, 1, MAX_RULE_SECONDS])('takes %d', (value) => {
      expect(matchingRule({ [setting]: value })[setting]).toBe(value);
    });

    it.each([
      -1,
      0.5,
      MAX_RULE_SECONDS + 1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '900',
      undefined,
    ])('refuses %s', (value) => {
      expect(() => matchingRule(unchecked({ [setting]: value }))).toThrow(refusal(setting));
    });
  });

  it.each(SECONDS.filter((setting) => setting !== 'staySeconds'))('%s must be given', (setting) => {
    expect(() => matchingRule(unchecked({ [setting]: null }))).toThrow(refusal(setting));
  });

  it.each(['cumulative', 'SINGLE', '', null, undefined])('refuses the mode %s', (mode) => {
    expect(() => matchingRule(unchecked({ mode }))).toThrow(refusal('mode'));
  });

  it('takes bounds, one of them, or none', () => {
    expect(matchingRule({ from: 5, to: 6 })).toMatchObject({ from: 5, to: 6 });
    expect(matchingRule({ from: 5 })).toMatchObject({ from: 5, to: null });
    expect(matchingRule({ to: 5 })).toMatchObject({ from: null, to: 5 });
  });

  it.each([
    [6, 6],
    [7, 6],
  ])('refuses bounds without a second between them: from %d to %d', (from, to) => {
    expect(() => matchingRule({ from, to })).toThrow(refusal('from'));
  });

  it.each(['from', 'to'])('refuses a bound that is no number: %s', (setting) => {
    expect(() => matchingRule({ [setting]: Number.NaN })).toThrow(refusal(setting));
  });

  it.each(['from', 'to'])('refuses a bound that is no whole second: %s', (setting) => {
    expect(() => matchingRule({ [setting]: 1.5 })).toThrow(refusal(setting));
  });
});

describe('a rule that needs index persons', () => {
  it.each<[string, Partial<MatchingRule>]>([
    ['a tolerance', { toleranceSeconds: 1 }],
    ['a linger', { lingerSeconds: 1 }],
    ['a shortest index stay', { minIndexStaySeconds: 1 }],
  ])('is refused without them: %s', async (_what, settings) => {
    const query = { rule: matchingRule(settings) };
    const table = await checkInTable([]);
    await expect(matchPresence(table, query)).rejects.toThrow(refusal('index'));
    await expect(matchPresence(table, { ...query, index: [] })).resolves.toMatchObject({
      index: [],
    });
  });

  it('is refused without them: second degree', async () => {
    const query = { rule: DEFAULT_RULE, secondDegree: true };
    await expect(matchPresence(await checkInTable([]), query)).rejects.toThrow(refusal('index'));
  });
});
