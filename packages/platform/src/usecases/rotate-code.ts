import { unixSeconds } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { addCodeVersion, type IssuedCode } from '../venue-code-version.ts';

/**
 * Issues the next version of a venue's codes. The versions before stay valid: new posters can hang
 * before the old ones are taken down.
 *
 * @param options.notBefore - Unix seconds; left out: now.
 * @throws {@link PlatformError} `VENUE_UNKNOWN`; `TIME_RANGE` of the core.
 */
export async function rotateCode(
  context: PlatformContext,
  venueId: Uint8Array,
  { notBefore = context.clock() }: { readonly notBefore?: number | undefined } = {},
): Promise<IssuedCode> {
  const venue = await context.venues.findVenue(venueId);
  if (venue === null) throw new PlatformError('VENUE_UNKNOWN', 'there is no such venue');
  return addCodeVersion(context, venue, unixSeconds(notBefore));
}
