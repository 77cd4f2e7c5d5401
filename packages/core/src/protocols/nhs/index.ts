/**
 * NHS COVID-19, the app of England and Wales: signed venue codes, the list of risky venues with its
 * upload and its signature, and the two apps' rules for visits and matches.
 *
 * Sources: the public repositories of the app (Android, iOS) and of its server. There is no other
 * specification.
 * Vectors: `test/vectors/nhs.json`.
 *
 * @module
 */
export * from './circuit-breaker.ts';
export * from './code.ts';
export * from './distribution.ts';
export * from './issue.ts';
export * from './keys.ts';
export * from './local-midnight.ts';
export * from './match.ts';
export * from './risky-venues.ts';
export * from './upload.ts';
export * from './venue-id.ts';
export * from './visits.ts';
