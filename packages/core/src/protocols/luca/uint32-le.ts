import { assertUint, UINT32_MAX } from '../../primitives/index.ts';

/** Luca writes times little-endian. @throws {@link WaypostError} `NUMBER_RANGE`. */
export function uint32Le(value: number, what: string): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, assertUint(value, UINT32_MAX, what), true);
  return bytes;
}

/** @param bytes - 4 bytes. */
export const readUint32Le = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
