import { toBase64Url } from '../../primitives/index.ts';
import {
  decodeEntryCode,
  decodeLocationData,
  derivePreId,
  type EntryCodeVariant,
  entryCodeVariant,
  type FieldNumbering,
  type LocationData,
  type QrCodeEntryV2,
  type QrCodePayload,
} from '../../protocols/crowdnotifier/index.ts';
import { type Decoded, type DecodedVenue, validityAt } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** A code of version 2. */
export interface CrowdnotifierEntryRaw {
  readonly urlVersion: 2;
  readonly version: number;
  readonly name: string;
  readonly location: string;
  readonly room: string;
  readonly venueType: number;
  /** Base64url, 32 bytes. */
  readonly notificationKey: string;
  readonly validFromMs: number;
  readonly validToMs: number;
  /** Base64url: the bytes that identities are made of. */
  readonly info: string;
  /** Base64url, 96 bytes. */
  readonly masterPublicKey: string;
  /** Base64url, 32 bytes. */
  readonly nonce1: string;
  /** Base64url, 32 bytes. */
  readonly nonce2: string;
}

/** A code of version 3 or 4. */
export interface CrowdnotifierPayloadRaw {
  readonly urlVersion: 3 | 4;
  readonly version: number;
  /** Base64url: the bytes that identities are made of. */
  readonly payload: string;
  readonly fieldNumbering: FieldNumbering;
  readonly locationData: {
    readonly version: number;
    readonly description: string;
    readonly address: string;
    /** Unix seconds. */
    readonly startTimestamp: number;
    /** Unix seconds. */
    readonly endTimestamp: number;
  };
  readonly crowdNotifierData: {
    readonly version: number;
    /** Base64url, 96 bytes. */
    readonly publicKey: string;
    /** Base64url. */
    readonly cryptographicSeed: string;
    readonly type: number;
  };
  /** `null` for a code without any. */
  readonly countryData: LocationData | null;
}

/** What a CrowdNotifier code says. */
export type CrowdnotifierRaw = CrowdnotifierEntryRaw | CrowdnotifierPayloadRaw;

/**
 * A decoded CrowdNotifier code. Its venue's id is the preId, base64url: what the place is called where
 * visitors report it. Version 2 has none.
 */
export type DecodedCrowdnotifierCode = Decoded<'crowdnotifier', CrowdnotifierRaw> & {
  readonly variant: EntryCodeVariant;
};

type Reading = Pick<DecodedCrowdnotifierCode, 'venue' | 'validity' | 'raw'>;

/** Reads the codes of NotifyMe and SwissCovid. Nobody signs them. */
export const crowdnotifierReader: VenueCodeReader<DecodedCrowdnotifierCode> = {
  recognises: (text) => entryCodeVariant(text) !== null,
  read(text, { now }) {
    const code = decodeEntryCode(text);
    const reading =
      code.version === 2 ? readEntry(code.entry, now) : readPayload(code, now, code.content);
    return { format: 'crowdnotifier', variant: code.variant, signature: 'unsigned', ...reading };
  },
};

function readEntry({ content, ...entry }: QrCodeEntryV2, now: number): Reading {
  const { notificationKey, ...said } = content;
  // The apps let a code pass in the millisecond of its end; of a second, the next one is too late.
  const notBefore = Math.ceil(said.validFromMs / 1000);
  const expires = Math.floor(said.validToMs / 1000) + 1;
  return {
    venue: venueOf({ name: said.name, address: said.location, zone: said.room }),
    validity: validityAt(now, { notBefore: notBefore || null, expires }),
    raw: {
      urlVersion: 2,
      version: entry.version,
      ...said,
      notificationKey: toBase64Url(notificationKey),
      info: toBase64Url(entry.info),
      masterPublicKey: toBase64Url(entry.masterPublicKey),
      nonce1: toBase64Url(entry.nonce1),
      nonce2: toBase64Url(entry.nonce2),
    },
  };
}

function readPayload(
  { version: urlVersion, payload }: { readonly version: 3 | 4; readonly payload: Uint8Array },
  now: number,
  content: QrCodePayload,
): Reading {
  const { description, address, startTimestamp, endTimestamp } = content;
  const countryData =
    content.countryData.length === 0 ? null : decodeLocationData(content.countryData);
  return {
    venue: {
      ...venueOf({ name: description, address, zone: countryData?.room ?? '' }),
      id: toBase64Url(derivePreId(payload)),
    },
    // The second of the end still counts in the apps, and one without an end is over since 1970.
    validity: validityAt(now, { notBefore: startTimestamp || null, expires: endTimestamp + 1 }),
    raw: {
      urlVersion,
      version: content.version,
      payload: toBase64Url(payload),
      fieldNumbering: content.fieldNumbering,
      locationData: {
        version: content.locationVersion,
        description,
        address,
        startTimestamp,
        endTimestamp,
      },
      crowdNotifierData: {
        version: content.cryptoVersion,
        publicKey: toBase64Url(content.publicKey),
        cryptographicSeed: toBase64Url(content.cryptographicSeed),
        type: content.type,
      },
      countryData,
    },
  };
}

/** Texts as they stand in the code; what is empty is not said. */
const venueOf = (said: { name: string; address: string; zone: string }): DecodedVenue => ({
  id: null,
  name: said.name || null,
  address: said.address || null,
  zone: said.zone || null,
});
