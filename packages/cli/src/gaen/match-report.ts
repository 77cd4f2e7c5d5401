import type { GaenMatchMessages } from '../language/gaen/messages.ts';
import { textTable } from '../terminal/table.ts';
import type { MatchSummary } from './match-files.ts';

/** Which days a published key was heard on, for people. */
export function matchReport(summary: MatchSummary, words: GaenMatchMessages): string {
  const facts = (['exports', 'keys', 'revisedKeys', 'sightings', 'matchedKeys'] as const).map(
    (name): readonly [string, string] => [words.facts[name], String(summary[name])],
  );
  const { risk } = summary;
  if (risk) facts.push([words.risk(risk.kind), risk.level]);
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, value]) => `${label.padEnd(width)}  ${value}`);
  if (summary.days.length > 0) {
    const rows = summary.days.map(({ day, keys, windows, seconds }) => [
      day,
      String(keys),
      String(windows),
      String(Math.round(seconds / 60)),
    ]);
    lines.push('', ...textTable(words.columns, rows, [false, true, true, true]));
  }
  return `${lines.join('\n')}\n`;
}
