/**
 * Venue codes: signed texts in QR codes on posters, the location ids that follow from them, and the
 * rotating codes of displays. Issued in the JWS form here, verified in both; the compact form is
 * issued by `@waypost/core/waypost-compact`.
 *
 * Specification: Waypost check-in protocol, version 1, section 3.
 * Vectors: `test/vectors/location.json`, `test/vectors/display.json`.
 *
 * @module
 */
export type { ParsedClaims } from './claims.ts';
export type { VenueCodeContent } from './content.ts';
export * from './display.ts';
export type { VenueClaims, VenueCodeTrust, WithdrawnVenueCodes } from './in-force.ts';
export * from './issue.ts';
export * from './location.ts';
export { encodeNdefUri } from './ndef.ts';
export * from './qr.ts';
export { VENUE_CODE_MAX_LENGTH } from './text.ts';
export {
  rememberVerifiedCodes,
  type VerifiedCodes,
  type VerifiedCodesOptions,
} from './verified-codes.ts';
export { verifyVenueCode } from './verify.ts';
