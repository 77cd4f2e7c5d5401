import { toBase64Url } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { parseCwaPartnerUrl } from '../../protocols/cwa/index.ts';
import {
  decodeLucaGuestCode,
  isLucaGuestCode,
  LUCA_HOST,
  type LucaUrl,
  parseLucaUrl,
} from '../../protocols/luca/index.ts';
import { type Decoded, NO_VENUE, UNKNOWN_VALIDITY, validityAt } from '../decoded.ts';
import type { ReadContext, VenueCodeReader } from '../reader.ts';
import { type CwaPayloadRaw, type ReadCwaPayload, readCwaPayload } from './cwa.ts';

/** What a printed Luca code says. */
export interface LucaUrlRaw extends LucaUrl {
  /** What it says to the Corona-Warn-App, or `null`. */
  readonly cwa: CwaPayloadRaw | null;
}

/** What a guest's Luca code says. Bytes are base64url. */
export interface LucaGuestRaw {
  readonly kind: 'guest';
  readonly version: number;
  readonly deviceType: number;
  readonly keyId: number;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly traceId: string;
  readonly encData: string;
  readonly ephemeralPublicKey: string;
  readonly verificationTag: string;
}

/** All that a Luca code says. */
export type LucaRaw = LucaUrlRaw | LucaGuestRaw;

/**
 * A decoded Luca code. The venue's id is the scanner id, its name and address come from the part for
 * the Corona-Warn-App, and its zone is the table. A guest's code says nothing of a venue.
 */
export type DecodedLucaCode = Decoded<'luca', LucaRaw> & {
  /** `false` where the sources gave no code to check this reading against: for guests' codes. */
  readonly verified: boolean;
};

const BEGINNING = new RegExp(`^https://${LUCA_HOST.replaceAll('.', '\\.')}(?![^/?#])`, 'i');

/** Reads printed codes of Luca and codes that guests show. Neither is signed. */
export const lucaReader: VenueCodeReader<DecodedLucaCode> = {
  recognises: (text) => BEGINNING.test(text) || isLucaGuestCode(text),
  read: (text, context) => (BEGINNING.test(text) ? readUrl(text, context) : readGuestCode(text)),
};

function readUrl(text: string, { now }: ReadContext): DecodedLucaCode {
  const { kind, scannerId, data, cwaPayload } = parseLucaUrl(text);
  const cwa = cwaPayload === null ? null : readCwa(text);
  const { notBefore = null, expires = null } = cwa ?? {};
  const { name = null, address = null } = cwa?.venue ?? {};
  return {
    format: 'luca',
    signature: 'unsigned',
    venue: { id: scannerId, name, address, zone: tableOf(data) },
    validity: validityAt(now, { notBefore, expires }),
    raw: { kind, scannerId, data, cwa: cwa?.raw ?? null },
    verified: true,
  };
}

function readGuestCode(text: string): DecodedLucaCode {
  const { verified, ...record } = decodeLucaGuestCode(text);
  return {
    format: 'luca',
    signature: 'unsigned',
    venue: NO_VENUE,
    validity: UNKNOWN_VALIDITY,
    raw: {
      ...record,
      kind: 'guest',
      traceId: toBase64Url(record.traceId),
      encData: toBase64Url(record.encData),
      ephemeralPublicKey: toBase64Url(record.ephemeralPublicKey),
      verificationTag: toBase64Url(record.verificationTag),
    },
    verified,
  };
}

function readCwa(text: string): ReadCwaPayload {
  try {
    return readCwaPayload(parseCwaPartnerUrl(text, { hosts: [LUCA_HOST] }).payload);
  } catch {
    throw new WaypostError(
      'VENUE_CODE_MALFORMED',
      'Luca code has a damaged part for the Corona-Warn-App',
      { format: 'luca', what: 'cwa' },
    );
  }
}

/** A table has a number. Any other text of an unsigned code is better not shown as a place's part. */
function tableOf(data: LucaUrl['data']): string | null {
  const table = data?.['table'];
  return Number.isSafeInteger(table) ? String(table) : null;
}
