/**
 * The S-box of AES as a circuit: 113 gates, 32 of them ANDs, on 128 bytes at a time.
 *
 * Source: Boyar and Peralta, "A new combinational logic minimization technique with applications to
 * cryptology" (SEA 2010), in the shortened form of their list of circuits; names of gates as there, where x0
 * and s0 are the highest bits. Its four NOTs are left out: what comes out is `S(x) ^ 0x63`.
 */
import { BYTE } from './layout';
import { and, xor } from './vector';

/** SubBytes without its constant, on bytes that stand one after the other as planes. */
export function subBytes(from: usize, to: usize, count: usize): void {
  const end = from + count * BYTE;
  for (; from < end; from += BYTE, to += BYTE) {
    const x0 = v128.load(from, 112);
    const x1 = v128.load(from, 96);
    const x2 = v128.load(from, 80);
    const x3 = v128.load(from, 64);
    const x4 = v128.load(from, 48);
    const x5 = v128.load(from, 32);
    const x6 = v128.load(from, 16);
    const x7 = v128.load(from, 0);

    // Top: 23 XORs. Products of the middle are of these sums of input bits.
    const y14 = xor(x3, x5);
    const y13 = xor(x0, x6);
    const y9 = xor(x0, x3);
    const y8 = xor(x0, x5);
    const t0 = xor(x1, x2);
    const y1 = xor(t0, x7);
    const y4 = xor(y1, x3);
    const y12 = xor(y13, y14);
    const y2 = xor(y1, x0);
    const y5 = xor(y1, x6);
    const y3 = xor(y5, y8);
    const t1 = xor(x4, y12);
    const y15 = xor(t1, x5);
    const y20 = xor(t1, x1);
    const y6 = xor(y15, x7);
    const y10 = xor(y15, t0);
    const y11 = xor(y20, y9);
    const y7 = xor(x7, y11);
    const y17 = xor(y10, y11);
    const y19 = xor(y10, y8);
    const y16 = xor(t0, y11);
    const y21 = xor(y13, y16);
    const y18 = xor(x0, y16);

    // Middle: the inverse in the field of 256 elements, by way of that of 16: 30 XORs, 14 ANDs.
    const t2 = and(y12, y15);
    const t3 = and(y3, y6);
    const t4 = xor(t3, t2);
    const t5 = and(y4, x7);
    const t6 = xor(t5, t2);
    const t7 = and(y13, y16);
    const t8 = and(y5, y1);
    const t9 = xor(t8, t7);
    const t10 = and(y2, y7);
    const t11 = xor(t10, t7);
    const t12 = and(y9, y11);
    const t13 = and(y14, y17);
    const t14 = xor(t13, t12);
    const t15 = and(y8, y10);
    const t16 = xor(t15, t12);
    const t17 = xor(t4, y20);
    const t18 = xor(t6, t16);
    const t19 = xor(t9, t14);
    const t20 = xor(t11, t16);
    const t21 = xor(t17, t14);
    const t22 = xor(t18, y19);
    const t23 = xor(t19, y21);
    const t24 = xor(t20, y18);
    const t25 = xor(t21, t22);
    const t26 = and(t21, t23);
    const t27 = xor(t24, t26);
    const t28 = and(t25, t27);
    const t29 = xor(t28, t22);
    const t30 = xor(t23, t24);
    const t31 = xor(t22, t26);
    const t32 = and(t31, t30);
    const t33 = xor(t32, t24);
    const t34 = xor(t23, t33);
    const t35 = xor(t27, t33);
    const t36 = and(t24, t35);
    const t37 = xor(t36, t34);
    const t38 = xor(t27, t36);
    const t39 = and(t29, t38);
    const t40 = xor(t25, t39);
    const t41 = xor(t40, t37);
    const t42 = xor(t29, t33);
    const t43 = xor(t29, t40);
    const t44 = xor(t33, t37);
    const t45 = xor(t42, t41);

    // What the inverse is multiplied with, to come back: 18 ANDs.
    const z0 = and(t44, y15);
    const z1 = and(t37, y6);
    const z2 = and(t33, x7);
    const z3 = and(t43, y16);
    const z4 = and(t40, y1);
    const z5 = and(t29, y7);
    const z6 = and(t42, y11);
    const z7 = and(t45, y17);
    const z8 = and(t41, y10);
    const z9 = and(t44, y12);
    const z10 = and(t37, y3);
    const z11 = and(t33, y4);
    const z12 = and(t43, y13);
    const z13 = and(t40, y5);
    const z14 = and(t29, y2);
    const z15 = and(t42, y9);
    const z16 = and(t45, y14);
    const z17 = and(t41, y8);

    // Bottom: the affine map, 28 XORs; its constant 0x63 is in the round keys.
    const tc1 = xor(z15, z16);
    const tc2 = xor(z10, tc1);
    const tc3 = xor(z9, tc2);
    const tc4 = xor(z0, z2);
    const tc5 = xor(z1, z0);
    const tc6 = xor(z3, z4);
    const tc7 = xor(z12, tc4);
    const tc8 = xor(z7, tc6);
    const tc9 = xor(z8, tc7);
    const tc10 = xor(tc8, tc9);
    const tc11 = xor(tc6, tc5);
    const tc12 = xor(z3, z5);
    const tc13 = xor(z13, tc1);
    const tc14 = xor(tc4, tc12);
    const s3 = xor(tc3, tc11);
    const tc16 = xor(z6, tc8);
    const tc17 = xor(z14, tc10);
    const tc18 = xor(tc13, tc14);
    const s7 = xor(z12, tc18);
    const tc20 = xor(z15, tc16);
    const tc21 = xor(tc2, z11);
    const tc26 = xor(tc17, tc20);
    const s0 = xor(tc3, tc16);
    const s6 = xor(tc10, tc18);
    const s4 = xor(tc14, s3);
    const s1 = xor(s3, tc16);
    const s5 = xor(tc21, tc17);
    const s2 = xor(tc26, z17);
    v128.store(to, s0, 112);
    v128.store(to, s1, 96);
    v128.store(to, s2, 80);
    v128.store(to, s3, 64);
    v128.store(to, s4, 48);
    v128.store(to, s5, 32);
    v128.store(to, s6, 16);
    v128.store(to, s7, 0);
  }
}
