/**
 * The curve BLS12-381 with the byte forms of the library mcl, which the deployed apps use: a door to
 * `@noble/curves`. Whatever is read is checked: on the curve, in the subgroup of prime order, not zero.
 *
 * | value  | bytes | layout, all little-endian                                        |
 * | ------ | ----- | ---------------------------------------------------------------- |
 * | scalar | 32    | whole number below the group order                               |
 * | G1     | 48    | x; top bit of the last byte: y is odd                            |
 * | G2     | 96    | x.c0, x.c1, 48 each; top bit of the last byte: y.c0 is odd       |
 * | GT     | 576   | twelve of 48: c0.c0.c0, c0.c0.c1, c0.c1.c0, … c1.c2.c1           |
 *
 * Sources: mcl's serialisation (default mode), RFC 9380 (section 8.8.1).
 * Vectors: `test/vectors/crowdnotifier.json`.
 *
 * @module
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { assertBytes, type RandomBytes, WaypostError } from '../../primitives/index.ts';

/** Length of a scalar: a master secret key. */
export const SCALAR_BYTES = 32;
/** Length of a point of G1: a secret key for one identity. */
export const G1_BYTES = 48;
/** Length of a point of G2: a master public key. */
export const G2_BYTES = 96;

/** A point of the first group. Made by this module it is valid and not zero. */
export type G1Point = typeof bls12_381.G1.Point.BASE;
/** A point of the second group. Made by this module it is valid and not zero. */
export type G2Point = typeof bls12_381.G2.Point.BASE;

/** Arithmetic modulo the prime of the curve. */
export const baseField: typeof bls12_381.fields.Fp = bls12_381.fields.Fp;
/** Order of the groups. */
export const GROUP_ORDER: bigint = bls12_381.fields.Fr.ORDER;
/** Generator of G2. */
export const g2Generator: G2Point = bls12_381.G2.Point.BASE;

const { Fp2 } = bls12_381.fields;
const COORDINATE_BYTES = 48;
const SIGN_BIT = 0x80;
const CURVE_B = 4n;
/** Of a suite of its own, so that no point of another protocol is ever one of ours. RFC 9380, 3.1. */
const RFC9380_DST = 'WAYPOST-CROWDNOTIFIER-V01-CS01-with-BLS12381G1_XMD:SHA-256_SSWU_RO_';

/** Reads a whole number, little-endian. */
export function fromLittleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return value;
}

function toLittleEndian(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return bytes;
}

/** A fresh scalar, not zero. 48 bytes of randomness leave no bias (FIPS 186-5, A.2.1). */
export function generateScalar(randomBytes: RandomBytes): bigint {
  const bytes = assertBytes(randomBytes(COORDINATE_BYTES), COORDINATE_BYTES, 'randomness');
  return (fromLittleEndian(bytes) % (GROUP_ORDER - 1n)) + 1n;
}

/** Reads a secret scalar. @throws `BYTES_LENGTH`; `KEY_UNSUITABLE` for zero and from the order on. */
export function decodeScalar(bytes: Uint8Array): bigint {
  const scalar = fromLittleEndian(assertBytes(bytes, SCALAR_BYTES, 'master secret key'));
  if (scalar === 0n || scalar >= GROUP_ORDER)
    throw new WaypostError('KEY_UNSUITABLE', 'master secret key is out of range');
  return scalar;
}

/** 32 bytes. */
export const encodeScalar = (scalar: bigint): Uint8Array => toLittleEndian(scalar, SCALAR_BYTES);

/**
 * Reads a point of G1, 48 bytes.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `POINT_INVALID` with `what` where it is zero, off the
 * curve, outside the subgroup, or not written in the one way there is.
 */
export function decodeG1(bytes: Uint8Array, what: string): G1Point {
  const { value, isOdd } = splitSign(assertBytes(bytes, G1_BYTES, what));
  return checked(what, () => {
    const x = fromLittleEndian(value);
    const root = baseField.sqrt(baseField.add(baseField.pow(x, 3n), CURVE_B));
    const y = (root & 1n) === BigInt(isOdd) ? root : baseField.neg(root);
    return bls12_381.G1.Point.fromAffine({ x, y });
  });
}

