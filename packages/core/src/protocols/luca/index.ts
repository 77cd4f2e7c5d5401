/**
 * Luca (Germany): the codes that guests showed and the codes that stood on tables.
 *
 * Sources: the security concept of Luca (`lucaapp/security-concept`) and the tests of its apps.
 * Vectors: `test/vectors/luca.json`.
 *
 * @module
 */
export * from './guest-code.ts';
export * from './trace-id.ts';
export * from './url.ts';
export * from './user-data.ts';
export * from './z85.ts';
