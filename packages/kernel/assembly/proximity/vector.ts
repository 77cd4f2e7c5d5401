/** Names of vector instructions that stand in formulas. The compiler inlines them. */

export function xor(a: v128, b: v128): v128 {
  return v128.xor(a, b);
}

export function and(a: v128, b: v128): v128 {
  return v128.and(a, b);
}

export function add(a: v128, b: v128): v128 {
  return i32x4.add(a, b);
}

/** Each of four words turned right. */
export function rotate(words: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(words, by), i32x4.shl(words, 32 - by));
}
