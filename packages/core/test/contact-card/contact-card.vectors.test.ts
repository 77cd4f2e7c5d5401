import {
  cardKeyId,
  deriveJointCardKey,
  finishCardKey,
  openContactCard,
  openingHalf,
  sealContactCard,
  startCardKey,
} from '@waypost/core/contact-card';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { code, flipBit } from '../filters/kit.ts';
import vectors from '../vectors/cards.json' with { type: 'json' };

const cards = vectors.cards.map((vector) => ({
  vector,
  name: vector.card || '(empty)',
  shareA: fromHex(vector.shareA),
  shareB: fromHex(vector.shareB),
  publicKey: fromHex(vector.cardKey),
  wire: fromHex(vector.wire),
  binding: {
    venueId: fromHex(vector.venueId),
    contactId: fromHex(vector.contactId),
    day: vector.day,
  },
}));
type Card = (typeof cards)[number];

const open = (card: Card, wire: Uint8Array, changes: object = {}): Promise<string> =>
  openContactCard({
    wire,
    half: openingHalf(card.shareB, wire),
    shareA: card.shareA,
    publicKey: card.publicKey,
    ...card.binding,
    ...changes,
  });

describe.each(cards)('Waypost protocol 1, section 5: card $name', (card) => {
  const { vector, shareA, shareB, publicKey, wire, binding } = card;

  it('gives the joint key and its id, in one place and by turns', () => {
    expect(toHex(deriveJointCardKey(shareA, shareB))).toBe(vector.cardKey);
    expect(toHex(finishCardKey(shareA, startCardKey(shareB)))).toBe(vector.cardKey);
    expect(toHex(finishCardKey(shareB, startCardKey(shareA)))).toBe(vector.cardKey);
    expect(toHex(cardKeyId(publicKey))).toBe(vector.keyId);
  });

  it('is sealed to the same bytes', async () => {
    const ephemeral = fromHex(vector.ephemeral);
    const sealed = await sealContactCard(
      { card: vector.card, publicKey, ...binding },
      () => ephemeral,
    );
    expect(toHex(sealed)).toBe(vector.wire);
  });

  it('is opened by turns, in either order', async () => {
    expect(await open(card, wire)).toBe(vector.card);
    const half = openingHalf(shareA, wire);
    expect(await open(card, wire, { half, shareA: shareB })).toBe(vector.card);
    expect(toHex(finishCardKey(shareA, openingHalf(shareB, wire)))).toBe(vector.sharedByTurns);
  });

  it('is refused with a bit flipped anywhere', async () => {
    // Every byte of version, key id and enc; every third one of the ciphertext.
    for (let byte = 0; byte < wire.length; byte += byte < 41 ? 1 : 3) {
      const flipped = flipBit(wire, 8 * byte + (byte % 8));
      const expected = byte === 0 ? 'CARD_FORMAT' : byte <= 8 ? 'CARD_KEY' : 'CARD_OPEN';
      const opening = async (): Promise<string> => open(card, flipped);
      await expect(opening()).rejects.toThrow(expect.objectContaining(code(expected)));
    }
  });

  it('is refused when truncated or longer', async () => {
    for (let length = 0; length <= 600; length++) {
      if (length === wire.length) continue;
      const other = new Uint8Array(length);
      other.set(wire.subarray(0, length));
      expect(() => openingHalf(shareB, other)).toThrow(
        expect.objectContaining(code('CARD_FORMAT')),
      );
    }
  });
});
