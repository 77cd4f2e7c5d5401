/**
 * The message to those who were there, sealed with the notification key of the place.
 *
 * | field | backend, specification | libcrowdnotifier, version 3 | SwissCovidAssociatedData           |
 * | ----- | ---------------------- | --------------------------- | ---------------------------------- |
 * | 1     | version                | version                     | version                            |
 * | 2     | message                | message                     | criticality (backend, Android)     |
 * | 3     | startTimestamp         | countryData                 | criticality (iOS)                  |
 * | 4     | endTimestamp           |                             |                                    |
 * | 5     | countryData            |                             |                                    |
 *
 * Field 3 is a number in one and bytes in the other, which tells them apart.
 *
 * Spec: CrowdNotifier technical specification, "Data Formats".
 * Vectors: `test/vectors/crowdnotifier.json` (`associatedData`).
 *
 * @module
 */
import { ProtoMessage, ProtoWriter, protoFields } from '../../primitives/foreign.ts';
import { decoding, malformedList, unlessEmpty, unlessZero } from './malformed.ts';

/** Whose fields an associated data has. */
export type AssociatedDataShape = 'backend' | 'libcrowdnotifier';

/** What a trace tells its visitors. */
export interface AssociatedData {
  readonly version: number;
  /** May be empty: then the app has a text of its own. */
  readonly message: string;
  /** When the case was there, Unix seconds; `null` where only the slot is known. */
  readonly window: ExposureWindow | null;
  /** What the country adds; `decodeCriticality` reads it. May be empty. */
  readonly countryData: Uint8Array;
}

/** From when until when, Unix seconds, both included. */
export interface ExposureWindow {
  readonly start: number;
  readonly end: number;
}

/** How serious a warning is. */
export type Criticality = 'low' | 'high';

/** Where the apps keep the criticality: field 2, and 3 on iOS. */
export type CriticalityField = 2 | 3;

/** Reads an associated data of either shape. @throws {@link WaypostError} `VENUE_LIST_MALFORMED`. */
export function decodeAssociatedData(bytes: Uint8Array): AssociatedData {
  return decoding(malformedList, 'associatedData', () => {
    const message = new ProtoMessage(bytes, 'AssociatedData');
    const isLibrary = [...protoFields(bytes, 'AssociatedData')].some(
      ({ number, value }) => number === 3 && value instanceof Uint8Array,
    );
    const hasWindow = !isLibrary && (message.has(3) || message.has(4));
    return {
      version: message.uint(1),
      message: message.string(2),
      window: hasWindow ? { start: message.uint(3), end: message.uint(4) } : null,
      countryData: message.bytes(isLibrary ? 3 : 5).slice(),
    };
  });
}

/** Writes an associated data; libcrowdnotifier's shape has no place for the window. */
export function encodeAssociatedData(
  { version, message, window, countryData }: AssociatedData,
  shape: AssociatedDataShape = 'backend',
): Uint8Array {
  const writer = new ProtoWriter().uint(1, unlessZero(version)).string(2, unlessEmpty(message));
  if (shape === 'libcrowdnotifier') return writer.bytes(3, unlessEmpty(countryData)).finish();
  return writer
    .uint(3, window?.start)
    .uint(4, window?.end)
    .bytes(5, unlessEmpty(countryData))
    .finish();
}

/**
 * Reads the criticality from the `countryData` of SwissCovid, wherever it stands. A value that is not
 * known counts as high, and of two the higher counts: a warning may be too serious, never too mild.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function decodeCriticality(countryData: Uint8Array): Criticality {
  return decoding(malformedList, 'criticality', () => {
    const message = new ProtoMessage(countryData, 'SwissCovidAssociatedData');
    return message.uint(2) === 0 && message.uint(3) === 0 ? 'low' : 'high';
  });
}

/** Writes the `countryData` of SwissCovid. */
export const encodeCriticality = (
  criticality: Criticality,
  { version = 4, field = 2 }: { readonly version?: number; readonly field?: CriticalityField } = {},
): Uint8Array =>
  new ProtoWriter()
    .uint(1, unlessZero(version))
    .uint(field, criticality === 'high' ? 1 : undefined)
    .finish();
