/**
 * The ids of Bluezone from version 2.0 on: a chain of day keys from one root, and a chain of sub-keys
 * for each day.
 *
 * Sources: BluezoneGlobal/react-native-bluetooth-scan@4a5ce99, bluezone-app@75c5c5b.
 * Vectors: `test/vectors/bluezone.json`.
 *
 * ```text
 * D_0 = base_id                               32 random bytes, made once for an installation
 * D_n+1 = SHA-256(D_n)                        one step for each UTC day since then
 * S_0 = SHA-256(D_n || "bluzonesubkey")       the app's own spelling
 * S_i+1 = SHA-256(S_i)                        i = 0..95, one for each quarter of an hour
 * BLID_i = S_i[0,4,8,12,16,18,20,22,24,26,28,30]
 * ```
 *
 * @module
 */
import {
  assertBytes,
  DAY_SECONDS,
  deriveChainKey,
  sha256,
  toUtf8,
  unixSeconds,
  utcDayAt,
  WaypostError,
} from '../../primitives/index.ts';

/** Length of a root key, and of a day key, in bytes. */
export const BLUEZONE_KEY_BYTES = 32;
/** Length of an id, in bytes. */
export const BLUEZONE_ID_BYTES = 12;
/** Length of the slot of an id, in seconds. */
export const BLUEZONE_SLOT_SECONDS = 900;
/** Ids of one day. */
export const BLUEZONE_IDS_PER_DAY = 96;

const SUB_KEY_LABEL = toUtf8('bluzonesubkey');
const ID_OFFSETS = [0, 4, 8, 12, 16, 18, 20, 22, 24, 26, 28, 30] as const;

/** What an installation of the app is, and all that it ever stores of its ids. */
export interface BluezoneInstall {
  /** 32 bytes. Secret: every id of this installation follows from it, past and future. */
  readonly baseId: Uint8Array;
  /** Unix seconds of the UTC day on which it was made. */
  readonly baseTime: number;
}

/**
 * D_n, 32 bytes. Whoever has it has every later one.
 *
 * @param baseId - 32 bytes. Secret.
 * @param day - Days since it was made, 0..36,525.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export const deriveBluezoneDailyKey = (baseId: Uint8Array, day: number): Uint8Array =>
  deriveChainKey(assertBytes(baseId, BLUEZONE_KEY_BYTES, 'base_id'), day);

/**
 * The 96 ids of a day, 12 bytes each, in the order of their slots.
 *
 * @param dailyKey - 32 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function deriveBluezoneIds(dailyKey: Uint8Array): Uint8Array[] {
  let subKey = sha256(assertBytes(dailyKey, BLUEZONE_KEY_BYTES, 'daily_key'), SUB_KEY_LABEL);
  const ids: Uint8Array[] = [];
  for (let i = 0; i < BLUEZONE_IDS_PER_DAY; i++) {
    ids.push(Uint8Array.from(ID_OFFSETS, (offset) => subKey[offset]!));
    subKey = sha256(subKey);
  }
  return ids;
}

/**
 * The id that an installation broadcasts at this instant: it follows from what is stored and from the
 * time alone, so neither a restart nor a step of the clock changes it.
 *
 * @param at - Unix seconds.
 * @throws {@link WaypostError} `TIME_RANGE` before the day of the installation; `BYTES_LENGTH`;
 *   `NUMBER_RANGE` more than 36,525 days after it.
 */
export function deriveBluezoneIdAt({ baseId, baseTime }: BluezoneInstall, at: number): Uint8Array {
  const seconds = unixSeconds(Math.floor(at));
  const day = utcDayAt(seconds) - utcDayAt(unixSeconds(baseTime));
  if (day < 0) throw new WaypostError('TIME_RANGE', 'the installation is younger than that');
  return deriveBluezoneIds(deriveBluezoneDailyKey(baseId, day))[bluezoneSlotAt(seconds)]!;
}

/** The slot of a UTC day that holds this instant, 0..95. */
export const bluezoneSlotAt = (at: number): number =>
  Math.floor((at % DAY_SECONDS) / BLUEZONE_SLOT_SECONDS);
