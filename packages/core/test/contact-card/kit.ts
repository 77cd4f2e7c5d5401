// One check-in, one day's shares, and the library itself as the other party.
import {
  AEAD_ChaCha20Poly1305,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
} from '@panva/hpke-noble';
import { cardKeyId, deriveJointCardKey } from '@waypost/core/contact-card';
import { ByteWriter, concatBytes, toUtf8 } from '@waypost/core/primitives';
import { CipherSuite } from 'hpke';
import { seededRandom } from '../filters/kit.ts';

export const randomBytes = seededRandom(1);
export const shareA = randomBytes(32);
export const shareB = randomBytes(32);
export const publicKey = deriveJointCardKey(shareA, shareB);
export const binding = { venueId: randomBytes(16), contactId: randomBytes(16), day: 20_780 };

/** The suite of section 5 as the library has it, with its own Diffie-Hellman. */
export const plainHpke = new CipherSuite(
  KEM_DHKEM_X25519_HKDF_SHA256,
  KDF_HKDF_SHA256,
  AEAD_ChaCha20Poly1305,
);

export const info = toUtf8('waypost/1/contact-card');
export const aad = new ByteWriter()
  .u8(1)
  .bytes(binding.venueId)
  .bytes(binding.contactId)
  .u32be(binding.day)
  .finish();

/** A sealed card as the library alone makes it, of any 512 bytes. */
export async function sealWithLibrary(plaintext: Uint8Array): Promise<Uint8Array> {
  const key = await plainHpke.DeserializePublicKey(publicKey);
  const sealed = await plainHpke.Seal(key, plaintext, { info, aad });
  const { encapsulatedSecret, ciphertext } = sealed;
  return concatBytes(Uint8Array.of(1), cardKeyId(publicKey), encapsulatedSecret, ciphertext);
}

/** 512 bytes of plaintext, written by hand. */
export const plaintextOf = (length: number, text: Uint8Array): Uint8Array =>
  new ByteWriter()
    .u16be(length)
    .bytes(text)
    .bytes(new Uint8Array(510 - text.length))
    .finish();
