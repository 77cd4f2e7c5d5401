/**
 * ECDSA signatures of P-256 in DER, as Java and OpenSSL write them. Whatever verifies here takes
 * `r || s`.
 *
 * Source: RFC 3279 section 2.2.3 (`Ecdsa-Sig-Value`), X.690 (DER).
 *
 * @module
 */
import { assertBytes, concatBytes } from './bytes.ts';
import { WaypostError } from './errors.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const NUMBER_BYTES = 32;

/**
 * `r || s`, 64 bytes, of a DER signature: one text for one signature, so nothing behind it, no
 * negative number, no leading zero that is not needed, no number of more than 32 bytes.
 *
 * | bytes | DER                                       |
 * | ----- | ----------------------------------------- |
 * | 0     | 0x30                                      |
 * | 1     | length of what follows, at most 70        |
 * | 2     | 0x02                                      |
 * | 3     | length of r, 1 to 33                      |
 * | 4..   | r, big endian, 0x00 before a set high bit |
 * | ..    | 0x02, length of s, s: likewise            |
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function fromDerSignature(der: Uint8Array): Uint8Array {
  if (!(der instanceof Uint8Array) || der[0] !== SEQUENCE || der[1] !== der.length - 2)
    throw invalid();
  const r = readNumber(der, 2);
  const s = readNumber(der, r.end);
  if (s.end !== der.length) throw invalid();
  return concatBytes(r.value, s.value);
}

/**
 * The inverse of {@link fromDerSignature}: 8 to 72 bytes.
 *
 * @param signature - `r || s`, 64 bytes.
 * @throws {@link WaypostError} `BYTES_LENGTH`.
 */
export function toDerSignature(signature: Uint8Array): Uint8Array {
  assertBytes(signature, 2 * NUMBER_BYTES, 'signature');
  const numbers = concatBytes(
    writeNumber(signature.subarray(0, NUMBER_BYTES)),
    writeNumber(signature.subarray(NUMBER_BYTES)),
  );
  return concatBytes(Uint8Array.of(SEQUENCE, numbers.length), numbers);
}

function writeNumber(value: Uint8Array): Uint8Array {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Uint8Array.of(0) : value.subarray(start);
  const sign = digits[0]! > 0x7f ? Uint8Array.of(0) : new Uint8Array(0);
  return concatBytes(Uint8Array.of(INTEGER, sign.length + digits.length), sign, digits);
}

/** Reads an INTEGER at `at` as 32 bytes. `end` is where the next thing begins. */
function readNumber(der: Uint8Array, at: number): { value: Uint8Array; end: number } {
  const start = at + 2;
  const end = start + (der[at + 1] ?? 0); // beyond the text, there is nothing that could follow
  const digits = der.subarray(start, end);
  const [first, second = 0] = digits;
  if (der[at] !== INTEGER || first === undefined || first > 0x7f) throw invalid();
  const isPadded = first === 0 && digits.length > 1;
  if (isPadded && second <= 0x7f) throw invalid();
  const magnitude = isPadded ? digits.subarray(1) : digits;
  if (magnitude.length > NUMBER_BYTES) throw invalid();
  const value = new Uint8Array(NUMBER_BYTES);
  value.set(magnitude, NUMBER_BYTES - magnitude.length);
  return { value, end };
}

const invalid = (): WaypostError =>
  new WaypostError('ENCODING_INVALID', 'not a DER signature', { encoding: 'DER' });
