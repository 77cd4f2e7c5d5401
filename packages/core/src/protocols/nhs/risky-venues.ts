import { toUtf8, UINT32_MAX } from '../../primitives/index.ts';
import { malformedDocument } from './errors.ts';
import { readJsonObject } from './json.ts';
import { formatUtcTime, parseUtcTime } from './utc-time.ts';
import { isNhsVenueId } from './venue-id.ts';

/** What a visitor is told: `M1` be aware of symptoms, `M2` book a test, the more serious. */
export type NhsMessageType = 'M1' | 'M2';

/** When it was risky to be at a place. Which ends belong to it depends on the app that matches. */
export interface RiskyWindow {
  /** Unix seconds. */
  readonly from: number;
  /** Unix seconds, after `from`. */
  readonly until: number;
}

/** One venue of the published list. */
export interface RiskyVenue {
  /** See {@link isNhsVenueId}. */
  readonly id: string;
  readonly riskyWindow: RiskyWindow;
  readonly messageType: NhsMessageType;
  /** At most 32 characters, for the message; `null` where there is none. */
  readonly optionalParameter: string | null;
}

/** Longest list that is read, in bytes: more than the largest upload becomes. */
export const RISKY_VENUE_LIST_MAX_BYTES: number = 8 * 1024 * 1024;
/** Longest optional parameter, in characters. */
export const OPTIONAL_PARAMETER_MAX_LENGTH = 32;

/** Whether a text may be an optional parameter: 0 to 32 UTF-16 units. */
export const isOptionalParameter = (text: string): boolean =>
  text.length <= OPTIONAL_PARAMETER_MAX_LENGTH;

/**
 * Reads the body of `GET /distribution/risky-venues`, whose signature {@link verifyNhsDistribution}
 * has checked. One venue that is wrong makes the list wrong. A message type that is not known is read
 * as `M1`, so that its visitors are told something.
 *
 * @param body - UTF-8 of `{"venues":[{"id","riskyWindow":{"from","until"},"messageType"}]}`, with
 * `optionalParameter` where there is one. Other members are ignored.
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function parseRiskyVenues(body: Uint8Array): RiskyVenue[] {
  if (!(body instanceof Uint8Array) || body.length > RISKY_VENUE_LIST_MAX_BYTES)
    throw malformedDocument('size', 'it must be at most 8 MiB');
  const venues = readJsonObject(body)?.['venues'];
  if (!Array.isArray(venues))
    throw malformedDocument('venues', 'it is not JSON with a list of venues');
  return venues.map(readVenue);
}

/**
 * (Health department) The body of `GET /distribution/risky-venues`.
 *
 * @returns JSON without white space, in UTF-8, to be signed as it is.
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` for a venue that {@link parseRiskyVenues}
 * would refuse, and for a message type other than `M1` and `M2`.
 */
export function encodeRiskyVenues(venues: readonly RiskyVenue[]): Uint8Array {
  return toUtf8(JSON.stringify({ venues: venues.map(encodeVenue) }));
}

function encodeVenue({ id, riskyWindow, messageType, optionalParameter }: RiskyVenue): object {
  const { from, until } = riskyWindow;
  if (!isUnixTime(from) || !isUnixTime(until)) throw malformedDocument('riskyWindow');
  if (messageType !== 'M1' && messageType !== 'M2') throw malformedDocument('messageType');
  const venue = {
    id,
    riskyWindow: { from: formatUtcTime(from), until: formatUtcTime(until) },
    messageType,
    ...(optionalParameter && { optionalParameter }),
  };
  readVenue(venue);
  return venue;
}

function readVenue(venue: unknown): RiskyVenue {
  const { id, riskyWindow, messageType, optionalParameter } = members(venue);
  if (!isNhsVenueId(id)) throw malformedDocument('id');
  if (typeof messageType !== 'string') throw malformedDocument('messageType');
  return {
    id,
    riskyWindow: readWindow(riskyWindow),
    messageType: messageType === 'M2' ? 'M2' : 'M1',
    optionalParameter: readParameter(optionalParameter),
  };
}

function readWindow(window: unknown): RiskyWindow {
  const { from, until } = members(window);
  const start = parseUtcTime(from);
  const end = parseUtcTime(until);
  if (start === null || end === null || start >= end) throw malformedDocument('riskyWindow');
  return { from: start, until: end };
}

function readParameter(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || !isOptionalParameter(value))
    throw malformedDocument('optionalParameter');
  return value;
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw malformedDocument('venues');
  return value as Readonly<Record<string, unknown>>;
}

const isUnixTime = (time: number): boolean =>
  Number.isInteger(time) && time >= 0 && time <= UINT32_MAX;
