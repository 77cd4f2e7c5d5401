/**
 * Matching rules: what counts as an encounter. Every number is a parameter, every result names the
 * version of the definitions it followed.
 *
 * The definitions themselves are in `docs/matching.md`.
 *
 * @module
 */

import { WaypostError } from '../primitives/errors.ts';
import { DAY_SECONDS } from '../primitives/time.ts';

/** Version of the definitions that {@link matchPresence} follows; a change of any answer raises it. */
export const RULE_VERSION = '1';

/** Longest duration that a rule may name: ten years, in seconds. */
export const MAX_RULE_SECONDS: number = 3660 * DAY_SECONDS;

/** Zones counted near: `near[venue][zone of the index person]` lists them. */
export type NearZones = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Names of the rules that come with the library. */
export type PresetName = 'who-15min' | 'cdc-cumulative-24h' | 'cwa-10min-aerosol' | 'campus-120s';

/** What counts as an encounter. All durations in whole seconds. */
export interface MatchingRule {
  /**
   * `single`: an encounter is one common presence of at least `minOverlapSeconds`.
   * `cumulative-24h`: any common presence is one, and two people are contacts when some 24 hours
   * hold at least `minOverlapSeconds` of them, over all venues.
   */
  readonly mode: 'single' | 'cumulative-24h';
  readonly minOverlapSeconds: number;
  /** Length of a stay that nobody checked out of; `null`: it is open and ends after `maxStaySeconds`. */
  readonly staySeconds: number | null;
  /** Longest an open stay is taken to last. Never cuts a stay that has an end. */
  readonly maxStaySeconds: number;
  /** Whether a stay ends when the same person checks in at another venue. */
  readonly exclusiveStay: boolean;
  /** How long an index person's presence counts after leaving. */
  readonly lingerSeconds: number;
  /** Whether lingering is never longer than the stay was. */
  readonly lingerAtMostStay: boolean;
  /** Widens an index person's stays on both sides. */
  readonly toleranceSeconds: number;
  /** Index persons' stays under this length are left out. */
  readonly minIndexStaySeconds: number;
  /** Presence before this Unix time does not count; `null`: no bound. */
  readonly from: number | null;
  /** Presence at or after this Unix time does not count; `null`: no bound. */
  readonly to: number | null;
  /** `null`: the whole venue counts, whatever the zones. */
  readonly near: NearZones | null;
}

/** The rule when nothing is said: one common presence of 15 minutes, open stays last 3 hours. */
export const DEFAULT_RULE: MatchingRule = {
  mode: 'single',
  minOverlapSeconds: 900,
  staySeconds: null,
  maxStaySeconds: 10_800,
  exclusiveStay: false,
  lingerSeconds: 0,
  lingerAtMostStay: false,
  toleranceSeconds: 0,
  minIndexStaySeconds: 0,
  from: null,
  to: null,
  near: null,
};

/** What each preset says; everything else is as in {@link DEFAULT_RULE}. */
export const PRESETS: Readonly<Record<PresetName, Partial<MatchingRule>>> = {
  'who-15min': { mode: 'single', minOverlapSeconds: 900 },
  'cdc-cumulative-24h': { mode: 'cumulative-24h', minOverlapSeconds: 900 },
  'cwa-10min-aerosol': {
    mode: 'single',
    minOverlapSeconds: 600,
    lingerSeconds: 1800,
    lingerAtMostStay: true,
    minIndexStaySeconds: 600,
  },
  'campus-120s': {
    mode: 'single',
    minOverlapSeconds: 1,
    toleranceSeconds: 120,
    maxStaySeconds: 10_800,
  },
};

/**
 * The rule of a preset with the given settings, which win over it.
 *
 * @throws {@link WaypostError} `RULE_INVALID` naming the setting.
 */
export function matchingRule(
  settings: Partial<MatchingRule> = {},
  preset: PresetName | null = null,
): MatchingRule {
  if (preset !== null && !Object.hasOwn(PRESETS, preset))
    throw invalid('preset', `must be one of ${Object.keys(PRESETS).join(', ')}`);
  const rule = { ...DEFAULT_RULE, ...(preset === null ? {} : PRESETS[preset]), ...settings };
  if (rule.mode !== 'single' && rule.mode !== 'cumulative-24h')
    throw invalid('mode', 'must be single or cumulative-24h');
  for (const name of DURATIONS) assertDuration(rule[name], name);
  if (rule.staySeconds !== null) assertDuration(rule.staySeconds, 'staySeconds');
  for (const bound of ['from', 'to'] as const)
    if (rule[bound] !== null && !Number.isInteger(rule[bound]))
      throw invalid(bound, 'must be whole Unix seconds');
  if (rule.near !== null && !isNearZones(rule.near))
    throw invalid('near', 'must be lists of zones by venue and zone');
  if (rule.from !== null && rule.to !== null && rule.from >= rule.to)
    throw invalid('from', 'must be before `to`');
  return rule;
}

const DURATIONS = [
  'minOverlapSeconds',
  'maxStaySeconds',
  'lingerSeconds',
  'toleranceSeconds',
  'minIndexStaySeconds',
] as const;

function assertDuration(value: number, name: string): void {
  if (!Number.isInteger(value) || value < 0 || value > MAX_RULE_SECONDS)
    throw invalid(name, `must be whole seconds in 0..${MAX_RULE_SECONDS}`);
}

function isNearZones(near: unknown): near is NearZones {
  const isRecord = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const isList = (value: unknown): boolean =>
    Array.isArray(value) && value.every((zone) => typeof zone === 'string');
  return (
    isRecord(near) &&
    Object.values(near).every((zones) => isRecord(zones) && Object.values(zones).every(isList))
  );
}

const invalid = (setting: string, why: string): WaypostError =>
  new WaypostError('RULE_INVALID', `${setting} ${why}`, { setting });
