/**
 * Contact cards: a name and a phone number, sealed to an authority of two offices. Neither office
 * opens a card alone, and no card opens for another check-in than its own.
 *
 * Spec: the Waypost check-in protocol, version 1, section 5; RFC 9180 (HPKE), RFC 7748 (X25519).
 * Vectors: `test/vectors/cards.json`.
 *
 * @module
 */
export {
  type ContactCardToOpen,
  type ContactCardToSeal,
  openContactCard,
  openingHalf,
  sealContactCard,
} from './card.ts';
export { cardKeyId, deriveJointCardKey, finishCardKey, startCardKey } from './joint-key.ts';
export { CARD_TEXT_MAX_BYTES, type CardBinding, SEALED_CARD_BYTES } from './wire.ts';
