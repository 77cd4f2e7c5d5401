import { assertBytes, equalBytes } from '../../primitives/bytes.ts';
import { toUtf8 } from '../../primitives/encoding.ts';
import { WaypostError } from '../../primitives/errors.ts';
import type { RandomBytes } from '../../primitives/random.ts';
import { type HpkeExchange, type HpkeMessage, hpkeOpen, hpkeSeal } from './hpke.ts';
import { cardKeyId } from './joint-key.ts';
import {
  type CardBinding,
  decodeCardText,
  decodeSealedCard,
  encodeCardBinding,
  encodeCardText,
  encodeSealedCard,
} from './wire.ts';
import { X25519_BYTES, x25519, x25519PublicKey } from './x25519.ts';

const INFO = toUtf8('waypost/1/contact-card');

/** What {@link sealContactCard} seals, to whom, and for which check-in. */
export interface ContactCardToSeal extends CardBinding {
  /** JSON text, at most 510 bytes of UTF-8. Empty for a person who gives no card. */
  readonly card: string;
  /** Joint card key of the UTC day of arrival, 32 bytes, from the key list. */
  readonly publicKey: Uint8Array;
}

/** What {@link openContactCard} opens: the card, its check-in, and what both holders brought. */
export interface ContactCardToOpen extends CardBinding {
  /** Sealed card, 569 bytes. */
  readonly wire: Uint8Array;
  /** Joint card key of the day, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Result of {@link openingHalf}, 32 bytes. Secret: with share A it opens the card. */
  readonly half: Uint8Array;
  /** Share A of the day, 32 bytes. Secret. */
  readonly shareA: Uint8Array;
}

/**
 * (Device) Seals a contact card to both holders of the day's card key: 569 bytes, whatever the card.
 *
 * @param randomBytes - Gives the 32 bytes of the ephemeral secret.
 * @throws {@link WaypostError} `CARD_TOO_LONG`; `CARD_KEY` for a public key that hides nothing;
 *   `BYTES_LENGTH`, `NUMBER_RANGE`, `ENCODING_INVALID` for other wrong values.
 */
export async function sealContactCard(
  { card, publicKey, ...binding }: ContactCardToSeal,
  randomBytes: RandomBytes,
): Promise<Uint8Array> {
  const message: HpkeMessage = {
    info: INFO,
    aad: encodeCardBinding(binding),
    text: encodeCardText(card),
  };
  const ephemeral = randomBytes(X25519_BYTES);
  const enc = x25519PublicKey(ephemeral);
  const exchange: HpkeExchange = { dh: x25519(ephemeral, publicKey), enc, publicKey };
  const ciphertext = await hpkeSeal(exchange, message);
  return encodeSealedCard({ keyId: cardKeyId(publicKey), enc, ciphertext });
}

/**
 * (Holder of share B) First turn of opening: X25519(shareB, enc), 32 bytes, for the holder of share A
 * and for this one card. Secret.
 *
 * @throws {@link WaypostError} `CARD_FORMAT`; `CARD_KEY` where the result is all zeros; `BYTES_LENGTH`.
 */
export const openingHalf = (shareB: Uint8Array, wire: Uint8Array): Uint8Array =>
  x25519(shareB, decodeSealedCard(wire).enc);

/**
 * (Holder of share A) Second turn: opens the card and returns its text, empty where the person gave
 * none.
 *
 * @throws {@link WaypostError} `CARD_FORMAT` for bytes, or a text inside, that are no card; `CARD_KEY`
 *   for a card of another card key, or where X25519 gives all zeros; `CARD_OPEN` where shares, check-in
 *   and card do not belong together; `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export async function openContactCard(input: ContactCardToOpen): Promise<string> {
  const { keyId, enc, ciphertext } = decodeSealedCard(input.wire);
  const publicKey = assertBytes(input.publicKey, X25519_BYTES, 'publicKey');
  if (!equalBytes(keyId, cardKeyId(publicKey)))
    throw new WaypostError('CARD_KEY', 'the card is sealed to another card key');
  const exchange: HpkeExchange = { dh: x25519(input.shareA, input.half), enc, publicKey };
  const message: HpkeMessage = { info: INFO, aad: encodeCardBinding(input), text: ciphertext };
  return decodeCardText(await open(exchange, message));
}

async function open(exchange: HpkeExchange, message: HpkeMessage): Promise<Uint8Array> {
  try {
    return await hpkeOpen(exchange, message);
  } catch {
    throw new WaypostError('CARD_OPEN', 'the card does not open with these keys and this check-in');
  }
}
