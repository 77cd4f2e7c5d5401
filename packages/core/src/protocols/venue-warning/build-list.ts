import { assertBytes, compareBytes } from '../../primitives/bytes.ts';
import { toHex } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import type { RandomBytes } from '../../primitives/random.ts';
import { decodeEntry, ENTRY_BYTES, encodeList, MAX_LIST_ENTRIES } from './list.ts';
import {
  deriveWarningTag,
  LIST_SALT_BYTES,
  LOCATION_ID_BYTES,
  MAX_WARNINGS_OF_A_PLACE,
  NONCE_BYTES,
  type SealedWarning,
  sealVenueWarning,
} from './sealed-warning.ts';
import { roundWarningOutward, type VenueWarning } from './venue-warning.ts';

const PAD_TO = 256;

/** A warning and the place that it is of. */
export interface VenueWarningEntry extends VenueWarning {
  /** 32 bytes: one venue, zone and code version. */
  readonly locationId: Uint8Array;
}

/** How {@link buildVenueWarningList} builds. */
export interface VenueWarningListOptions {
  /** Gives the list's salt, the nonces and the entries that pad. */
  readonly randomBytes: RandomBytes;
  /** Times are rounded outward to multiples of so many 10-minute units. Default 3: 30 minutes. */
  readonly roundToIntervals?: number;
}

/**
 * (Health department) Builds a list, also of no warning at all: it then looks like any other. One entry
 * for every code version that is valid in a warning's time is the caller's to make.
 *
 * @throws {@link WaypostError} `WARNING_LIST_CONTENT` for a warning that has no valid form, more than 256
 *   warnings of a place or 262,144 entries; `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function buildVenueWarningList(
  warnings: Iterable<VenueWarningEntry>,
  { randomBytes, roundToIntervals }: VenueWarningListOptions,
): Uint8Array {
  const listSalt = assertBytes(randomBytes(LIST_SALT_BYTES), LIST_SALT_BYTES, 'listSalt');
  const sealed: SealedWarning[] = [];
  const seen = new Map<string, number>();
  for (const warning of warnings) {
    const { locationId } = warning;
    const place = toHex(assertBytes(locationId, LOCATION_ID_BYTES, 'locationId'));
    const i = seen.get(place) ?? 0;
    seen.set(place, i + 1);
    if (i === MAX_WARNINGS_OF_A_PLACE) throw tooMany('place', MAX_WARNINGS_OF_A_PLACE);
    const tag = deriveWarningTag(listSalt, locationId, i);
    const rounded = roundWarningOutward(warning, roundToIntervals);
    sealed.push(sealVenueWarning(locationId, { ...rounded, tag, nonce: randomBytes(NONCE_BYTES) }));
  }
  const size = Math.max(1, Math.ceil(sealed.length / PAD_TO)) * PAD_TO;
  if (size > MAX_LIST_ENTRIES) throw tooMany('list', MAX_LIST_ENTRIES);
  while (sealed.length < size) sealed.push(decodeEntry(randomBytes(ENTRY_BYTES)));
  return encodeList(
    listSalt,
    sealed.sort((a, b) => compareBytes(a.tag, b.tag)),
  );
}

const tooMany = (what: string, max: number): WaypostError =>
  new WaypostError('WARNING_LIST_CONTENT', `a ${what} has at most ${max} warnings`, { what, max });
