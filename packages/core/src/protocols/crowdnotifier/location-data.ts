/**
 * What NotifyMe and SwissCovid add to a code: the `countryData`. NotifyMe's message is the first three
 * fields of SwissCovid's.
 *
 * | field | type           | SwissCovidLocationData      |
 * | ----- | -------------- | --------------------------- |
 * | 1     | uint32         | version                     |
 * | 2     | enum           | type                        |
 * | 3     | string         | room                        |
 * | 4     | int64          | checkoutWarningDelayMs      |
 * | 5     | int64          | automaticCheckoutDelaylMs   |
 * | 6     | repeated int64 | reminderDelayOptionsMs      |
 *
 * Spec: SwissCovid check-in QR code format. Vectors: `test/vectors/crowdnotifier.json` (`entryUrl`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { decoding, malformedCode, unlessEmpty, unlessZero } from './malformed.ts';

/** The `countryData` of a code. Numbers are 0, texts and lists empty, where it says nothing. */
export interface LocationData {
  readonly version: number;
  /** Of {@link NOTIFY_ME_VENUE_TYPES} in NotifyMe; of {@link SWISS_COVID_CODE_TYPES} in SwissCovid. */
  readonly type: number;
  readonly room: string;
  /** Delay from arrival to the reminder to check out. */
  readonly checkoutWarningDelayMs: number;
  /** Longest stay: then the app checks out by itself. The field's name has a slip in it: `Delayl`. */
  readonly automaticCheckoutDelayMs: number;
  /** What a visitor may choose as a reminder. */
  readonly reminderDelayOptionsMs: readonly number[];
}

/** Kinds of place by number, versions 2 and 3. */
export const NOTIFY_ME_VENUE_TYPES = [
  'other',
  'meeting-room',
  'cafeteria',
  'private-event',
  'canteen',
  'library',
  'lecture-room',
  'shop',
  'gym',
  'kitchen-area',
  'office-space',
] as const;

/** Who may trigger a warning, by number, SwissCovid: its visitors, or the authority alone. */
export const SWISS_COVID_CODE_TYPES = ['user-qr-code', 'contact-tracing-qr-code'] as const;

/** Reads `countryData`. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function decodeLocationData(countryData: Uint8Array): LocationData {
  return decoding(malformedCode, 'countryData', () => {
    const message = new ProtoMessage(countryData, 'SwissCovidLocationData');
    return {
      version: message.uint(1),
      type: message.uint(2),
      room: message.string(3),
      checkoutWarningDelayMs: message.uint(4),
      automaticCheckoutDelayMs: message.uint(5),
      reminderDelayOptionsMs: message.uints(6),
    };
  });
}

/** Writes `countryData`; the options one by one, as the deployed codes have them, not packed. */
export function encodeLocationData(data: LocationData): Uint8Array {
  const writer = new ProtoWriter()
    .uint(1, unlessZero(data.version))
    .uint(2, unlessZero(data.type))
    .string(3, unlessEmpty(data.room))
    .uint(4, unlessZero(data.checkoutWarningDelayMs))
    .uint(5, unlessZero(data.automaticCheckoutDelayMs));
  for (const option of data.reminderDelayOptionsMs) writer.uint(6, option);
  return writer.finish();
}
