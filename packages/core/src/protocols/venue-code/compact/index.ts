/**
 * The compact form of venue codes, for small prints: the content of the JWS form in less than half of
 * the modules, in the characters that QR codes hold best. It needs this library, where the JWS form
 * is read by any JOSE library.
 *
 * Specification: Waypost check-in protocol, version 1, section 3.
 * Vectors: `test/vectors/location.json`, `cases[].content`.
 *
 * @module
 */
export type { VenueCodeContent } from '../content.ts';
export type { VenueClaims, VenueCodeTrust, WithdrawnVenueCodes } from '../in-force.ts';
export { decodeContent, encodeContent } from './content.ts';
export { type CompactVenueCodeIssuer, issueCompactVenueCode } from './issue.ts';
export { COMPACT_KEY_ID_BYTES, compactKeyId } from './signed-content.ts';
export { verifyCompactVenueCode } from './verify.ts';
