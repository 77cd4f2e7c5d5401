/**
 * The contact history of a phone, as it was uploaded in `data_trace.txt`: for reading old records. New
 * ones are written for tests.
 *
 * | field of a line, after a tab | is                                             |
 * | ---------------------------- | ---------------------------------------------- |
 * | 1                            | own id, 24 hexadecimal digits                  |
 * | 2                            | id that was heard, 24 hexadecimal digits       |
 * | 3                            | received power, dBm                            |
 * | 4                            | Unix time, milliseconds (the iOS database: seconds) |
 *
 * @module
 */
import {
  assertBytes,
  fromHex,
  type Observation,
  toHex,
  WaypostError,
} from '../../primitives/index.ts';
import { BLUEZONE_ID_BYTES } from './ids.ts';

/** One contact of a few seconds. */
export interface BluezoneContact extends Observation {
  /** 12 bytes that this phone broadcast. */
  readonly ownId: Uint8Array;
  /** 12 bytes that it heard. */
  readonly id: Uint8Array;
  /** Received power, dBm: -128..127. */
  readonly rssiDbm: number;
  /** Unix seconds with a fraction, to the millisecond. */
  readonly at: number;
}

/** In what the fourth field counts. */
export type BluezoneTimeUnit = 'ms' | 's';

const LINE = /^([0-9A-Fa-f]{24})\t([0-9A-Fa-f]{24})\t(-?\d{1,3})\t(\d{1,13})\r?$/;

/**
 * Reads a history. A last line break may be missing; no line may be empty.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID` with the `line`, from 1: all or nothing.
 */
export function parseBluezoneHistory(
  text: string,
  unit: BluezoneTimeUnit = 'ms',
): BluezoneContact[] {
  if (typeof text !== 'string') refuse(1);
  if (text === '') return [];
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return lines.map((line, i) => parseLine(line, unit) ?? refuse(i + 1));
}

/** Writes a history in the app's manner: upper-case digits, milliseconds. */
export const encodeBluezoneHistory = (contacts: Iterable<BluezoneContact>): string =>
  Array.from(contacts, ({ ownId, id, rssiDbm, at }) =>
    [idText(ownId), idText(id), rssiDbm, `${Math.round(at * 1000)}\n`].join('\t'),
  ).join('');

function parseLine(line: string, unit: BluezoneTimeUnit): BluezoneContact | null {
  const [, own, heard, power, time] = LINE.exec(line) ?? [];
  if (own === undefined || heard === undefined) return null;
  const rssiDbm = Number(power);
  const at = Number(time) / (unit === 'ms' ? 1000 : 1);
  if (rssiDbm < -128 || rssiDbm > 127 || at >= 2 ** 32) return null;
  return { ownId: idOf(own), id: idOf(heard), rssiDbm, at };
}

const idOf = (digits: string): Uint8Array => fromHex(digits.toLowerCase());

const idText = (id: Uint8Array): string =>
  toHex(assertBytes(id, BLUEZONE_ID_BYTES, 'id')).toUpperCase();

function refuse(line: number): never {
  throw new WaypostError('ENCODING_INVALID', `line ${line} is no contact of Bluezone`, {
    encoding: 'data_trace.txt',
    line,
  });
}
