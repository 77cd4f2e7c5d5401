import {
  type MatchingRule,
  matchingRule,
  type NearZones,
  PRESETS,
  type PresetName,
} from '@waypost/core/matching';
import { PlatformError } from '../errors.ts';
import type { MatchingRun } from '../ports/index.ts';

/**
 * What an officer may set otherwise than the preset. `near` names venues by their id as base64url. Whether
 * a stay ends where the next begins cannot be asked for: the server holds check-ins, not people.
 */
export type RunSettings = {
  readonly [Setting in Exclude<keyof MatchingRule, 'mode' | 'exclusiveStay'>]?:
    | MatchingRule[Setting]
    | undefined;
};

/** A rule, and from which presence on a run says so. */
export interface RunRule {
  readonly name: PresetName;
  readonly matching: MatchingRule;
  /** Shortest common presence that is an exposure, in seconds. */
  readonly minPresenceSeconds: number;
  /** Every setting of it, to be kept with the run. */
  readonly effective: MatchingRun['effectiveRule'];
}

/** The server cannot add up a person's minutes: every presence of a minute goes to the devices. */
const PARTIAL_PRESENCE_SECONDS = 60;

/**
 * The rule of a preset of the core with the settings, which win over it.
 *
 * @throws {@link PlatformError} `RUN_INVALID` for a name that no preset has, and for another threshold
 * under a rule that adds up: devices know it by the rule's name. `RULE_INVALID` of the core.
 */
export function runRule(name: string, settings: RunSettings = {}): RunRule {
  if (!isPreset(name)) throw new PlatformError('RUN_INVALID', 'there is no such matching rule');
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const matching = matchingRule(Object.fromEntries(given), name);
  const isCumulative = matching.mode === 'cumulative-24h';
  if (isCumulative && matching.minOverlapSeconds !== PRESETS[name].minOverlapSeconds)
    throw new PlatformError(
      'RUN_INVALID',
      'this rule has a threshold that devices know by its name',
    );
  const minPresenceSeconds = isCumulative
    ? PARTIAL_PRESENCE_SECONDS
    : Math.max(1, matching.minOverlapSeconds);
  const near = matching.near && JSON.stringify(matching.near);
  return { name, matching, minPresenceSeconds, effective: { ...matching, near } };
}

/** The rule under which a run was made. */
export function ruleOfRun({ request, effectiveRule }: MatchingRun): RunRule {
  const { mode: _mode, exclusiveStay: _exclusiveStay, near, ...settings } = effectiveRule;
  return runRule(request.rule, {
    ...(settings as RunSettings),
    near: typeof near === 'string' ? (JSON.parse(near) as NearZones) : null,
  });
}

const isPreset = (name: string): name is PresetName => Object.hasOwn(PRESETS, name);
