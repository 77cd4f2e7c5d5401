/**
 * NZ COVID Tracer: codes of places, the hash of their numbers, and how exposure events are matched.
 *
 * Spec: documents and source of the NZ COVID Tracer app. Vectors: `test/vectors/nz.json`.
 *
 * @module
 */
export * from './code.ts';
export * from './exposure.ts';
export * from './gln.ts';
