/**
 * A visit on the device, sealed: not even its owner can read it before a trace is published for it.
 *
 * | bytes  | record, encrypted once for each hour  |
 * | ------ | ------------------------------------- |
 * | 0..7   | arrival, uint64 BE, Unix seconds      |
 * | 8..15  | departure, uint64 BE, Unix seconds    |
 * | 16..47 | notificationKey                       |
 *
 * The record never leaves the device, and the apps do not agree on it (JSON with milliseconds, with
 * seconds, with Apple's dates): this one has the same length for every visit.
 *
 * Spec: CrowdNotifier technical specification, "Visiting a Location" and "Presence Tracing and
 * Notification".
 *
 * @module
 */
import {
  ByteReader,
  ByteWriter,
  DAY_SECONDS,
  type RandomBytes,
  UINT32_MAX,
} from '../../primitives/index.ts';
import type { AssociatedData, ExposureWindow } from './associated-data.ts';
import { type IbeCiphertext, ibeDec, ibeEnc } from './ibe.ts';
import type { HashToG1 } from './ibe-keys.ts';
import { NONCE_BYTES, type Stay, slotStarts } from './identity.ts';
import { openAssociatedData, type ProblematicEvent } from './problematic-events.ts';
import { identityAt, type Venue } from './venue.ts';

/** A visit of which nobody can tell where and when it was, but for its days. */
export interface SealedVisit {
  /** The caller's own name for it. */
  readonly id: string;
  readonly entries: readonly SealedVisitEntry[];
}

/** One hour of a visit. */
export interface SealedVisitEntry {
  /** Start of the UTC day in which the hour begins, Unix seconds. */
  readonly day: number;
  readonly ciphertext: IbeCiphertext;
}

/** A visit, and the place as its code describes it. */
export interface Visit {
  readonly id: string;
  readonly venue: Venue;
  /** Unix seconds. */
  readonly stay: Stay;
}

/** A visit that a trace concerns. */
export interface VisitMatch {
  readonly visitId: string;
  readonly stay: Stay;
  readonly associatedData: AssociatedData;
}

/** How an event is compared with visits. */
export interface MatchOptions {
  /**
   * How many days an event's day may be off, 0 or 1. The apps' SDK lets neighbouring days pass, which
   * costs up to three times the work. With a server that keeps to the specification, as SwissCovid's
   * does, 0 finds as much. @defaultValue 1
   */
  readonly dayTolerance?: 0 | 1;
}

/**
 * Seals a visit, once for each hour it touches; the code's secrets can be forgotten after.
 *
 * @throws {@link WaypostError} `NUMBER_RANGE`, `BYTES_LENGTH`, `POINT_INVALID`.
 */
export function sealVisit(
  { id, venue, stay }: Visit,
  randomBytes: RandomBytes,
  map: HashToG1 = 'mcl',
): SealedVisit {
  const { masterPublicKey, notificationKey } = venue;
  const message = new ByteWriter(16 + NONCE_BYTES)
    .u64be(stay.arrival)
    .u64be(stay.departure)
    .bytes(notificationKey)
    .finish();
  const entries = slotStarts(stay).map((slotStart) => ({
    day: dayOf(slotStart),
    ciphertext: ibeEnc(
      { masterPublicKey, identity: identityAt(venue, slotStart), message },
      randomBytes,
      map,
    ),
  }));
  return { id, entries };
}

/**
 * Finds the visits that an event concerns: the day first, which costs nothing; then the key is tried on
 * the hours of that day, one pairing each; last the times, closed at both ends, as in the apps. An
 * event without times concerns whoever was there in its hour.
 *
 * @throws {@link WaypostError} `POINT_INVALID` for an event whose key is no point of its group, once a
 * visit is tried; `VENUE_LIST_MALFORMED` for a message that opens and cannot be read; `BYTES_LENGTH`,
 * `BYTES_TRUNCATED` and `BYTES_TRAILING` for a visit that `sealVisit` did not make.
 */
export const matchVisits = (
  event: ProblematicEvent,
  visits: readonly SealedVisit[],
  { dayTolerance = 1 }: MatchOptions = {},
): VisitMatch[] =>
  visits.flatMap((visit) => matchVisit(event, visit, dayTolerance * DAY_SECONDS) ?? []);

/** Drops the hours of days before the last `days` ones, and visits of which none is left. */
export const purgeVisits = (
  visits: readonly SealedVisit[],
  now: number,
  days: number,
): SealedVisit[] => {
  const oldest = dayOf(now) - days * DAY_SECONDS;
  return visits
    .map((visit) => ({ ...visit, entries: visit.entries.filter(({ day }) => day >= oldest) }))
    .filter(({ entries }) => entries.length > 0);
};

function matchVisit(
  event: ProblematicEvent,
  { id, entries }: SealedVisit,
  tolerance: number,
): VisitMatch | null {
  for (const { day, ciphertext } of entries) {
    if (Math.abs(day - dayOf(event.day)) > tolerance) continue;
    const record = ibeDec(event, ciphertext);
    if (record === null) continue;
    const { stay, notificationKey } = readRecord(record);
    const associatedData = openAssociatedData(event, notificationKey);
    if (associatedData === null || !meets(stay, associatedData.window)) continue;
    return { visitId: id, stay, associatedData };
  }
  return null;
}

const meets = ({ arrival, departure }: Stay, window: ExposureWindow | null): boolean =>
  window === null || (arrival <= window.end && departure >= window.start);

function readRecord(record: Uint8Array): { stay: Stay; notificationKey: Uint8Array } {
  const reader = new ByteReader(record, 'visit');
  const stay = { arrival: u64(reader), departure: u64(reader) };
  const notificationKey = reader.bytes(NONCE_BYTES);
  reader.end();
  return { stay, notificationKey };
}

const u64 = (reader: ByteReader): number => reader.u32be() * (UINT32_MAX + 1) + reader.u32be();

const dayOf = (time: number): number => Math.floor(time / DAY_SECONDS) * DAY_SECONDS;
