import {
  deriveLeaveHomeSafeHash,
  LEAVE_HOME_SAFE_PREFIX,
  type LeaveHomeSafeCode,
  parseLeaveHomeSafeCode,
} from '../../protocols/leavehomesafe/index.ts';
import { type Decoded, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What a LeaveHomeSafe code says. */
export interface LeaveHomeSafeRaw extends LeaveHomeSafeCode {
  /** Whether `hash` is what third parties compute of the venue id. It vouches for nothing. */
  readonly hashMatches: boolean;
}

/** A decoded LeaveHomeSafe code. No official source says how its hash is made: never verified. */
export type DecodedLeavehomesafeCode = Decoded<'leavehomesafe', LeaveHomeSafeRaw> & {
  readonly verified: false;
};

/** Reads the codes of LeaveHomeSafe (Hong Kong). They have no signature and no end. */
export const leavehomesafeReader: VenueCodeReader<DecodedLeavehomesafeCode> = {
  recognises: (text) => text.startsWith(LEAVE_HOME_SAFE_PREFIX),
  read(text) {
    const code = parseLeaveHomeSafeCode(text);
    const { venueId, nameEn, nameZh } = code;
    return {
      format: 'leavehomesafe',
      signature: 'unsigned',
      verified: false,
      venue: { id: venueId, name: nameEn ?? nameZh, address: null, zone: null },
      validity: UNLIMITED_VALIDITY,
      raw: { ...code, hashMatches: code.hash === deriveLeaveHomeSafeHash(venueId) },
    };
  },
};
