import { fromUtf8, toUtf8 } from '../../primitives/encoding.ts';
import { malformed } from './malformed.ts';

/** A place, as its code says. */
export interface CovidAlertPlace {
  /** Eight letters and digits, upper and lower case: what outbreaks name the place by. */
  readonly id: string;
  /** Not empty, one line. */
  readonly name: string;
  /** Address and city, parted by a comma and a blank; not empty, one line. */
  readonly address: string;
}

const ID = /^[A-Za-z0-9]{8}$/;
// Whatever a screen, a log or another parser could take for the end of a line, and what JSON can
// escape and UTF-8 cannot hold.
const UNFIT_IN_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Reads what was signed: three lines, and not one more. The app reads the first three of any number:
 * whoever got a line feed into the name of a place chose the address that all visitors saw, under
 * the province's signature.
 *
 * | line | holds                                |
 * | ---- | ------------------------------------ |
 * | 1    | short code, `[A-Za-z0-9]{8}`         |
 * | 2    | name                                 |
 * | 3    | address, comma, blank, city          |
 *
 * Lines end by a line feed, the last one by the end of the UTF-8 text.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `encoding`, `lines`, `id`, `name`,
 * `address`.
 */
export function parsePayload(bytes: Uint8Array): CovidAlertPlace {
  const [id = '', name = '', address = '', ...more] = decodeText(bytes).split('\n');
  if (more.length > 0) throw malformed('lines');
  return assertPlace({ id, name, address });
}

/**
 * Writes what is to be signed, by the rules of {@link parsePayload}.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `id`, `name`, `address`.
 */
export function encodePayload(place: CovidAlertPlace): Uint8Array {
  const { id, name, address } = assertPlace(place);
  return toUtf8(`${id}\n${name}\n${address}`);
}

function assertPlace({ id, name, address }: CovidAlertPlace): CovidAlertPlace {
  if (typeof id !== 'string' || !ID.test(id)) throw malformed('id');
  if (!isLine(name)) throw malformed('name');
  if (!isLine(address)) throw malformed('address');
  return { id, name, address };
}

const isLine = (text: unknown): boolean =>
  typeof text === 'string' && text !== '' && !UNFIT_IN_LINE.test(text);

function decodeText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw malformed('encoding');
  }
}
