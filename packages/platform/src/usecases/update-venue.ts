import { DISPLAY_SECRET_BYTES } from '@waypost/core/venue-code';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { assertVenueFields, changesPrintedText } from '../policies/venue-fields.ts';
import type { Venue, VenueChanges, VenueCode } from '../ports/index.ts';
import { addCodeVersion } from '../venue-code-version.ts';
import type { VenueRegistration } from './register-venue.ts';

/** What of a venue changes; what is left out stays. */
export type VenueUpdate = {
  readonly [Field in keyof VenueRegistration]?: VenueRegistration[Field] | undefined;
};

/**
 * Changes a venue. Where the printed text changes (name, address, kind, zones), a new version of its
 * codes is issued; the old ones stay valid until they expire or are withdrawn.
 *
 * @returns The venue as it is now, and the new version, or `null`.
 * @throws {@link PlatformError} `VENUE_UNKNOWN`, `VENUE_INVALID`.
 */
export async function updateVenue(
  context: PlatformContext,
  venueId: Uint8Array,
  update: VenueUpdate,
): Promise<{ readonly venue: Venue; readonly code: VenueCode | null }> {
  const before = await context.venues.findVenue(venueId);
  if (before === null) throw unknownVenue();
  const changes = changesOf(update, before, context);
  const after = { ...before, ...changes };
  assertVenueFields(after);
  // The code first: after a crash in between, the owner's next try finds the change still to be made.
  const issued = changesPrintedText(before, after)
    ? await addCodeVersion(context, after, context.clock())
    : null;
  const venue = await context.venues.updateVenue(venueId, changes);
  if (venue === null) throw unknownVenue();
  return { venue, code: issued?.code ?? null };
}

function changesOf(update: VenueUpdate, before: Venue, context: PlatformContext): VenueChanges {
  const { rotatingDisplay, ...fields } = update;
  const changes = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(changes), ...displayChange(rotatingDisplay, before, context) };
}

function displayChange(
  rotatingDisplay: boolean | undefined,
  { displaySecret }: Venue,
  { randomBytes }: PlatformContext,
): Pick<VenueChanges, 'displaySecret'> {
  if (rotatingDisplay === undefined || rotatingDisplay === (displaySecret !== null)) return {};
  return { displaySecret: rotatingDisplay ? randomBytes(DISPLAY_SECRET_BYTES) : null };
}

const unknownVenue = (): PlatformError =>
  new PlatformError('VENUE_UNKNOWN', 'there is no such venue');
