/**
 * How mcl in its default mode (`mapToMode` 0, ORIGINAL) hashes to a scalar and to G1. Older than
 * RFC 9380 and unlike it; kept because every deployed code was made with it.
 *
 * Source: P.-A. Fouque, M. Tibouchi, Indifferentiable Hashing to Barreto-Naehrig Curves (the map of
 * Shallue and van de Woestijne), with mcl's choices.
 * Vectors: `test/vectors/crowdnotifier.json` (`hashToG1`, `ibe`).
 *
 * @module
 */
import { sha256, sha512 } from '../../primitives/index.ts';
import { baseField, fromLittleEndian, type G1Point, GROUP_ORDER, g1FromCurve } from './bls.ts';

const FIELD_BYTES = 48;
const FIELD_BITS = 381n;
const SCALAR_BITS = 255n;
const CURVE_B = 4n;

/** The root of -3 that mcl takes: `(-3)^((p + 1) / 4)`. */
const SQRT_MINUS_3 =
  1586958781458431025242759403266842894121773480562120986020912974854563298150952611241517463240701n;
/** `(SQRT_MINUS_3 - 1) / 2`. */
const X1_START =
  793479390729215512621379701633421447060886740281060493010456487427281649075476305620758731620350n;
/** `(z - 1)^2 / 3` with z = -0xd201000000010000; not the effective cofactor `1 - z` of RFC 9380. */
const COFACTOR = 76329603384216526031706109802092473003n;

/** mcl's `Fr.setHashOf`: SHA-256, read little-endian, cut down below the group order. */
export const hashToScalar = (...parts: readonly Uint8Array[]): bigint =>
  cut(fromLittleEndian(sha256(...parts)), SCALAR_BITS, GROUP_ORDER);

/** mcl's `hashAndMapToG1`: SHA-512, its first 48 bytes read little-endian, then the map. */
export function hashToG1ByMcl(message: Uint8Array): G1Point {
  const digest = sha512(message).subarray(0, FIELD_BYTES);
  return mapToG1(cut(fromLittleEndian(digest), FIELD_BITS, baseField.ORDER));
}

/** Keeps the low bits, and one bit less where that is still too much. */
function cut(value: bigint, bits: bigint, below: bigint): bigint {
  const low = BigInt.asUintN(Number(bits), value);
  return low < below ? low : BigInt.asUintN(Number(bits - 1n), low);
}

/** The first of three candidates that has a y; t decides its sign. */
function mapToG1(t: bigint): G1Point {
  const f = baseField;
  const w = f.div(f.mul(SQRT_MINUS_3, t), f.add(f.sqr(t), CURVE_B + 1n));
  const x1 = f.sub(X1_START, f.mul(t, w));
  const x2 = f.sub(f.neg(x1), 1n);
  const x3 = f.add(f.inv(f.sqr(w)), 1n);
  for (const x of [x1, x2, x3]) {
    const square = f.add(f.pow(x, 3n), CURVE_B);
    if (!isSquare(square)) continue;
    const root = f.sqrt(square);
    return g1FromCurve(x, isSquare(t) ? root : f.neg(root), COFACTOR);
  }
  throw new RangeError('one of the three always has a root');
}

const isSquare = (value: bigint): boolean =>
  baseField.pow(value, (baseField.ORDER - 1n) / 2n) !== baseField.ORDER - 1n;
