/**
 * COVID Alert (Canada): signed codes of places, published outbreaks, and how they are matched.
 *
 * Spec: source of the COVID Alert app, portal and server. Vectors:
 * `test/vectors/covid-alert-canada.json`.
 *
 * @module
 */
export * from './code.ts';
export * from './match.ts';
export * from './outbreaks.ts';
export { type CovidAlertPlace, encodePayload, parsePayload } from './payload.ts';
