/**
 * From the words on the command line to a request that makes sense as a whole.
 *
 * @module
 */
import { resolve } from 'node:path';
import {
  MAX_RULE_SECONDS,
  type MatchingRule,
  matchingRule,
  PRESETS,
  type PresetName,
} from '@waypost/core/matching';
import { COLUMN_NAMES, type ColumnMap, type ColumnName } from '../check-ins/columns.ts';
import { isTimeZone, LocalTime } from '../check-ins/local-time.ts';
import { readTime } from '../check-ins/time-field.ts';
import { readDuration } from '../duration.ts';
import { UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';

/** The options as commander gives them. */
export interface RawOptions {
  readonly checkIns: string;
  readonly map?: string;
  readonly timeZone?: string;
  readonly stay?: string;
  readonly maxStay?: string;
  readonly exclusiveStay?: boolean;
  readonly minOverlap?: string;
  readonly mode?: string;
  readonly linger?: string;
  readonly tolerance?: string;
  readonly index?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly near?: string;
  readonly secondDegree?: boolean;
  readonly clusters?: string;
  readonly within?: string;
  readonly cases?: string;
  readonly preset?: string;
  readonly skipBadRows?: boolean;
  readonly json?: boolean;
  readonly csv?: string;
  readonly displayZone?: string;
  readonly lang?: string;
}

/** What the command is asked to do. */
export interface MatchRequest {
  readonly checkIns: string;
  readonly map: ColumnMap;
  readonly timeZone: LocalTime | null;
  readonly preset: PresetName | null;
  /** The rule but for `near`, which is read from a file. */
  readonly rule: MatchingRule;
  readonly near: string | null;
  /** Sorted by code units, each once; `null`: everybody. */
  readonly index: readonly string[] | null;
  readonly secondDegree: boolean;
  readonly clusters: {
    readonly minCases: number;
    readonly withinDays: number;
    readonly cases: string;
  } | null;
  readonly skipBadRows: boolean;
  readonly json: boolean;
  readonly csv: string | null;
  readonly displayZone: LocalTime;
}

/** @throws {@link UsageError} naming the option and what it takes. */
export function parseOptions(raw: RawOptions, words: Messages): MatchRequest {
  const parse = new OptionParser(words);
  const timeZone = parse.timeZone('--time-zone', raw.timeZone);
  const index = raw.index ? [...new Set(raw.index)].sort() : null;
  const needsIndex = [
    ['--linger', raw.linger],
    ['--tolerance', raw.tolerance],
    ['--second-degree', raw.secondDegree],
  ] as const;
  for (const [option, value] of needsIndex)
    if (value !== undefined && !index) throw new UsageError(words.usage.needs(option, '--index'));
  if (raw.csv !== undefined && resolve(raw.csv) === resolve(raw.checkIns))
    throw new UsageError(words.usage.sameFile());
  const preset = parse.choice('--preset', raw.preset, Object.keys(PRESETS) as PresetName[]) ?? null;
  const from = parse.time('--from', raw.from, timeZone);
  const to = parse.time('--to', raw.to, timeZone);
  if (from !== null && to !== null && from >= to) throw new UsageError(words.usage.window());
  return {
    checkIns: raw.checkIns,
    map: parse.map(raw.map),
    timeZone,
    preset,
    rule: matchingRule({ ...ruleSettings(raw, parse, index !== null), from, to }, preset),
    near: raw.near ?? null,
    index,
    secondDegree: raw.secondDegree ?? false,
    clusters: clusterOptions(raw, parse, words),
    skipBadRows: raw.skipBadRows ?? false,
    json: raw.json ?? false,
    csv: raw.csv ?? null,
    displayZone:
      parse.timeZone('--display-zone', raw.displayZone) ??
      timeZone ??
      new LocalTime(Intl.DateTimeFormat().resolvedOptions().timeZone),
  };
}

/** Only what was said: the rest is left to the preset. */
function ruleSettings(
  raw: RawOptions,
  parse: OptionParser,
  hasIndex: boolean,
): Partial<MatchingRule> {
  const mode = parse.choice('--mode', raw.mode, ['single', 'cumulative-24h'] as const);
  const [stay, maxStay] = [
    parse.duration('--stay', raw.stay),
    parse.duration('--max-stay', raw.maxStay),
  ];
  const [minOverlap, linger, tolerance] = [
    parse.duration('--min-overlap', raw.minOverlap),
    parse.duration('--linger', raw.linger),
    parse.duration('--tolerance', raw.tolerance),
  ];
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(stay === undefined ? {} : { staySeconds: stay }),
    ...(maxStay === undefined ? {} : { maxStaySeconds: maxStay }),
    ...(raw.exclusiveStay ? { exclusiveStay: true } : {}),
    ...(minOverlap === undefined ? {} : { minOverlapSeconds: minOverlap }),
    ...(linger === undefined ? {} : { lingerSeconds: linger, lingerAtMostStay: false }),
    ...(tolerance === undefined ? {} : { toleranceSeconds: tolerance }),
    // A preset's widening speaks of index persons: without one there is nothing to widen.
    ...(hasIndex ? {} : { lingerSeconds: 0, toleranceSeconds: 0, minIndexStaySeconds: 0 }),
  };
}

