import { x25519 } from '@noble/curves/ed25519.js';
import {
  cardKeyId,
  deriveJointCardKey,
  openContactCard,
  openingHalf,
  SEALED_CARD_BYTES,
  sealContactCard,
} from '@waypost/core/contact-card';
import { fromHex, fromUtf8, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, overwrite } from '../filters/kit.ts';
import {
  aad,
  binding,
  info,
  plainHpke,
  plaintextOf,
  publicKey,
  randomBytes,
  sealWithLibrary,
  shareA,
  shareB,
} from './kit.ts';

const seal = (card: string): Promise<Uint8Array> =>
  sealContactCard({ card, publicKey, ...binding }, randomBytes);

const open = async (wire: Uint8Array, changes: object = {}): Promise<string> =>
  openContactCard({
    wire,
    half: openingHalf(shareB, wire),
    shareA,
    publicKey,
    ...binding,
    ...changes,
  });

const refused = (expected: string): Error => expect.objectContaining(code(expected));

describe('contact card', () => {
  it('opens to what was sealed, and is as long as any other', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (card) => {
        fc.pre(toUtf8(card).length <= 510);
        const wire = await seal(card);
        expect(wire).toHaveLength(SEALED_CARD_BYTES);
        expect(await open(wire)).toBe(card);
      }),
      { numRuns: 40 },
    ));

  it.each([
    ['an empty text', ''],
    ['510 bytes', 'x'.repeat(510)],
    ['510 bytes of two-byte letters', 'ặ'.repeat(170)],
  ])('holds %s', async (_name, card) => {
    expect(await open(await seal(card))).toBe(card);
  });

  it.each([
    ['511 bytes', 'x'.repeat(511), 'CARD_TOO_LONG'],
    ['171 letters of 3 bytes', 'ặ'.repeat(171), 'CARD_TOO_LONG'],
    ['a lone surrogate', '\ud800', 'ENCODING_INVALID'],
  ])('refuses %s', async (_name, card, expected) => {
    await expect(seal(card)).rejects.toThrow(refused(expected));
  });

  it('is sealed afresh each time', async () => {
    expect(await seal('same')).not.toEqual(await seal('same'));
  });

  it.each([
    ['another venue', { venueId: new Uint8Array(16) }, 'CARD_OPEN'],
    ['another contact id', { contactId: new Uint8Array(16) }, 'CARD_OPEN'],
    ['another day', { day: binding.day + 1 }, 'CARD_OPEN'],
    ['another share', { shareA: new Uint8Array(32) }, 'CARD_OPEN'],
    ['another half', { half: randomBytes(32) }, 'CARD_OPEN'],
    ['no half: share B alone', { half: shareB }, 'CARD_OPEN'],
    ['a half of zeros', { half: new Uint8Array(32) }, 'CARD_KEY'],
    ['another card key', { publicKey: deriveJointCardKey(shareB, shareB) }, 'CARD_KEY'],
    ['a short half', { half: new Uint8Array(31) }, 'BYTES_LENGTH'],
    ['a short venue id', { venueId: new Uint8Array(15) }, 'BYTES_LENGTH'],
    ['a day before 1970', { day: -1 }, 'NUMBER_RANGE'],
    ['a text for bytes', { wire: 'x'.repeat(569) }, 'CARD_FORMAT'],
  ])('does not open with %s', async (_name, changes, expected) => {
    const wire = await seal('Ánh');
    await expect(open(wire, changes)).rejects.toThrow(refused(expected));
  });

  it('tells nothing of card or keys in its errors', async () => {
    const wire = await seal('Nguyễn Thị Ánh');
    const error: unknown = await open(wire, { day: 1 }).catch((caught: unknown) => caught);
    expect(Object.keys(error as object).sort()).toEqual(['code', 'details', 'name']);
    expect((error as Error).cause).toBeUndefined();
    expect(error).toMatchObject({ details: {} });
  });
});

// All points of small order, RFC 7748 section 6.1 and the non-canonical forms of them.
const SMALL_ORDER = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
];

describe.each(SMALL_ORDER)('a point that gives zeros with every secret: %s', (hex) => {
  const point = fromHex(hex);

  it('is refused as card key, as half and as ephemeral key', async () => {
    const sealing = sealContactCard({ card: '', ...binding, publicKey: point }, randomBytes);
    await expect(sealing).rejects.toThrow(refused('CARD_KEY'));
    const wire = await seal('');
    await expect(open(wire, { half: point })).rejects.toThrow(refused('CARD_KEY'));
    expect(() => openingHalf(shareB, overwrite(wire, 9, ...point))).toThrow(refused('CARD_KEY'));
  });
});

describe('HPKE of the library alone', () => {
  it('opens what we seal to an ordinary key', async () => {
    const secret = randomBytes(32);
    const ordinary = x25519.getPublicKey(secret);
    const wire = await sealContactCard(
      { card: 'Ánh', ...binding, publicKey: ordinary },
      randomBytes,
    );
    expect(wire.subarray(1, 9)).toEqual(cardKeyId(ordinary));
    const key = await plainHpke.DeserializePrivateKey(secret);
    const options = { info, aad };
    const text = await plainHpke.Open(key, wire.slice(9, 41), wire.slice(41), options);
    expect(fromUtf8(text.subarray(2, 6))).toBe('Ánh');
    expect(text).toEqual(plaintextOf(4, toUtf8('Ánh')));
  });

  it('seals what we open by turns', async () => {
    const wire = await sealWithLibrary(plaintextOf(4, toUtf8('Ánh')));
    expect(await open(wire)).toBe('Ánh');
  });

  it.each([
    ['a length past the end', plaintextOf(511, toUtf8('x'))],
    ['the longest length that can be written', plaintextOf(65_535, toUtf8('x'))],
    ['padding that is not zero', overwrite(plaintextOf(1, toUtf8('x')), 511, 1)],
    ['a byte behind the text', plaintextOf(1, toUtf8('xy'))],
    ['a text that is no UTF-8', plaintextOf(1, Uint8Array.of(0xff))],
    ['a letter cut in two', plaintextOf(1, toUtf8('Á')).fill(0, 3)],
  ])('can seal %s: refused', async (_name, plaintext) => {
    await expect(open(await sealWithLibrary(plaintext))).rejects.toThrow(refused('CARD_FORMAT'));
  });
});
