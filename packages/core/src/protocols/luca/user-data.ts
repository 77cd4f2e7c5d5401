import {
  AES_BLOCK_BYTES,
  aesCtr,
  P256_COMPRESSED_BYTES,
  p256PublicKey,
  p256SharedSecret,
} from '../../primitives/foreign.ts';
import { assertBytes, concatBytes, sha256 } from '../../primitives/index.ts';

/** Length of a user id, in bytes. */
export const LUCA_USER_ID_BYTES = 16;
/** Length of a data secret, in bytes. */
export const DATA_SECRET_BYTES = 16;
/** Length of encrypted user data, in bytes. */
export const ENC_DATA_BYTES: number = LUCA_USER_ID_BYTES + DATA_SECRET_BYTES;

const KEY_LABEL = Uint8Array.of(0x01);

/** What leads a health department to a guest's contact data. */
export interface LucaUserData {
  /** 16 bytes, a UUID. */
  readonly userId: Uint8Array;
  /** 16 bytes. Secret of the guest: the key to the contact data. */
  readonly dataSecret: Uint8Array;
}

/** User data as a code carries it. */
export interface SealedLucaUserData {
  /** 32 bytes. Not authenticated. */
  readonly encData: Uint8Array;
  /** 33 bytes, compressed point of P-256. */
  readonly ephemeralPublicKey: Uint8Array;
}

/** Marks what follows a rule that no published vector confirms. */
export interface Unverified {
  readonly verified: false;
}

/**
 * (Guest) Encrypts user data for the health departments: AES-128-CTR with the first half of
 * `SHA256(x of the shared point || 0x01)`, and the first 16 bytes of the ephemeral public key as
 * initial counter.
 *
 * @param ephemeralSecret - 32 bytes, fresh for each code: it determines key and counter.
 * @param dailyPublicKey - 33 bytes compressed or 65 uncompressed.
 * @throws {@link WaypostError} `BYTES_LENGTH`, `KEY_UNSUITABLE`.
 */
export function sealLucaUserData(
  { userId, dataSecret }: LucaUserData,
  ephemeralSecret: Uint8Array,
  dailyPublicKey: Uint8Array,
): SealedLucaUserData & Unverified {
  const plain = concatBytes(
    assertBytes(userId, LUCA_USER_ID_BYTES, 'userId'),
    assertBytes(dataSecret, DATA_SECRET_BYTES, 'dataSecret'),
  );
  const ephemeralPublicKey = p256PublicKey(ephemeralSecret);
  const shared = p256SharedSecret(ephemeralSecret, dailyPublicKey);
  const encData = cipher(shared, ephemeralPublicKey, plain);
  return { encData, ephemeralPublicKey, verified: false };
}

/**
 * (Health department) Decrypts user data. Nothing tells whether the key was the right one: the
 * verification tag does, once the guest's verification secret is known.
 *
 * @param dailySecret - 32 bytes, secret of a daily key pair, which all departments share.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `KEY_UNSUITABLE`, also for an ephemeral key that is no
 * point of the curve.
 */
export function openLucaUserData(
  { encData, ephemeralPublicKey }: SealedLucaUserData,
  dailySecret: Uint8Array,
): LucaUserData & Unverified {
  assertBytes(encData, ENC_DATA_BYTES, 'encData');
  assertBytes(ephemeralPublicKey, P256_COMPRESSED_BYTES, 'ephemeralPublicKey');
  const shared = p256SharedSecret(dailySecret, ephemeralPublicKey);
  const plain = cipher(shared, ephemeralPublicKey, encData);
  return {
    userId: plain.slice(0, LUCA_USER_ID_BYTES),
    dataSecret: plain.slice(LUCA_USER_ID_BYTES),
    verified: false,
  };
}

/** CTR is its own inverse. */
const cipher = (shared: Uint8Array, publicKey: Uint8Array, bytes: Uint8Array): Uint8Array =>
  aesCtr(
    {
      key: sha256(shared, KEY_LABEL).subarray(0, AES_BLOCK_BYTES),
      iv: publicKey.subarray(0, AES_BLOCK_BYTES),
    },
    bytes,
  );
