/**
 * Identity-based encryption: Boneh and Franklin's FullIdent, with the identity hashed into the
 * randomness. A visit is encrypted to the identity of a place in an hour; the key for that identity,
 * once it is published, opens it.
 *
 * | part  | bytes      | value                                                             |
 * | ----- | ---------- | ----------------------------------------------------------------- |
 * | c1    | 96         | `g2^r`, `r = H3(x \|\| identity \|\| message)`                       |
 * | c2    | 32         | `x XOR Ht(e(H1(identity), mpk)^r)`, x random                      |
 * | c3    | message+16 | `secretbox(message, nonce, H4(x))`                                |
 * | nonce | 24         | random                                                            |
 *
 * H4 is SHA-256; Ht is SHA-256 of the 576 bytes of the pairing; H3 is mcl's `Fr.setHashOf`. The
 * specification's prose orders H3 as x, m, id; its code, all apps and all vectors take x, id, m.
 *
 * Spec: CrowdNotifier technical specification, "Identity-based Encryption".
 * Vectors: `test/vectors/crowdnotifier.json` (`ibe`).
 *
 * @module
 */
import { assertBytes, type RandomBytes, sha256 } from '../../primitives/index.ts';
import { decodeG1, decodeG2, encodeG2, G2_BYTES, g2Generator, pairingBytes } from './bls.ts';
import { type HashToG1, hashToPoint, IDENTITY_BYTES, type TracingKey } from './ibe-keys.ts';
import { hashToScalar } from './mcl-map.ts';
import { openSecretBox, SECRET_BOX_NONCE_BYTES, sealSecretBox } from './secret-box.ts';

const X_BYTES = 32;

/** What one encryption makes; lengths in the table above. */
export interface IbeCiphertext {
  readonly c1: Uint8Array;
  readonly c2: Uint8Array;
  readonly c3: Uint8Array;
  readonly nonce: Uint8Array;
}

/** A message and whom it is for. */
export interface IbeMessage {
  /** 96 bytes. */
  readonly masterPublicKey: Uint8Array;
  /** 32 bytes. */
  readonly identity: Uint8Array;
  readonly message: Uint8Array;
}

/**
 * Encrypts a message to an identity: `IBE.Enc`. One pairing.
 *
 * @param randomBytes - Asked for 32 bytes (x), then for 24 (nonce).
 * @throws {@link WaypostError} `BYTES_LENGTH`; `POINT_INVALID` for a bad master public key.
 */
export function ibeEnc(
  { masterPublicKey, identity, message }: IbeMessage,
  randomBytes: RandomBytes,
  map: HashToG1 = 'mcl',
): IbeCiphertext {
  assertBytes(identity, IDENTITY_BYTES, 'identity');
  const publicKey = decodeG2(masterPublicKey, 'master public key');
  const x = assertBytes(randomBytes(X_BYTES), X_BYTES, 'randomness');
  const nonce = assertBytes(
    randomBytes(SECRET_BOX_NONCE_BYTES),
    SECRET_BOX_NONCE_BYTES,
    'randomness',
  );
  const r = hashToScalar(x, identity, message);
  // e(H1(id)^r, mpk) is e(H1(id), mpk)^r, and a power in G1 costs a tenth of one in GT.
  const shared = pairingBytes(hashToPoint(identity, map).multiply(r), publicKey);
  return {
    c1: encodeG2(g2Generator.multiply(r)),
    c2: xor(x, sha256(shared)),
    c3: sealSecretBox({ key: sha256(x), nonce }, message),
    nonce,
  };
}

/**
 * Decrypts with the key for an identity: `IBE.Dec`. One pairing.
 *
 * @returns The message, or `null` where it was encrypted to another identity or key, or changed.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `POINT_INVALID` for a key or `c1` outside its group,
 * which no honest party makes.
 */
export function ibeDec(
  { identity, secretKeyForIdentity }: TracingKey,
  { c1, c2, c3, nonce }: IbeCiphertext,
): Uint8Array | null {
  assertBytes(identity, IDENTITY_BYTES, 'identity');
  assertBytes(c1, G2_BYTES, 'c1');
  assertBytes(c2, X_BYTES, 'c2');
  const secretKey = decodeG1(secretKeyForIdentity, 'secret key for identity');
  const point = decodeG2(c1, 'c1');
  const x = xor(c2, sha256(pairingBytes(secretKey, point)));
  const message = openSecretBox({ key: sha256(x), nonce }, c3);
  if (message === null) return null;
  // Without this a ciphertext could be changed on the way and still open.
  const expected = g2Generator.multiply(hashToScalar(x, identity, message));
  return expected.equals(point) ? message : null;
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ b[i]!);
}
