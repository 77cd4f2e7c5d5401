/**
 * What phones and server said to each other about keys, as JSON.
 *
 * @module
 */
import { isJsonObject, type JsonObject } from '../../primitives/foreign.ts';
import { fromHex, isWaypostError, unixSeconds, WaypostError } from '../../primitives/index.ts';
import { BLUEZONE_IDS_PER_DAY, BLUEZONE_KEY_BYTES, type BluezoneInstall } from './ids.ts';
import { assertBluezoneF0, type BluezoneF0 } from './match.ts';

/** `InfoF` of an upload. Holds the root key, by which every id of the phone can be computed. */
export interface BluezoneInfo extends BluezoneInstall {
  /** 32 bytes: D of the day of `timeStart`. */
  readonly dailyKey: Uint8Array;
  /** Unix seconds: fourteen days before the upload. */
  readonly timeStart: number;
}

/**
 * (Server) Reads `InfoF` of an upload: `{"base_id","time","daily_key","time_start"}`, keys as
 * hexadecimal of either case, times in Unix seconds. Other members are passed over.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function parseBluezoneInfo(json: string): BluezoneInfo {
  return reading(json, (info) => {
    const parsed = {
      baseId: key(info['base_id']),
      baseTime: time(info['time']),
      dailyKey: key(info['daily_key']),
      timeStart: time(info['time_start']),
    };
    if (parsed.timeStart < parsed.baseTime) throw malformed();
    return parsed;
  });
}

/**
 * (Phone) Reads `InfoF` of a push message: `{"data":[{"daily_key","time_start","time_end","max"}]}`. Only
 * 96 ids a day are read: where the server changed the number, phones disagreed about that day.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function parseBluezoneF0s(json: string): BluezoneF0[] {
  return reading(json, ({ data }) => {
    if (!Array.isArray(data)) throw malformed();
    return data.map(f0Of);
  });
}

function f0Of(entry: unknown): BluezoneF0 {
  if (!isJsonObject(entry) || entry['max'] !== BLUEZONE_IDS_PER_DAY) throw malformed();
  const f0 = {
    dailyKey: key(entry['daily_key']),
    timeStart: time(entry['time_start']),
    timeEnd: time(entry['time_end']),
  };
  assertBluezoneF0(f0);
  return f0;
}

/** Whatever is wrong with a message, it is malformed. */
function reading<T>(json: string, read: (message: JsonObject) => T): T {
  try {
    const message: unknown = JSON.parse(json);
    if (isJsonObject(message)) return read(message);
  } catch (error) {
    if (!(error instanceof SyntaxError || isWaypostError(error))) throw error;
  }
  throw malformed();
}

function key(value: unknown): Uint8Array {
  if (typeof value !== 'string' || value.length !== 2 * BLUEZONE_KEY_BYTES) throw malformed();
  return fromHex(value.toLowerCase());
}

const time = (value: unknown): number => unixSeconds(typeof value === 'number' ? value : -1);

const malformed = (): WaypostError =>
  new WaypostError('ENCODING_INVALID', 'not a key message of Bluezone', { encoding: 'InfoF' });
