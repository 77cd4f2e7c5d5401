/**
 * The payload of a code of version 3 or 4.
 *
 * | field | QRCodePayload     | TraceLocation                            | CrowdNotifierData       |
 * | ----- | ----------------- | ---------------------------------------- | ----------------------- |
 * | 1     | version           | version                                  | version                 |
 * | 2     | locationData      | description                              | publicKey, 96 bytes     |
 * | 3     | crowdNotifierData | address                                  | cryptographicSeed       |
 * | 4     | countryData       | startTimestamp (deployed)                | type                    |
 * | 5     |                   | endTimestamp (deployed), start (spec)    |                         |
 * | 6     |                   | endTimestamp (spec)                      |                         |
 *
 * Spec: CrowdNotifier technical specification, "Entry QR Code Format". It puts start and end into
 * fields 5 and 6; NotifyMe, SwissCovid and libcrowdnotifier write 4 and 5.
 * Vectors: `test/vectors/crowdnotifier.json` (`entryUrl`, `uploadBackend`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { WaypostError } from '../../primitives/index.ts';
import { assertMasterPublicKey } from './ibe-keys.ts';
import { decoding, malformedCode, unlessEmpty, unlessZero } from './malformed.ts';

/** Length of the seed of a new code, in bytes. */
export const SEED_BYTES = 32;
/** Shortest seed read: that of the German codes of this family. */
const MIN_SEED_BYTES = 16;
/** Longest description, and longest address, that is written, in UTF-16 units. */
const MAX_TEXT_UNITS = 100;

/** Which field numbers hold start and end: 4 and 5 in every deployed app, 5 and 6 on paper. */
export type FieldNumbering = 'deployed' | 'specification';

const TIME_FIELDS = { deployed: [4, 5], specification: [5, 6] } as const;

/** What a code of version 3 or 4 says. Times in Unix seconds, 0 where it says none. */
export interface QrCodePayload {
  /** 1 on paper; 3 or 4 as deployed. The apps do not look at it. */
  readonly version: number;
  readonly locationVersion: number;
  readonly description: string;
  readonly address: string;
  readonly startTimestamp: number;
  readonly endTimestamp: number;
  /** Version of the `CrowdNotifierData`. */
  readonly cryptoVersion: number;
  /** Master public key, 96 bytes. */
  readonly publicKey: Uint8Array;
  /** At least 16 bytes; 32 in every deployed code. Secret from whoever has not seen the code. */
  readonly cryptographicSeed: Uint8Array;
  /** Without a meaning; iOS writes 1. */
  readonly type: number;
  /** What the country adds; `decodeLocationData` reads it. May be empty. */
  readonly countryData: Uint8Array;
  readonly fieldNumbering: FieldNumbering;
}

/**
 * Reads a payload. For identities the bytes that were read are used, not what this gives.
 *
 * @param numbering - `detect` goes by the fields that are there: 6 without 4 is the specification's,
 * everything else, 5 alone too, is deployed; 4 with 6 is neither and is refused.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`; also where the public key is not a point of its
 * group or the seed is shorter than 16 bytes.
 */
export function decodeQrCodePayload(
  payload: Uint8Array,
  numbering: FieldNumbering | 'detect' = 'detect',
): QrCodePayload {
  return decoding(malformedCode, 'payload', () => {
    const message = new ProtoMessage(payload, 'QRCodePayload');
    const location = message.message(2);
    const crypto = message.message(3);
    const fieldNumbering = numbering === 'detect' ? detectNumbering(location) : numbering;
    const [startField, endField] = TIME_FIELDS[fieldNumbering];
    return assertSound({
      version: message.uint(1),
      locationVersion: location.uint(1),
      description: location.string(2),
      address: location.string(3),
      startTimestamp: location.uint(startField),
      endTimestamp: location.uint(endField),
      cryptoVersion: crypto.uint(1),
      publicKey: crypto.bytes(2).slice(),
      cryptographicSeed: crypto.bytes(3).slice(),
      type: crypto.uint(4),
      countryData: message.bytes(4).slice(),
      fieldNumbering,
    });
  });
}

/**
 * Writes a payload, fields in order, as every deployed generator does.
 *
 * @throws {@link WaypostError} `TEXT_LENGTH` above 100 characters; `BYTES_LENGTH` and `POINT_INVALID`
 * for a bad key or seed; `NUMBER_RANGE`; `ENCODING_INVALID` for a lone surrogate.
 */
export function encodeQrCodePayload(payload: QrCodePayload): Uint8Array {
  assertSound(payload);
  const [startField, endField] = TIME_FIELDS[payload.fieldNumbering];
  const location = new ProtoWriter()
    .uint(1, unlessZero(payload.locationVersion))
    .string(2, unlessEmpty(shortText(payload.description, 'description')))
    .string(3, unlessEmpty(shortText(payload.address, 'address')))
    .uint(startField, unlessZero(payload.startTimestamp))
    .uint(endField, unlessZero(payload.endTimestamp));
  const crypto = new ProtoWriter()
    .uint(1, unlessZero(payload.cryptoVersion))
    .bytes(2, payload.publicKey)
    .bytes(3, payload.cryptographicSeed)
    .uint(4, unlessZero(payload.type));
  return new ProtoWriter()
    .uint(1, unlessZero(payload.version))
    .bytes(2, location.finish())
    .bytes(3, crypto.finish())
    .bytes(4, unlessEmpty(payload.countryData))
    .finish();
}

function detectNumbering(location: ProtoMessage): FieldNumbering {
  if (!location.has(6)) return 'deployed';
  if (location.has(4)) throw malformedCode('both field numberings');
  return 'specification';
}

/** A code whose key is no key takes check-ins that nobody can ever warn: better told at the scan. */
function assertSound(payload: QrCodePayload): QrCodePayload {
  assertMasterPublicKey(payload.publicKey);
  if (payload.cryptographicSeed.length < MIN_SEED_BYTES)
    throw new WaypostError('BYTES_LENGTH', 'cryptographicSeed is too short', {
      what: 'cryptographicSeed',
      min: MIN_SEED_BYTES,
      actual: payload.cryptographicSeed.length,
    });
  return payload;
}

/** @throws {@link WaypostError} `TEXT_LENGTH` above 100 UTF-16 units. */
export function shortText(text: string, what: string): string {
  if (text.length > MAX_TEXT_UNITS)
    throw new WaypostError('TEXT_LENGTH', `${what} must be at most ${MAX_TEXT_UNITS} characters`, {
      what,
      max: MAX_TEXT_UNITS,
      actual: text.length,
    });
  return text;
}
