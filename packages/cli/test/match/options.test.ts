import { DEFAULT_RULE, PRESETS, type PresetName } from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { messagesOf } from '../../src/language/index.ts';
import { type MatchRequest, parseOptions, type RawOptions } from '../../src/match/options.ts';

const parse = (raw: Partial<RawOptions> = {}): MatchRequest =>
  parseOptions({ checkIns: 'x.csv', ...raw }, messagesOf('en'));

const index = ['1'];

describe('options: what they say', () => {
  it('nothing: the default rule, everybody, a table', () => {
    expect(parse({ displayZone: 'UTC' })).toMatchObject({
      checkIns: 'x.csv',
      map: {},
      timeZone: null,
      preset: null,
      rule: DEFAULT_RULE,
      near: null,
      index: null,
      secondDegree: false,
      clusters: null,
      skipBadRows: false,
      json: false,
      csv: null,
      displayZone: { name: 'UTC' },
    });
  });

  it.each([
    ['900', 900],
    ['0', 0],
    ['30s', 30],
    ['15m', 900],
    ['1h', 3600],
    ['2d', 172_800],
    ['3660d', 316_224_000],
  ])('a duration: %s is %i seconds', (text, seconds) => {
    const { rule } = parse({
      stay: text,
      maxStay: text,
      minOverlap: text,
      linger: text,
      tolerance: text,
      index,
    });
    expect(rule).toEqual({
      ...DEFAULT_RULE,
      staySeconds: seconds,
      maxStaySeconds: seconds,
      minOverlapSeconds: seconds,
      lingerSeconds: seconds,
      toleranceSeconds: seconds,
    });
  });

  it('index persons: each once, by code units', () => {
    expect(parse({ index: ['b', 'a10', 'a9', 'B', 'a10', ''] }).index).toEqual([
      '',
      'B',
      'a10',
      'a9',
      'b',
    ]);
  });

  it.each([
    ['person=person_id', { person: 'person_id' }],
    [
      'person=a,venue=b,start=c,end=d,zone=e',
      { person: 'a', venue: 'b', start: 'c', end: 'd', zone: 'e' },
    ],
    ['person=Mã người, venue=Địa điểm', { person: 'Mã người', venue: 'Địa điểm' }],
    ['start=in=out', { start: 'in=out' }],
  ])('a map: %s', (map, expected) => {
    expect(parse({ map }).map).toEqual(expected);
  });

  it('times of --from and --to, in the zone that is named', () => {
    const rule = (raw: Partial<RawOptions>) => {
      const { from, to } = parse(raw).rule;
      return [from, to];
    };
    expect(rule({ from: '10', to: '20' })).toEqual([10, 20]);
    expect(rule({ from: '2021-06-01T17:00:00+07:00' })).toEqual([1_622_541_600, null]);
    const timeZone = 'Asia/Ho_Chi_Minh';
    expect(rule({ to: '2021-06-01 17:00', timeZone })).toEqual([null, 1_622_541_600]);
    expect(rule({ from: '2021-06-01', to: '2021-06-02', timeZone })).toEqual([
      1_622_480_400, 1_622_566_800,
    ]);
  });

  it('zones of time: the report is in --display-zone, else in --time-zone, else in the machine’s', () => {
    const timeZone = 'Asia/Ho_Chi_Minh';
    const zones = (raw: Partial<RawOptions>) => {
      const request = parse(raw);
      return [request.timeZone?.name, request.displayZone.name];
    };
    expect(zones({ timeZone, displayZone: 'UTC' })).toEqual([timeZone, 'UTC']);
    expect(zones({ timeZone })).toEqual([timeZone, timeZone]);
    const machine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(zones({})).toEqual([undefined, machine]);
  });

  it('clusters', () => {
    expect(parse({ clusters: '2', within: '14', cases: 'f0.txt' }).clusters).toEqual({
      minCases: 2,
      withinDays: 14,
      cases: 'f0.txt',
    });
  });
});

describe('options: presets', () => {
  it.each<[PresetName, object]>([
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
  ])('%s', (preset, expected) => {
    expect(parse({ preset, index })).toMatchObject({
      preset,
      rule: { ...DEFAULT_RULE, ...expected },
    });
  });

  it.each<[Partial<RawOptions>, object]>([
    [{ minOverlap: '5m' }, { minOverlapSeconds: 300, lingerSeconds: 1800, lingerAtMostStay: true }],
    [{ mode: 'cumulative-24h' }, { mode: 'cumulative-24h', minOverlapSeconds: 600 }],
    [{ linger: '1h' }, { lingerSeconds: 3600, lingerAtMostStay: false, minOverlapSeconds: 600 }],
    [{ linger: '0' }, { lingerSeconds: 0, lingerAtMostStay: false }],
    [{ tolerance: '10' }, { toleranceSeconds: 10, lingerSeconds: 1800 }],
    [
      { stay: '1h', maxStay: '2h' },
      { staySeconds: 3600, maxStaySeconds: 7200 },
    ],
    [{ exclusiveStay: true }, { exclusiveStay: true, minIndexStaySeconds: 600 }],
  ])('%o wins over a preset, the rest of which stays', (raw, expected) => {
    const { rule } = parse({ preset: 'cwa-10min-aerosol', index, ...raw });
    expect(rule).toMatchObject(expected);
  });

  it.each(Object.keys(PRESETS))('%s without --index widens nobody', (preset) => {
    expect(parse({ preset }).rule).toMatchObject({
      lingerSeconds: 0,
      toleranceSeconds: 0,
      minIndexStaySeconds: 0,
    });
  });
});

