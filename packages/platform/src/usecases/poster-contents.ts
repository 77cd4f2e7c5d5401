import { signingKey } from '@waypost/core/jws';
import { decodeVenueCode } from '@waypost/core/venue-codes';
import { issueCompactVenueCode } from '@waypost/core/waypost-compact';
import { PlatformError } from '../errors.ts';
import type { Location, Venue, VenueCode } from '../ports/index.ts';
import type { IssuingContext } from '../venue-code-version.ts';

/** What a poster of a zone says. The texts are those that its code carries, whatever changed since. */
export interface PosterText {
  /** The signed text as it was issued. */
  readonly codeText: string;
  /** The same content in the compact form, for small prints. */
  readonly compactText: string;
  readonly name: string;
  readonly address: string;
  readonly zone: string;
  readonly venueId: Uint8Array;
  readonly codeVersion: number;
  /** First second in which it counts. */
  readonly issuedAt: number;
  /** First second in which it no longer counts. */
  readonly expires: number;
  readonly timeZone: string | undefined;
}

/** Which posters of a venue. */
export interface WantedPosters {
  /** Left out: every zone. */
  readonly zone?: string | undefined;
  /** Left out: the newest that was not withdrawn. */
  readonly version?: number | undefined;
}

/**
 * What the posters of a venue say, one a zone, sorted by zone: the same each time.
 *
 * @throws {@link PlatformError} `VENUE_UNKNOWN`, `VENUE_CODE_UNKNOWN`.
 */
export async function posterContents(
  context: IssuingContext,
  venueId: Uint8Array,
  wanted: WantedPosters = {},
): Promise<readonly PosterText[]> {
  const venue = await context.venues.findVenue(venueId);
  if (venue === null) throw new PlatformError('VENUE_UNKNOWN', 'there is no such venue');
  const posters = await postersOf(context, venue, wanted);
  if (posters.length === 0)
    throw new PlatformError('VENUE_CODE_UNKNOWN', 'the venue has no such zone or code version');
  return posters;
}

/** How many venues are read at once. */
const PAGE = 100;

/** What the newest posters of every venue say, one venue after the other, sorted by id. */
export async function* allPosterContents(
  context: IssuingContext,
): AsyncGenerator<readonly PosterText[]> {
  let after: Uint8Array | null = null;
  while (true) {
    const venues: readonly Venue[] = await context.venues.listVenues({ after, limit: PAGE });
    for (const venue of venues) yield await postersOf(context, venue, {});
    after = venues.at(-1)?.venueId ?? null;
    if (venues.length < PAGE) return;
  }
}

async function postersOf(
  context: IssuingContext,
  venue: Venue,
  { zone: wantedZone, version }: WantedPosters,
): Promise<readonly PosterText[]> {
  const codes = await context.venues.listCodes(venue.venueId);
  const code = codes.findLast(({ codeVersion, withdrawnAt }) =>
    version === undefined ? withdrawnAt === null : codeVersion === version,
  );
  if (code === undefined) return [];
  const locations = await context.venues.listLocations(venue.venueId, code.codeVersion);
  return Promise.all(
    locations
      .filter(({ zone }) => wantedZone === undefined || zone === wantedZone)
      .map((location) => posterOf(context, { venue, code, location })),
  );
}

async function posterOf(
  { keys, host }: IssuingContext,
  parts: { readonly venue: Venue; readonly code: VenueCode; readonly location: Location },
): Promise<PosterText> {
  const { venue, code, location } = parts;
  const { codeVersion, expires, notBefore } = code;
  // Our own text, out of our own store: its signature is not asked again.
  const decoded = await decodeVenueCode(location.text, { now: notBefore });
  if (decoded.format !== 'waypost' || decoded.raw === null)
    throw new Error('a stored code is not one of ours');
  const { name, address, zone, kind } = decoded.raw;
  const content = { ...code, name, address, zone, kind };
  // Portable signatures are deterministic: the same bytes whenever it is downloaded.
  const issuer = { host, key: signingKey(keys.codeKey), portable: true };
  const compactText = await issueCompactVenueCode(content, issuer);
  const { venueId, openingHours } = venue;
  const timeZone = openingHours?.timeZone;
  const texts = { codeText: location.text, compactText, name, address, zone };
  return { ...texts, venueId, codeVersion, issuedAt: notBefore, expires, timeZone };
}
