/**
 * The national personal QR code of Viet Nam: read and written, masked by default.
 *
 * Spec: Decision 1405/QD-BTTTT, version 1.1. Vectors: `test/vectors/vn-personal.json`.
 *
 * @module
 */
export * from './code.ts';
export * from './extension.ts';
export * from './masking.ts';
export * from './plain-name.ts';