function clusterOptions(
  raw: RawOptions,
  parse: OptionParser,
  words: Messages,
): MatchRequest['clusters'] {
  const { clusters, within, cases } = raw;
  const given = { '--clusters': clusters, '--within': within, '--cases': cases };
  const options = Object.entries(given);
  const [present] = options.find(([, value]) => value !== undefined) ?? [];
  if (present === undefined) return null;
  const [absent] = options.find(([, value]) => value === undefined) ?? [];
  if (clusters === undefined || within === undefined || cases === undefined)
    throw new UsageError(words.usage.needs(present, absent ?? ''));
  return {
    minCases: parse.count('--clusters', clusters),
    withinDays: parse.count('--within', within),
    cases,
  };
}

const MAX_COUNT = 1_000_000;

/** Parses one value at a time; every error names the option. */
class OptionParser {
  readonly #words: Messages['usage'];

  constructor(words: Messages) {
    this.#words = words.usage;
  }

  duration(option: string, value: string | undefined): number | undefined {
    if (value === undefined) return undefined;
    const seconds = readDuration(value);
    if (!(seconds <= MAX_RULE_SECONDS)) throw new UsageError(this.#words.duration(option, value));
    return seconds;
  }

  count(option: string, value: string): number {
    const count = /^\d{1,7}$/.test(value) ? Number(value) : 0;
    if (count < 1 || count > MAX_COUNT) throw new UsageError(this.#words.count(option, value));
    return count;
  }

  time(option: string, value: string | undefined, zone: LocalTime | null): number | null {
    if (value === undefined) return null;
    const isDay = zone !== null && /^\d{4}-\d\d-\d\d$/.test(value); // its midnight there
    const bytes = new TextEncoder().encode(isDay ? `${value}T00:00` : value);
    const time = readTime(bytes, 0, bytes.length, zone);
    if (typeof time !== 'number') throw new UsageError(this.#words.time(option, value));
    return time;
  }

  timeZone(option: string, value: string | undefined): LocalTime | null {
    if (value === undefined) return null;
    if (!isTimeZone(value)) throw new UsageError(this.#words.timeZone(option, value));
    return new LocalTime(value);
  }

  choice<T extends string>(
    option: string,
    value: string | undefined,
    choices: readonly T[],
  ): T | undefined {
    if (value === undefined) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) throw new UsageError(this.#words.choice(option, value, choices));
    return chosen;
  }

  map(value: string | undefined): ColumnMap {
    const map: Partial<Record<ColumnName, string>> = {};
    for (const pair of value === undefined ? [] : value.split(',')) {
      const [, name, header] = /^(\w+)=(.+)$/.exec(pair.trim()) ?? [];
      const column = COLUMN_NAMES.find((known) => known === name);
      if (column === undefined || header === undefined || map[column] !== undefined)
        throw new UsageError(this.#words.map(value ?? ''));
      map[column] = header;
    }
    return map;
  }
}
