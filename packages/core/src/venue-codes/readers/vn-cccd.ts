import { type CccdCard, isCccdText, parseCccd } from '../../protocols/vn-cccd/index.ts';
import { type Decoded, NO_VENUE, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What the card says, its numbers masked. */
export type VnCccdRaw = CccdCard;

/** A decoded identity card of Viet Nam: a person, no place. */
export type DecodedVnCccdCode = Decoded<'vn-cccd', VnCccdRaw>;

/** Reads the QR code of identity cards of Viet Nam, always masked. It has no end. */
export const vnCccdReader: VenueCodeReader<DecodedVnCccdCode> = {
  recognises: isCccdText,
  read: (text) => ({
    format: 'vn-cccd',
    signature: 'unsigned',
    venue: NO_VENUE,
    validity: UNLIMITED_VALIDITY,
    raw: parseCccd(text),
  }),
};
