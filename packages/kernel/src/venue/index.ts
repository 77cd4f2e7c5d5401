/**
 * Venue matching on columns: an index of stays for many questions. The rule that it follows is the
 * plainest of `@waypost/core/matching`, which answers all others.
 *
 * @module
 */
export type { ContactColumns, VenueEngineName } from './engine.ts';
export type { StayColumns } from './stays.ts';
export { VenueIndex, type VenueIndexOptions } from './venue-index.ts';