/** 48 bytes. */
export function encodeG1(point: G1Point): Uint8Array {
  const { x, y } = point.toAffine();
  return withSign(toLittleEndian(x, G1_BYTES), y);
}

/** Reads a point of G2, 96 bytes. @throws as {@link decodeG1}. */
export function decodeG2(bytes: Uint8Array, what: string): G2Point {
  const { value, isOdd } = splitSign(assertBytes(bytes, G2_BYTES, what));
  return checked(what, () => {
    const x = {
      c0: fromLittleEndian(value.subarray(0, COORDINATE_BYTES)),
      c1: fromLittleEndian(value.subarray(COORDINATE_BYTES)),
    };
    const root = Fp2.sqrt(Fp2.add(Fp2.pow(x, 3n), { c0: CURVE_B, c1: CURVE_B }));
    const y = (root.c0 & 1n) === BigInt(isOdd) ? root : Fp2.neg(root);
    return bls12_381.G2.Point.fromAffine({ x, y });
  });
}

/** 96 bytes. */
export function encodeG2(point: G2Point): Uint8Array {
  const { x, y } = point.toAffine();
  const bytes = new Uint8Array(G2_BYTES);
  bytes.set(toLittleEndian(x.c0, COORDINATE_BYTES));
  bytes.set(toLittleEndian(x.c1, COORDINATE_BYTES), COORDINATE_BYTES);
  return withSign(bytes, y.c0);
}

/** The pairing of two points, as the 576 bytes that mcl writes. Takes tens of milliseconds. */
export function pairingBytes(g1: G1Point, g2: G2Point): Uint8Array {
  const { c0, c1 } = bls12_381.pairing(g1, g2);
  const halves = [c0.c0, c0.c1, c0.c2, c1.c0, c1.c1, c1.c2].flatMap((pair) => [pair.c0, pair.c1]);
  const bytes = new Uint8Array(halves.length * COORDINATE_BYTES);
  for (const [i, half] of halves.entries())
    bytes.set(toLittleEndian(half, COORDINATE_BYTES), i * COORDINATE_BYTES);
  return bytes;
}

/** Whether `e(a1, a2) = e(b1, b2)`, for less than two pairings. */
export function pairingsAgree(a: [G1Point, G2Point], b: [G1Point, G2Point]): boolean {
  const quotient = bls12_381.pairingBatch([
    { g1: a[0], g2: a[1] },
    { g1: b[0].negate(), g2: b[1] },
  ]);
  return bls12_381.fields.Fp12.eql(quotient, bls12_381.fields.Fp12.ONE);
}

/** A point of G1 from a point of the curve that may lie outside: `factor` times it. */
export const g1FromCurve = (x: bigint, y: bigint, factor: bigint): G1Point =>
  bls12_381.G1.Point.fromAffine({ x, y }).multiplyUnsafe(factor);

/** RFC 9380, suite `BLS12381G1_XMD:SHA-256_SSWU_RO_`, under our own domain separation tag. */
export const hashToG1ByRfc9380 = (message: Uint8Array): G1Point =>
  bls12_381.G1.hashToCurve(message, { DST: RFC9380_DST });

function splitSign(bytes: Uint8Array): { value: Uint8Array; isOdd: boolean } {
  const last = bytes.length - 1;
  const value = bytes.slice();
  value[last]! &= ~SIGN_BIT;
  return { value, isOdd: (bytes[last]! & SIGN_BIT) !== 0 };
}

function withSign(bytes: Uint8Array, y: bigint): Uint8Array {
  if ((y & 1n) === 1n) bytes[bytes.length - 1]! |= SIGN_BIT;
  return bytes;
}

/**
 * Makes a point and tests it: coordinates reduced, on the curve, of prime order. Whatever fails on the
 * way is one error, without the library's words.
 */
function checked<P extends { assertValidity(): void }>(what: string, make: () => P): P {
  try {
    const point = make();
    point.assertValidity();
    return point;
  } catch {
    throw new WaypostError('POINT_INVALID', `${what} is not a point of its group`, { what });
  }
}
