import {
  isVnPersonalText,
  parseVnPersonalCode,
  splitVnExtension,
  type VnExtension,
  type VnPersonalCode,
} from '../../protocols/vn-personal/index.ts';
import { type Decoded, NO_VENUE, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What a personal QR code says, masked. */
export interface VnPersonalRaw extends VnPersonalCode {
  /** The values of `ext`, of which no source establishes which is which. */
  readonly extension: VnExtension;
}

/** A decoded personal QR code of Viet Nam: a person, no place. */
export type DecodedVnPersonalCode = Decoded<'vn-personal', VnPersonalRaw>;

/** Reads the national personal QR code of Viet Nam, always masked. It has no end. */
export const vnPersonalReader: VenueCodeReader<DecodedVnPersonalCode> = {
  recognises: isVnPersonalText,
  read(text) {
    const code = parseVnPersonalCode(text);
    return {
      format: 'vn-personal',
      signature: 'unsigned',
      venue: NO_VENUE,
      validity: UNLIMITED_VALIDITY,
      raw: { ...code, extension: splitVnExtension(code.ext) },
    };
  },
};
