/**
 * CRC-32 of zip archives: a checksum against accidents, not against anybody.
 *
 * Specification: ITU-T V.42, section 8.1.1.6.2. Vector: the check value `cbf43926` of `123456789`.
 *
 * @module
 */

const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? POLYNOMIAL : 0);
  return value;
});

/** Checksum of what came `before`, followed by `bytes`: uint32. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ TABLE[(value ^ bytes[i]!) & 0xff]!;
  return ~value >>> 0;
}
