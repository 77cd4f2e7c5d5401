import { UINT32_MAX, WaypostError } from '../../primitives/index.ts';

const DIGITS =
  '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';
const BASE = 85;
const BYTES_A_GROUP = 4;
const DIGITS_A_GROUP = 5;
const VALUES: ReadonlyMap<string, number> = new Map(
  Array.from(DIGITS, (digit, i) => [digit, i] as const),
);

/**
 * Z85 of bytes (ZeroMQ RFC 32): five digits for four bytes, the first the highest.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID` for a length that is no multiple of four.
 */
export function toZ85(bytes: Uint8Array): string {
  if (bytes.length % BYTES_A_GROUP !== 0) throw invalid();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += BYTES_A_GROUP) {
    let group = '';
    let value = view.getUint32(at);
    for (let i = 0; i < DIGITS_A_GROUP; i++) {
      group = DIGITS.charAt(value % BASE) + group;
      value = Math.floor(value / BASE);
    }
    text += group;
  }
  return text;
}

/**
 * Reads Z85. One text for one byte string: a group above 2^32-1 is refused.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function fromZ85(text: string): Uint8Array {
  if (typeof text !== 'string' || text.length % DIGITS_A_GROUP !== 0) throw invalid();
  const bytes = new Uint8Array((text.length / DIGITS_A_GROUP) * BYTES_A_GROUP);
  const view = new DataView(bytes.buffer);
  for (let at = 0, out = 0; at < text.length; at += DIGITS_A_GROUP, out += BYTES_A_GROUP) {
    let value = 0;
    for (let i = 0; i < DIGITS_A_GROUP; i++) value = value * BASE + digitAt(text, at + i);
    if (value > UINT32_MAX) throw invalid();
    view.setUint32(out, value);
  }
  return bytes;
}

function digitAt(text: string, index: number): number {
  const value = VALUES.get(text.charAt(index));
  if (value === undefined) throw invalid();
  return value;
}

const invalid = (): WaypostError =>
  new WaypostError('ENCODING_INVALID', 'not valid Z85', { encoding: 'z85' });
