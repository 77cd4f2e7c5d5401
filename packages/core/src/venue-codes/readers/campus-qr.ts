import {
  type CampusQrCode,
  isCampusQrUrl,
  parseCampusQrCode,
} from '../../protocols/campus-qr/index.ts';
import { type Decoded, NO_VENUE, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What a Campus QR code says. */
export type CampusQrRaw = CampusQrCode;

/** A decoded Campus QR code. No printed code was published to compare the form with. */
export type DecodedCampusQrCode = Decoded<'campus-qr', CampusQrRaw> & { readonly verified: false };

/** Reads the codes of Campus QR. They have no signature and no end; the seat is the zone. */
export const campusQrReader: VenueCodeReader<DecodedCampusQrCode> = {
  recognises: isCampusQrUrl,
  read(text) {
    const code = parseCampusQrCode(text);
    const zone = code.seat === null ? null : String(code.seat);
    return {
      format: 'campus-qr',
      signature: 'unsigned',
      verified: false,
      venue: { ...NO_VENUE, id: code.locationId, zone },
      validity: UNLIMITED_VALIDITY,
      raw: code,
    };
  },
};
