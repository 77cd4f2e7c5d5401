import { isWaypostError, toBase64Url, WaypostError } from '../../primitives/index.ts';
import type { VenueCodeContent } from '../../protocols/venue-code/content.ts';
import { deriveLocationId } from '../../protocols/venue-code/location.ts';
import { type DecodedValidity, type DecodedVenue, validityAt } from '../decoded.ts';

/** What a Waypost code says in either form. Bytes are base64url, times Unix seconds. */
export interface WaypostContentRaw extends Omit<VenueCodeContent, 'venueId' | 'seed'> {
  readonly venueId: string;
  readonly seed: string;
  /** Derived from the content: the same for both forms. */
  readonly locationId: string;
  /** The rotating code that stood behind `~`, or `null`. Not signed. */
  readonly display: string | null;
}

/** What the content of a Waypost code tells about its place. */
export function describeContent(
  content: VenueCodeContent,
  display: string | null,
  now: number,
): { venue: DecodedVenue; validity: DecodedValidity; raw: WaypostContentRaw } {
  const venueId = toBase64Url(content.venueId);
  const { name, address, zone } = content;
  return {
    venue: { id: venueId, name, address: address || null, zone: zone || null },
    validity: validityAt(now, content),
    raw: {
      ...content,
      venueId,
      seed: toBase64Url(content.seed),
      locationId: toBase64Url(deriveLocationId(content)),
      display,
    },
  };
}

/** Says of a damaged code of which format it is. */
export async function readAs<Code>(format: string, read: () => Promise<Code>): Promise<Code> {
  try {
    return await read();
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    const { what = 'text' } = error.details;
    throw new WaypostError('VENUE_CODE_MALFORMED', `${format} code is malformed: ${what}`, {
      format,
      what,
    });
  }
}