describe('options that are refused', () => {
  const durations = ['--stay', '--max-stay', '--min-overlap', '--linger', '--tolerance'];
  const names: Readonly<Record<string, keyof RawOptions>> = {
    '--stay': 'stay',
    '--max-stay': 'maxStay',
    '--min-overlap': 'minOverlap',
    '--linger': 'linger',
    '--tolerance': 'tolerance',
  };
  const wrong = [
    '',
    ' ',
    '1.5h',
    '-5',
    '+5',
    '10y',
    '5M',
    '5 m',
    'm',
    '15min',
    '0x10',
    '1e3',
    'Infinity',
    '3661d',
    '99999999d',
    '9'.repeat(30),
    '１５',
  ];

  it.each(durations)('%s', (option) => {
    for (const value of wrong) {
      const raw = { [names[option]!]: value, index };
      expect(() => parse(raw)).toThrow(UsageError);
      expect(() => parse(raw)).toThrow(
        `${option}: "${value}" is no duration. Write seconds, or 30s`,
      );
    }
  });

  it.each<[Partial<RawOptions>, string]>([
    [{ linger: '0' }, '--linger needs --index'],
    [{ tolerance: '10' }, '--tolerance needs --index'],
    [{ secondDegree: true }, '--second-degree needs --index'],
    [{ clusters: '2' }, '--clusters needs --within'],
    [{ within: '14' }, '--within needs --clusters'],
    [{ cases: 'f0.txt' }, '--cases needs --clusters'],
    [{ clusters: '2', within: '14' }, '--clusters needs --cases'],
    [{ clusters: '2', cases: 'f0.txt' }, '--clusters needs --within'],
    [{ within: '14', cases: 'f0.txt' }, '--within needs --clusters'],
  ])('%o: %s', (raw, message) => {
    expect(() => parse(raw)).toThrow(new UsageError(message));
  });

  it.each(['0', '', '-1', '1.5', '2d', '1000001', '9'.repeat(20)])('a count of "%s"', (count) => {
    const all = { clusters: '2', within: '14', cases: 'f0.txt' };
    expect(() => parse({ ...all, clusters: count })).toThrow('--clusters:');
    expect(() => parse({ ...all, within: count })).toThrow('--within:');
  });

  it.each<[Partial<RawOptions>, string]>([
    [{ from: '20', to: '20' }, '--from must be before --to'],
    [{ from: '21', to: '20' }, '--from must be before --to'],
    [{ from: 'noon' }, '--from: "noon" is no time'],
    [{ to: '2021-06-01T10:00:00' }, '--time-zone'],
    [{ to: '2021-06-01' }, '--to: "2021-06-01" is no time'],
    [{ to: '2021-06-31', timeZone: 'UTC' }, '--to: "2021-06-31" is no time'],
    [{ from: '50000-01-01T00:00:00Z' }, '--from:'],
    [{ timeZone: 'Asia/Hanoi' }, '--time-zone: there is no time zone "Asia/Hanoi"'],
    [{ displayZone: 'here' }, '--display-zone: there is no time zone "here"'],
    [{ timeZone: '' }, '--time-zone:'],
    [{ preset: 'who' }, '--preset: "who" is none of who-15min, cdc-cumulative-24h'],
    [{ preset: 'constructor' }, '--preset: "constructor" is none of'],
    [{ mode: 'cumulative' }, '--mode: "cumulative" is none of single, cumulative-24h'],
  ])('%o: %s', (raw, message) => {
    expect(() => parse(raw)).toThrow(UsageError);
    expect(() => parse(raw)).toThrow(message);
  });

  it.each([
    '',
    'person',
    'person=',
    '=person_id',
    'persons=person_id',
    'Person=person_id',
    'person=a,',
    'person=a,person=b',
    '__proto__=x',
  ])('a map "%s"', (map) => {
    expect(() => parse({ map })).toThrow(UsageError);
    expect(() => parse({ map })).toThrow(`--map: "${map}" is not like person=COLUMN`);
  });
});
