import {
  assertBytes,
  assertUint,
  ByteReader,
  ByteWriter,
  WaypostError,
} from '../../primitives/index.ts';
import { SEALED_LOC_CONTACT_MSG_BYTES } from './contact-message.ts';
import { LT_KEY_BYTES } from './location-keys.ts';
import { malformed } from './malformed.ts';
import { fromNtpTime, PERIOD_GRID_SECONDS, toNtpTime, toPeriodNtpTime } from './ntp.ts';

/** Length of a message without a sealed locContactMsg, in bytes. */
export const CLEA_MESSAGE_BYTES = 44;
/** `criExp` of a code that is not renewed within its period. */
export const CRI_EXP_NEVER = 31;
/** `periodDuration` of a period without an end. */
export const PERIOD_UNLIMITED = 255;

/** What a location says of itself, beside its ids and times. */
export interface CleaVenue {
  /** Whether the code is for the people who work there. */
  readonly staff: boolean;
  /** CRIexp, 0..31: the code is renewed every 2^CRIexp seconds, with 31 never. */
  readonly criExp: number;
  /** 0..31; what it means is for each country to say. */
  readonly venueType: number;
  /** 0..15. */
  readonly venueCategory1: number;
  /** 0..15. */
  readonly venueCategory2: number;
  /** Hours, 1..254; 255 for a period without an end. */
  readonly periodDuration: number;
}

/** The part of a code that only the server reads. */
export interface CleaMessage extends CleaVenue {
  /** 12 bits, zero by the specification; older libraries put a country code here. */
  readonly reserved2: number;
  /** t_periodStart, Unix seconds at a full hour. */
  readonly periodStart: number;
  /** t_qrStart: from when this code was shown, Unix seconds. */
  readonly qrStart: number;
  /** 32 bytes. Secret. */
  readonly ltKey: Uint8Array;
  /** Sealed locContactMsg, 65 bytes, or `null`. */
  readonly sealedContact: Uint8Array | null;
}

/**
 * Specification section 3.4, "Binary format of the msg". Numbers are big-endian.
 *
 * | bytes   | bits   | message                                       |
 * | ------- | ------ | --------------------------------------------- |
 * | 0..3    | 0      | staff                                         |
 * |         | 1      | locContactMsgPresent                          |
 * |         | 2..13  | reserved2                                     |
 * |         | 14..18 | CRIexp                                        |
 * |         | 19..23 | venueType                                     |
 * |         | 24..27 | venueCategory1                                |
 * |         | 28..31 | venueCategory2                                |
 * | 4       |        | periodDuration, hours                         |
 * | 5..7    |        | ct_periodStart, NTP time in hours             |
 * | 8..11   |        | t_qrStart, NTP time in seconds                |
 * | 12..43  |        | LTKey                                         |
 * | 44..108 |        | sealed locContactMsg, if locContactMsgPresent |
 *
 * @returns 44 or 109 bytes.
 * @throws {@link WaypostError} `NUMBER_RANGE`, `TIME_RANGE`, `BYTES_LENGTH`.
 */
export function encodeCleaMessage(message: CleaMessage): Uint8Array {
  const { periodDuration, periodStart, qrStart, ltKey, sealedContact } = message;
  if (assertUint(periodDuration, PERIOD_UNLIMITED, 'periodDuration') === 0)
    throw new WaypostError('NUMBER_RANGE', 'periodDuration must not be zero');
  const ctPeriodStart = toPeriodNtpTime(periodStart) / PERIOD_GRID_SECONDS;
  const writer = new ByteWriter(CLEA_MESSAGE_BYTES + SEALED_LOC_CONTACT_MSG_BYTES)
    .u32be(encodeFlags(message))
    .u8(periodDuration)
    .u8(ctPeriodStart >>> 16)
    .u16be(ctPeriodStart & 0xffff)
    .u32be(toNtpTime(qrStart))
    .bytes(assertBytes(ltKey, LT_KEY_BYTES, 'LTKey'));
  if (sealedContact !== null)
    writer.bytes(assertBytes(sealedContact, SEALED_LOC_CONTACT_MSG_BYTES, 'sealed locContactMsg'));
  return writer.finish();
}

/**
 * Reads what {@link encodeCleaMessage} writes.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the field; `length` also where the
 * length is not the one that locContactMsgPresent asks for.
 */
export function decodeCleaMessage(bytes: Uint8Array): CleaMessage {
  if (!(bytes instanceof Uint8Array) || bytes.length < CLEA_MESSAGE_BYTES)
    throw malformed('length');
  const reader = new ByteReader(bytes, 'Cléa message');
  const flags = reader.u32be();
  const hasContact = ((flags >>> 30) & 1) === 1;
  if (bytes.length !== CLEA_MESSAGE_BYTES + (hasContact ? SEALED_LOC_CONTACT_MSG_BYTES : 0))
    throw malformed('length');
  const periodDuration = reader.u8();
  if (periodDuration === 0) throw malformed('periodDuration');
  const ctPeriodStart = reader.u8() * 0x1_0000 + reader.u16be();
  return {
    ...decodeFlags(flags),
    periodDuration,
    periodStart: readTime(ctPeriodStart * PERIOD_GRID_SECONDS, 'ct_periodStart'),
    qrStart: readTime(reader.u32be(), 't_qrStart'),
    ltKey: reader.bytes(LT_KEY_BYTES).slice(),
    sealedContact: hasContact ? reader.bytes(SEALED_LOC_CONTACT_MSG_BYTES).slice() : null,
  };
}

// Multiplied, not shifted: the highest bit would turn the number negative.
const encodeFlags = (message: CleaMessage): number =>
  (message.staff ? 2 ** 31 : 0) +
  (message.sealedContact === null ? 0 : 2 ** 30) +
  assertUint(message.reserved2, 0xfff, 'reserved2') * 2 ** 18 +
  assertUint(message.criExp, 0x1f, 'CRIexp') * 2 ** 13 +
  assertUint(message.venueType, 0x1f, 'venueType') * 2 ** 8 +
  assertUint(message.venueCategory1, 0xf, 'venueCategory1') * 2 ** 4 +
  assertUint(message.venueCategory2, 0xf, 'venueCategory2');

const decodeFlags = (
  flags: number,
): Omit<CleaVenue, 'periodDuration'> & Pick<CleaMessage, 'reserved2'> => ({
  staff: flags >>> 31 === 1,
  reserved2: (flags >>> 18) & 0xfff,
  criExp: (flags >>> 13) & 0x1f,
  venueType: (flags >>> 8) & 0x1f,
  venueCategory1: (flags >>> 4) & 0xf,
  venueCategory2: flags & 0xf,
});

function readTime(ntpTime: number, what: string): number {
  try {
    return fromNtpTime(ntpTime);
  } catch {
    throw malformed(what);
  }
}
