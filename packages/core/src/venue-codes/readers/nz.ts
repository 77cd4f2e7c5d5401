import {
  deriveGlnHash,
  isGln,
  type NzCode,
  type NzCodeForm,
  parseNzCode,
} from '../../protocols/nz/index.ts';
import { type Decoded, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What an NZ COVID Tracer code says. */
export interface NzRaw extends NzCode {
  /** How the code came. */
  readonly form: NzCodeForm;
  /** Whether `gln` is 13 digits whose check digit holds. */
  readonly glnValid: boolean;
  /** What exposure events name the place by: base64, 64 characters. */
  readonly glnHash: string;
}

/** A decoded NZ COVID Tracer code. */
export type DecodedNzCode = Decoded<'nz', NzRaw>;

const BEGINNING = /^(NZCOVIDTRACER:|https:\/\/tracing\.covid19\.govt\.nz\/scan(?![^/?#]))/;

/** Reads the codes of NZ COVID Tracer: QR, link and NFC. They have no signature and no end. */
export const nzReader: VenueCodeReader<DecodedNzCode> = {
  recognises: (text) => BEGINNING.test(text),
  read(text) {
    const { form, code } = parseNzCode(text);
    return {
      format: 'nz',
      signature: 'unsigned',
      venue: { id: code.gln, name: code.opn, address: code.adr, zone: null },
      validity: UNLIMITED_VALIDITY,
      raw: { ...code, form, glnValid: isGln(code.gln), glnHash: deriveGlnHash(code.gln) },
    };
  },
};
