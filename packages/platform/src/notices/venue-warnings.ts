import { checkInTable, type IndexStay, indexStays } from '@waypost/core/matching';
import { EN_INTERVAL_SECONDS, fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import type { VenueWarningEntry } from '@waypost/core/venue-warning';
import type { PlatformContext } from '../context.ts';
import { severityOf, wholeMinutes } from '../policies/severity.ts';
import type { Disclosure, MatchingRun } from '../ports/index.ts';
import { type RunRule, ruleOfRun } from '../runs/run-rule.ts';

/**
 * Warnings for the places that the cases of a run disclosed from their diaries: one for each code of
 * the venue that was valid then, in every zone, since a venue counts as a whole. Protocol section 8.
 */
export async function venueWarnings(
  context: PlatformContext,
  run: MatchingRun,
): Promise<readonly VenueWarningEntry[]> {
  const rule = ruleOfRun(run);
  const stays = await diaryStays(context, run.request.disclosureIds, rule);
  const warnings: VenueWarningEntry[] = [];
  for (const stay of stays)
    for (const locationId of await locationsValidIn(context, stay))
      warnings.push({ locationId, ...warningOf(stay, rule) });
  return warnings;
}

/** Stays of the diaries, merged and widened as the rule does with check-ins. */
async function diaryStays(
  { cases, venues }: PlatformContext,
  disclosureIds: readonly string[],
  rule: RunRule,
): Promise<readonly IndexStay[]> {
  const rows = [];
  for (const id of disclosureIds) {
    const places: Disclosure['places'] = (await cases.findDisclosure(id))?.places ?? [];
    for (const { locationId, arrivedAt, departedAt } of places) {
      const location = await venues.findLocation(locationId);
      if (location === null) continue;
      const venue = toBase64Url(location.venue.venueId);
      rows.push({ person: id, venue, start: arrivedAt, end: departedAt });
    }
  }
  return indexStays(await checkInTable(rows), rule.matching);
}

/** Location ids of all codes of the stay's venue, one a version and zone, that could be scanned then. */
async function locationsValidIn(
  { venues }: PlatformContext,
  { venue, start, end }: IndexStay,
): Promise<readonly Uint8Array[]> {
  const venueId = fromBase64Url(venue);
  const codes = await venues.listCodes(venueId);
  const valid = codes.filter(({ notBefore, expires }) => notBefore < end && start < expires);
  const locations = valid.map(({ codeVersion }) => venues.listLocations(venueId, codeVersion));
  return (await Promise.all(locations)).flat().map(({ locationId }) => locationId);
}

function warningOf(
  { start, end }: IndexStay,
  rule: RunRule,
): Omit<VenueWarningEntry, 'locationId'> {
  const startIntervalNumber = Math.floor(start / EN_INTERVAL_SECONDS);
  return {
    startIntervalNumber,
    period: Math.ceil(end / EN_INTERVAL_SECONDS) - startIntervalNumber,
    severity: severityOf(rule.name, wholeMinutes(end - start)),
  };
}
