/**
 * What a phone compares: the day keys of a case (F0), which a push message brings, and the ids that it
 * heard.
 *
 * @module
 */
import {
  assertBytes,
  assertUint,
  DAY_SECONDS,
  type IdSlot,
  matchBySlots,
  type RotatingIds,
  sha256,
  unixSeconds,
  utcDayAt,
  WaypostError,
} from '../../primitives/index.ts';
import {
  BLUEZONE_KEY_BYTES,
  BLUEZONE_SLOT_SECONDS,
  type BluezoneInstall,
  deriveBluezoneDailyKey,
  deriveBluezoneIds,
} from './ids.ts';

/** Longest window of a case, in days: the longest that the app was configured to keep contacts. */
export const BLUEZONE_MAX_WINDOW_DAYS = 180;

/** A case as it was pushed to phones: the members of `InfoF.data`, but for `max`, which was 96. */
export interface BluezoneF0 {
  /** 32 bytes: D of the UTC day of `timeStart`. Every later day key follows from it. */
  readonly dailyKey: Uint8Array;
  /** Unix seconds: the slot that holds it is the first that counts. */
  readonly timeStart: number;
  /** Unix seconds: slots that begin then or later do not count. At most 180 days after the start. */
  readonly timeEnd: number;
}

/**
 * (Server) A case's push message for a window, from the root key that its phone uploaded.
 *
 * @param window - Unix seconds, not before the day of the installation; at most 180 days.
 * @throws {@link WaypostError} `TIME_RANGE`, `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function discloseBluezone(
  { baseId, baseTime }: BluezoneInstall,
  { start, end }: { readonly start: number; readonly end: number },
): BluezoneF0 {
  const day = utcDayAt(unixSeconds(start)) - utcDayAt(unixSeconds(baseTime));
  if (day < 0) throw new WaypostError('TIME_RANGE', 'the installation is younger than that');
  const f0 = { dailyKey: deriveBluezoneDailyKey(baseId, day), timeStart: start, timeEnd: end };
  assertBluezoneF0(f0);
  return f0;
}

/**
 * Bluezone behind the common interface. A key is a base_id, its day 0 the UTC day of the installation.
 * With a skew of no slots it matches as the app did: both ends of a slot count, and no clock may differ.
 */
export const bluezoneIds: RotatingIds<BluezoneF0> = {
  name: 'bluezone',
  keyBytes: BLUEZONE_KEY_BYTES,
  slotSeconds: BLUEZONE_SLOT_SECONDS,
  deriveIds: (key, day) => deriveBluezoneIds(deriveBluezoneDailyKey(key, day)),
  match: matchBySlots({ slotSeconds: BLUEZONE_SLOT_SECONDS, endIncluded: true, slotsOf }),
};

/** @throws {@link WaypostError} `BYTES_LENGTH`, `TIME_RANGE`, `NUMBER_RANGE` for a long window. */
export function assertBluezoneF0({ dailyKey, timeStart, timeEnd }: BluezoneF0): void {
  assertBytes(dailyKey, BLUEZONE_KEY_BYTES, 'daily_key');
  if (unixSeconds(timeStart) > unixSeconds(timeEnd))
    throw new WaypostError('TIME_RANGE', 'a window ends before it starts');
  assertUint(timeEnd - timeStart, BLUEZONE_MAX_WINDOW_DAYS * DAY_SECONDS, 'window');
}

function* slotsOf(f0: BluezoneF0): Generator<IdSlot> {
  assertBluezoneF0(f0);
  const { timeStart, timeEnd } = f0;
  let { dailyKey } = f0;
  for (let midnight = timeStart - (timeStart % DAY_SECONDS); midnight < timeEnd; ) {
    for (const [i, id] of deriveBluezoneIds(dailyKey).entries()) {
      const start = midnight + i * BLUEZONE_SLOT_SECONDS;
      const end = start + BLUEZONE_SLOT_SECONDS;
      if (end > timeStart && start < timeEnd) yield { id, start, end };
    }
    dailyKey = sha256(dailyKey);
    midnight += DAY_SECONDS;
  }
}
