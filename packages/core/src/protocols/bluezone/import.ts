/**
 * Import of what Bluezone phones once uploaded: historical data only. The root key is used to check the
 * record, and left behind.
 *
 * @module
 */
import { equalBytes, sha256, unixSeconds, utcDayAt } from '../../primitives/index.ts';
import { type BluezoneContact, type BluezoneTimeUnit, parseBluezoneHistory } from './history.ts';
import { type BluezoneInstall, bluezoneSlotAt, deriveBluezoneIds } from './ids.ts';
import { parseBluezoneInfo } from './messages.ts';

/** The two parts of an upload that say who met whom. Phone number and push token are not read. */
export interface BluezoneUpload {
  /** The part `InfoF`, JSON. */
  readonly infoF: string;
  /** The part `history`, the text of `data_trace.txt`. */
  readonly history: string;
  /** In what its times count. Left out: milliseconds. */
  readonly timeUnit?: BluezoneTimeUnit | undefined;
}

/** A contact, and whether the record holds together. */
export interface ImportedBluezoneContact extends BluezoneContact {
  /** Whether `ownId` is the one that this installation broadcast at the time. */
  readonly isOwnId: boolean;
}

/**
 * (Authority) Reads an upload, in the order of its lines, and checks each own id against the root key.
 * What comes back holds no key.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`, with the `line` for one of the history.
 */
export function importBluezoneUpload(upload: BluezoneUpload): ImportedBluezoneContact[] {
  const isOwnId = ownIdChecker(parseBluezoneInfo(upload.infoF));
  return parseBluezoneHistory(upload.history, upload.timeUnit).map((contact) => ({
    ...contact,
    isOwnId: isOwnId(contact),
  }));
}

/** Longest age of an installation that is checked, in days: the app lived for less than three years. */
const MAX_AGE_DAYS = 1_500;

/** Derives each day once, however the lines are ordered. */
function ownIdChecker({
  baseId,
  baseTime,
}: BluezoneInstall): (contact: BluezoneContact) => boolean {
  const firstDay = utcDayAt(unixSeconds(baseTime));
  const dailyKeys = [baseId];
  const idsOfDays = new Map<number, readonly Uint8Array[]>();
  return ({ ownId, at }) => {
    const seconds = unixSeconds(Math.floor(at));
    const day = utcDayAt(seconds) - firstDay;
    if (day < 0 || day > MAX_AGE_DAYS) return false;
    while (dailyKeys.length <= day) dailyKeys.push(sha256(dailyKeys[dailyKeys.length - 1]!));
    const ids = idsOfDays.get(day) ?? deriveBluezoneIds(dailyKeys[day]!);
    idsOfDays.set(day, ids);
    return equalBytes(ownId, ids[bluezoneSlotAt(seconds)]!);
  };
}
