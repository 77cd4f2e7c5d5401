/**
 * Venue codes: signed texts in QR codes on posters, the location ids that follow from them, and the
 * rotating codes of displays.
 *
 * Specification: Waypost check-in protocol, version 1, section 3; the JWS form.
 * Vectors: `test/vectors/location.json`, `test/vectors/display.json`.
 *
 * @module
 */
export type { ParsedClaims, VenueCodeContent } from './content.ts';
export * from './display.ts';
export * from './issue.ts';
export * from './location.ts';
export * from './qr.ts';
export { VENUE_CODE_MAX_LENGTH } from './text.ts';
export * from './verify.ts';
