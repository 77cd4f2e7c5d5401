import { compareBytes, toHex } from '@waypost/core/primitives';
import { severityOf, wholeMinutes } from '../policies/severity.ts';
import type { Exposure, FoundPresence } from '../ports/index.ts';
import type { RunRule } from './run-rule.ts';

/**
 * Adds up the presence of each contact id at each venue; an instant with two cases counts once. Sorted
 * by contact id, then venue id.
 */
export function exposuresOf(
  presence: readonly FoundPresence[],
  rule: RunRule,
): readonly Exposure[] {
  const exposures = [...byContactAndVenue(presence).values()].map((pieces) => {
    const [{ contactId, venueId, onBehalf, late, unconfirmed }] = pieces;
    const minutes = wholeMinutes(secondsOf(pieces));
    const severity = severityOf(rule.name, minutes);
    return { contactId, venueId, minutes, severity, onBehalf, late, unconfirmed };
  });
  return exposures.sort(
    (a, b) => compareBytes(a.contactId, b.contactId) || compareBytes(a.venueId, b.venueId),
  );
}

type Pieces = [FoundPresence, ...FoundPresence[]];

function byContactAndVenue(presence: readonly FoundPresence[]): ReadonlyMap<string, Pieces> {
  const groups = new Map<string, Pieces>();
  for (const piece of presence) {
    const key = `${toHex(piece.contactId)} ${toHex(piece.venueId)}`;
    const group = groups.get(key);
    if (group) group.push(piece);
    else groups.set(key, [piece]);
  }
  return groups;
}

/** Seconds that the pieces cover together. */
function secondsOf(pieces: readonly FoundPresence[]): number {
  let seconds = 0;
  let coveredUntil = 0;
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    seconds += Math.max(0, end - Math.max(start, coveredUntil));
    coveredUntil = Math.max(coveredUntil, end);
  }
  return seconds;
}
