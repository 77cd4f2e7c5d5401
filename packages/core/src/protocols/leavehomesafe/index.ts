/**
 * LeaveHomeSafe (Hong Kong): codes of places.
 *
 * Spec: none was published; third-party decoders. Vectors: `test/vectors/leavehomesafe.json`.
 *
 * @module
 */
export * from './code.ts';
