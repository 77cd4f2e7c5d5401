/**
 * The QR code on the chip identity card of Viet Nam (CCCD), read with its numbers masked by default.
 *
 * Spec: Decree 137/2015/ND-CP and Circular 59/2021/TT-BCA for the number. Vectors:
 * `test/vectors/vn-cccd.json`.
 *
 * @module
 */
export * from './card.ts';
export * from './number.ts';
