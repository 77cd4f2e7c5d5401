import {
  assertBytes,
  assertUint,
  ByteReader,
  ByteWriter,
  fromHex,
  toHex,
  WaypostError,
} from '../../primitives/index.ts';
import { ECIES_OVERHEAD_BYTES, type EciesRecipient, openEcies, sealEcies } from './ecies.ts';
import { malformed } from './malformed.ts';
import { fromNtpTime, toNtpTime } from './ntp.ts';

/** Length of a locContactMsg, in bytes. */
export const LOC_CONTACT_MSG_BYTES = 16;
/** Length of a sealed locContactMsg, in bytes. */
export const SEALED_LOC_CONTACT_MSG_BYTES: number = LOC_CONTACT_MSG_BYTES + ECIES_OVERHEAD_BYTES;

/** How the manual contact tracing team reaches the location. Personal data. */
export interface LocContactMsg {
  /** E.164 number without its plus: 1 to 15 digits. */
  readonly locationPhone: string;
  /** Coarse area, 0..255; in France a department. */
  readonly locationRegion: number;
  /** Six digits that only the location's contact and the team know. Secret. */
  readonly locationPin: string;
  /**
   * Beginning of the period, Unix seconds; `null` where the field is zero, as a published
   * implementation leaves it.
   */
  readonly periodStart: number | null;
}

const PHONE_DIGITS = 15;

/**
 * Specification section 3.9. One digit is four bits; four ones stand for no digit.
 *
 * | bytes  | bits | locContactMsg                     |
 * | ------ | ---- | --------------------------------- |
 * | 0..7   | 60   | locationPhone, 15 digits          |
 * | 7      | 4    | padding, zero                     |
 * | 8      | 8    | locationRegion                    |
 * | 9..11  | 24   | locationPIN, 6 digits             |
 * | 12..15 | 32   | t_periodStart, NTP time uint32 BE |
 *
 * @returns 16 bytes.
 * @throws {@link WaypostError} `TEXT_LENGTH` for a phone or PIN that is not so many digits,
 * `NUMBER_RANGE`, `TIME_RANGE`.
 */
export function encodeLocContactMsg(message: LocContactMsg): Uint8Array {
  const { locationPhone, locationRegion, locationPin, periodStart } = message;
  if (!/^[0-9]{1,15}$/.test(locationPhone)) throw notDigits('locationPhone');
  if (!/^[0-9]{6}$/.test(locationPin)) throw notDigits('locationPin');
  return new ByteWriter(LOC_CONTACT_MSG_BYTES)
    .bytes(fromHex(`${locationPhone.padEnd(PHONE_DIGITS, 'f')}0`))
    .u8(assertUint(locationRegion, 0xff, 'locationRegion'))
    .bytes(fromHex(locationPin))
    .u32be(periodStart === null ? 0 : toNtpTime(periodStart))
    .finish();
}

/**
 * Reads what {@link encodeLocContactMsg} writes.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `VENUE_CODE_MALFORMED` naming the field.
 */
export function decodeLocContactMsg(bytes: Uint8Array): LocContactMsg {
  const reader = new ByteReader(
    assertBytes(bytes, LOC_CONTACT_MSG_BYTES, 'locContactMsg'),
    'locContactMsg',
  );
  const phone = /^([0-9]{1,15})f*0$/.exec(toHex(reader.bytes(8)));
  if (phone === null) throw malformed('locationPhone');
  const locationRegion = reader.u8();
  const locationPin = toHex(reader.bytes(3));
  if (!/^[0-9]{6}$/.test(locationPin)) throw malformed('locationPin');
  return {
    locationPhone: phone[1] ?? '',
    locationRegion,
    locationPin,
    periodStart: readPeriodStart(reader.u32be()),
  };
}

/**
 * (Location) Seals a locContactMsg for the manual contact tracing authority.
 *
 * @returns 65 bytes.
 * @throws {@link WaypostError} as {@link encodeLocContactMsg}; `KEY_UNSUITABLE`.
 */
export const sealLocContactMsg = (message: LocContactMsg, authority: EciesRecipient): Uint8Array =>
  sealEcies(encodeLocContactMsg(message), authority);

/**
 * (Manual contact tracing authority) Opens a sealed locContactMsg.
 *
 * @param secretKey - 32 bytes, the authority's secret key.
 * @throws {@link WaypostError} `CIPHERTEXT_INVALID`, `BYTES_LENGTH`, `KEY_UNSUITABLE`;
 * `VENUE_CODE_MALFORMED` for what was sealed and is no such message.
 */
export const openLocContactMsg = (sealed: Uint8Array, secretKey: Uint8Array): LocContactMsg =>
  decodeLocContactMsg(
    openEcies(assertBytes(sealed, SEALED_LOC_CONTACT_MSG_BYTES, 'sealed locContactMsg'), secretKey),
  );

function readPeriodStart(ntpTime: number): number | null {
  if (ntpTime === 0) return null;
  try {
    return fromNtpTime(ntpTime);
  } catch {
    throw malformed('t_periodStart');
  }
}

const notDigits = (what: string): WaypostError =>
  new WaypostError('TEXT_LENGTH', `${what} must be digits, of the specified number`, { what });
