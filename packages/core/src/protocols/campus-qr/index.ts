/**
 * Campus QR: codes of rooms and seats, and who met whom.
 *
 * Spec: source of Campus QR. Vectors: `test/vectors/campus-qr.json`.
 *
 * @module
 */
export * from './code.ts';
export * from './contacts.ts';
