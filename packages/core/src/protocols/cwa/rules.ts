import { cwaPermanence } from './location-type.ts';
import { malformed } from './malformed.ts';
import type { CwaPayload } from './payload.ts';

/**
 * Whose rules a payload has to keep: those by which the app takes a scanned code, or those by which
 * codes are made, which include them.
 */
export type CwaRuleLevel = 'client' | 'generator';

/** The field that breaks a rule. */
export type CwaPayloadFault =
  | 'description'
  | 'address'
  | 'timestamps'
  | 'cryptographicSeed'
  | 'type'
  | 'defaultCheckInLengthInMinutes';

/** Length of the seed, in bytes. */
export const CWA_SEED_BYTES = 16;

/** Longest description and address, in UTF-16 units, as the originals count. */
const MAX_TEXT = { client: 255, generator: 100 } as const;
const MAX_DEFAULT_MINUTES = 1440;

// The app asks for one line. Other control characters, lone surrogates and marks that turn the
// direction of text are refused as well, since these texts are shown.
const UNFIT_CHARACTER = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/**
 * The fields of a payload that break a rule, in the order of the table; none where all is well.
 *
 * | field                         | client                            | generator                        |
 * | ----------------------------- | --------------------------------- | -------------------------------- |
 * | description, address          | 1 to 255 UTF-16 units, one line   | 1 to 100                         |
 * | timestamps                    | both 0, or start not after end    | permanent: both 0; else start < end |
 * | cryptographicSeed             | 16 bytes                          | 16 bytes                         |
 * | type                          | any                               | 1 to 12                          |
 * | defaultCheckInLengthInMinutes | any                               | permanent: 1 to 1440; else 0 to 1440 |
 */
export function findCwaPayloadFaults(payload: CwaPayload, level: CwaRuleLevel): CwaPayloadFault[] {
  const { locationData, crowdNotifierData, vendorData } = payload;
  const holds: Readonly<Record<CwaPayloadFault, boolean>> = {
    description: isFitText(locationData.description, level),
    address: isFitText(locationData.address, level),
    timestamps: areFitTimestamps(payload, level),
    cryptographicSeed: crowdNotifierData.cryptographicSeed.length === CWA_SEED_BYTES,
    type: level === 'client' || cwaPermanence(vendorData.type) !== null,
    defaultCheckInLengthInMinutes: level === 'client' || isFitDefaultLength(payload),
  };
  return (Object.keys(holds) as CwaPayloadFault[]).filter((fault) => !holds[fault]);
}

/**
 * Checks that a payload keeps all rules of a level.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: the first field that breaks one.
 */
export function assertCwaPayload(payload: CwaPayload, level: CwaRuleLevel): CwaPayload {
  const [fault] = findCwaPayloadFaults(payload, level);
  if (fault !== undefined) throw malformed(fault);
  return payload;
}

const isFitText = (text: string, level: CwaRuleLevel): boolean =>
  text.length > 0 && text.length <= MAX_TEXT[level] && !UNFIT_CHARACTER.test(text);

function areFitTimestamps({ locationData, vendorData }: CwaPayload, level: CwaRuleLevel): boolean {
  const { startTimestamp, endTimestamp } = locationData;
  if (!isWhole(startTimestamp) || !isWhole(endTimestamp)) return false;
  const areBothZero = startTimestamp === 0 && endTimestamp === 0;
  if (level === 'client') return areBothZero || startTimestamp <= endTimestamp;
  const permanence = cwaPermanence(vendorData.type);
  return permanence === 'permanent' ? areBothZero : startTimestamp < endTimestamp;
}

function isFitDefaultLength({ vendorData }: CwaPayload): boolean {
  const { type, defaultCheckInLengthInMinutes: minutes } = vendorData;
  const least = cwaPermanence(type) === 'permanent' ? 1 : 0;
  return isWhole(minutes) && minutes >= least && minutes <= MAX_DEFAULT_MINUTES;
}

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
