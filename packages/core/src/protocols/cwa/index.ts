/**
 * Corona-Warn-App presence tracing: codes, the ids that follow from them, warnings that only visitors
 * of a place can read, and the risk of a visit.
 *
 * Spec: event registration of the Corona-Warn-App. Vectors: `test/vectors/cwa.json`.
 *
 * @module
 */
export * from './check-in.ts';
export * from './check-out.ts';
export * from './derive-warning.ts';
export * from './location-id.ts';
export * from './location-type.ts';
export * from './match.ts';
export * from './payload.ts';
export * from './policy.ts';
export * from './protected-report.ts';
export * from './risk.ts';
export * from './rules.ts';
export { type CwaStay, splitCwaStay } from './stay.ts';
export * from './text.ts';
export * from './venue.ts';
export * from './warning-package.ts';
