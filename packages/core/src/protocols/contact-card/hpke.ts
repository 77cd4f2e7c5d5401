/**
 * HPKE of RFC 9180, base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305: the door to
 * `hpke` and `@panva/hpke-noble`, whose ciphers are plain JavaScript and need no Web Crypto.
 *
 * A card key has no secret in one place, so the Diffie-Hellman is done outside, by turns. Key
 * schedule and cipher are those of the library.
 *
 * @module
 */
import {
  AEAD_ChaCha20Poly1305,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
} from '@panva/hpke-noble';
import { CipherSuite, type Key, LabeledExpand, LabeledExtract } from 'hpke';
import { concatBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';

const NOTHING = new Uint8Array(0);
/** `"KEM" || I2OSP(0x0020, 2)`. */
const KEM_SUITE_ID = concatBytes(toUtf8('KEM'), Uint8Array.of(0x00, 0x20));
const SHARED_SECRET_BYTES = 32;

/** What both sides of HPKE know once the Diffie-Hellman is done. */
export interface HpkeExchange {
  /** The Diffie-Hellman result, 32 bytes. Secret. */
  readonly dh: Uint8Array;
  /** The ephemeral public key, 32 bytes. */
  readonly enc: Uint8Array;
  /** The recipient's public key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** One message: what is bound to it, and what is sealed or opened. */
export interface HpkeMessage {
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
  readonly text: Uint8Array;
}

/** Seals `text`: ciphertext, 16 bytes longer. */
export async function hpkeSeal(exchange: HpkeExchange, message: HpkeMessage): Promise<Uint8Array> {
  const sealed = await suiteOf(exchange).Seal(placeholder('public'), message.text, message);
  return sealed.ciphertext;
}

/** Opens `text`, or rejects with an error of the library. */
export const hpkeOpen = (exchange: HpkeExchange, message: HpkeMessage): Promise<Uint8Array> =>
  suiteOf(exchange).Open(placeholder('private'), exchange.enc, message.text, message);

/** The suite, with a KEM that answers every key with the shared secret of this one exchange. */
function suiteOf(exchange: HpkeExchange): CipherSuite {
  const decapsulate = (): Promise<Uint8Array> => extractAndExpand(exchange);
  const encapsulate = async (): Promise<{ shared_secret: Uint8Array; enc: Uint8Array }> => ({
    shared_secret: await extractAndExpand(exchange),
    enc: exchange.enc,
  });
  const kem = { ...KEM_DHKEM_X25519_HKDF_SHA256(), Encap: encapsulate, Decap: decapsulate };
  return new CipherSuite(() => kem, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305);
}

/** RFC 9180, section 4.1: `ExtractAndExpand(dh, enc || publicKey)`, 32 bytes. */
async function extractAndExpand({ dh, enc, publicKey }: HpkeExchange): Promise<Uint8Array> {
  const kdf = KDF_HKDF_SHA256();
  const prk = await LabeledExtract(kdf, KEM_SUITE_ID, NOTHING, toUtf8('eae_prk'), dh);
  const context = concatBytes(enc, publicKey);
  const label = toUtf8('shared_secret');
  return LabeledExpand(kdf, KEM_SUITE_ID, prk, label, context, SHARED_SECRET_BYTES);
}

/** The library asks for a key object, which our KEM does not look at. */
const placeholder = (type: 'public' | 'private'): Key => ({
  algorithm: { name: 'X25519' },
  extractable: false,
  type,
});
