import type { BenchResult, Figure, Target } from './bench.ts';
import { between, number, times } from './format.ts';
import { oursOf, ratioOver } from './stats.ts';

/** One number of a table that is worth a line of its own: what was asked, and what came out. */
export interface Goal {
  readonly what: string;
  /** `≥ 8×`; none where nothing was asked. */
  readonly asked?: string;
  /** None where the peer did not run on this machine. */
  readonly reached?: string;
  readonly fallsShort: boolean;
}

/** How a table stands to its targets, then its figures, then the peers that no target names. */
export function goalsOf(table: BenchResult): readonly Goal[] {
  const targets = table.targets ?? [];
  const named = new Set([oursOf(table), ...targets.map(({ over }) => over)]);
  const others = Object.keys(table.samples).filter((name) => !named.has(name));
  return [
    ...targets.map((target) => targetGoal(table, target)),
    ...(table.figures ?? []).map(figureGoal),
    ...others.map((peer) => ({
      what: `× ${peer}`,
      reached: ratioText(table, peer),
      fallsShort: false,
    })),
  ];
}

/** `asked ≥ 8×, reached 9.3× (9–9.6×)`, or that it falls short. */
export function goalText({ what, asked, reached, fallsShort }: Goal): string {
  if (asked === undefined) return `${what}: ${reached}`;
  if (reached === undefined) return `${what}: asked ${asked}, not measured`;
  return `${what}: asked ${asked}, ${fallsShort ? '**falls short** at' : 'reached'} ${reached}`;
}

function targetGoal(table: BenchResult, { over, atLeast }: Target): Goal {
  const goal = { what: `× ${over}`, asked: `≥ ${times(atLeast)}` };
  if (!table.samples[over]) return { ...goal, fallsShort: false };
  const fallsShort = !(ratioOver(table, over).median >= atLeast);
  return { ...goal, reached: ratioText(table, over), fallsShort };
}

function ratioText(table: BenchResult, peer: string): string {
  const ratio = ratioOver(table, peer);
  return `${times(ratio.median)} (${between(ratio, times)})`;
}

function figureGoal({ what, value, unit, atMost, atLeast }: Figure): Goal {
  const reached = `${number(value)} ${unit}`;
  if (atMost !== undefined)
    return { what, asked: `≤ ${number(atMost)} ${unit}`, reached, fallsShort: !(value <= atMost) };
  if (atLeast !== undefined)
    return {
      what,
      asked: `≥ ${number(atLeast)} ${unit}`,
      reached,
      fallsShort: !(value >= atLeast),
    };
  return { what, reached, fallsShort: false };
}
