import { createCipheriv } from 'node:crypto';
import { fromHex, toHex } from '@waypost/core/primitives';
import {
  type AesParameters,
  aesCbcDecrypt,
  aesCbcEncrypt,
  aesCtr,
  aesEcbDecrypt,
  aesEcbEncrypt,
  aesGcmOpen,
  aesGcmSeal,
} from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

const flip = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, i) => (i === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('FIPS 197, appendix C: one block', () => {
  it.each([
    ['AES-128', '000102030405060708090a0b0c0d0e0f', '69c4e0d86a7b0430d8cdb78070b4c55a'],
    [
      'AES-256',
      '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
      '8ea2b7ca516745bfeafc49904b496089',
    ],
  ])('%s', (_name, key, ciphertext) => {
    const block = fromHex('00112233445566778899aabbccddeeff');
    expect(toHex(aesEcbEncrypt(fromHex(key), block))).toBe(ciphertext);
    expect(aesEcbDecrypt(fromHex(key), fromHex(ciphertext))).toEqual(block);
    for (const bit of [0, 64, 127])
      expect(aesEcbDecrypt(fromHex(key), flip(fromHex(ciphertext), bit))).not.toEqual(block);
  });
});

const KEY_128 = fromHex('2b7e151628aed2a6abf7158809cf4f3c');
const KEY_256 = fromHex('603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4');
const FOUR_BLOCKS = fromHex(
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51' +
    '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
);

describe('NIST SP 800-38A, appendix F', () => {
  it.each([
    [
      'F.1.1, ECB-AES128',
      KEY_128,
      '3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf' +
        '43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4',
    ],
    [
      'F.1.5, ECB-AES256',
      KEY_256,
      'f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870' +
        'b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7',
    ],
  ])('%s', (_name, key, ciphertext) => {
    expect(toHex(aesEcbEncrypt(key, FOUR_BLOCKS))).toBe(ciphertext);
    expect(aesEcbDecrypt(key, fromHex(ciphertext))).toEqual(FOUR_BLOCKS);
  });

  it.each([
    [
      'F.2.1, CBC-AES128',
      KEY_128,
      '7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2' +
        '73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7',
    ],
    [
      'F.2.5, CBC-AES256',
      KEY_256,
      'f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d' +
        '39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b',
    ],
  ])('%s, before the block of padding', async (_name, key, ciphertext) => {
    const iv = fromHex('000102030405060708090a0b0c0d0e0f');
    const sealed = aesCbcEncrypt({ key, iv }, FOUR_BLOCKS);
    expect(toHex(sealed.subarray(0, 64))).toBe(ciphertext);
    expect(sealed).toHaveLength(80);
    expect(aesCbcDecrypt({ key, iv }, sealed)).toEqual(FOUR_BLOCKS);
    // Without its padding the last block of the vector is no padding.
    expect(await outcome(() => aesCbcDecrypt({ key, iv }, sealed.subarray(0, 64)))).toBe(
      'CIPHERTEXT_INVALID',
    );
  });

  it.each([
    [
      'F.5.1, CTR-AES128',
      KEY_128,
      '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff' +
        '5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee',
    ],
    [
      'F.5.5, CTR-AES256',
      KEY_256,
      '601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5' +
        '2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6',
    ],
  ])('%s', (_name, key, ciphertext) => {
    const iv = fromHex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
    expect(toHex(aesCtr({ key, iv }, FOUR_BLOCKS))).toBe(ciphertext);
    expect(aesCtr({ key, iv }, fromHex(ciphertext))).toEqual(FOUR_BLOCKS);
    expect(toHex(aesCtr({ key, iv }, FOUR_BLOCKS.subarray(0, 21)))).toBe(ciphertext.slice(0, 42));
  });

  it('CTR counts over all 128 bits', () => {
    const iv = new Uint8Array(16).fill(0xff);
    const zeros = new Uint8Array(32);
    expect(aesCtr({ key: KEY_128, iv }, zeros).subarray(16)).toEqual(
      aesCtr({ key: KEY_128, iv: new Uint8Array(16) }, zeros).subarray(0, 16),
    );
  });
});

describe('NIST SP 800-38D: the test cases of its authors', () => {
  const text =
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
    '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';
  const iv = 'cafebabefacedbaddecaf888';
  const aad = 'feedfacedeadbeeffeedfacedeadbeefabaddad2';
  const cases = [
    {
      name: 'case 1',
      key: '00'.repeat(16),
      iv: '00'.repeat(12),
      aad: '',
      text: '',
      sealed: '58e2fccefa7e3061367f1d57a4e7455a',
    },
    {
      name: 'case 2',
      key: '00'.repeat(16),
      iv: '00'.repeat(12),
      aad: '',
      text: '00'.repeat(16),
      sealed: '0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf',
    },
    {
      name: 'case 4',
      key: 'feffe9928665731c6d6a8f9467308308',
      iv,
      aad,
      text,
      sealed:
        '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5a' +
        'ac84aa051ba30b396a0aac973d58e0915bc94fbc3221a5db94fae95ae7121a47',
    },
    {
      name: 'case 16',
      key: 'feffe9928665731c6d6a8f9467308308'.repeat(2),
      iv,
      aad,
      text,
      sealed:
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10' +
        '56828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
    },
  ].map(({ name, key, iv: nonce, aad: extra, text: plain, sealed }) => ({
    name,
    parameters: { key: fromHex(key), iv: fromHex(nonce), aad: fromHex(extra) },
    text: fromHex(plain),
    sealed,
  }));

  it.each(cases)('$name', ({ parameters, text: plain, sealed }) => {
    expect(toHex(aesGcmSeal(parameters, plain))).toBe(sealed);
    expect(aesGcmOpen(parameters, fromHex(sealed))).toEqual(plain);
  });

  it.each(cases)('$name: a bit flipped, or cut off, is refused', async ({ parameters, sealed }) => {
    const bytes = fromHex(sealed);
    for (let bit = 0; bit < bytes.length * 8; bit += 5)
      expect(await outcome(() => aesGcmOpen(parameters, flip(bytes, bit)))).toBe(
        'CIPHERTEXT_INVALID',
      );
    for (let length = 0; length < bytes.length; length++)
      expect(await outcome(() => aesGcmOpen(parameters, bytes.subarray(0, length)))).toBe(
        'CIPHERTEXT_INVALID',
      );
  });

  it.each(cases.slice(2))('$name: other authenticated bytes are refused', async (vector) => {
    const { parameters, sealed } = vector;
    for (const other of [undefined, new Uint8Array(), flip(parameters.aad, 7)])
      expect(await outcome(() => aesGcmOpen({ ...parameters, aad: other }, fromHex(sealed)))).toBe(
        'CIPHERTEXT_INVALID',
      );
  });
});

const anyKey = fc.constantFrom(16, 32).chain((length) => bytesOf(length));
const bytesOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyText = fc.uint8Array({ maxLength: 100 });

describe('as Node.js computes them', () => {
  const node = (mode: string, { key, iv }: AesParameters, text: Uint8Array): string => {
    const cipher = createCipheriv(`aes-${key.length * 8}-${mode}`, key, iv);
    return Buffer.concat([cipher.update(text), cipher.final()]).toString('hex');
  };

  it.each([
    ['cbc', aesCbcEncrypt, aesCbcDecrypt],
    ['ctr', aesCtr, aesCtr],
  ] as const)('%s, there and back, without changing what was given', (mode, encrypt, decrypt) =>
    fc.assert(
      fc.property(anyKey, bytesOf(17), anyText, (key, ivInBuffer, text) => {
        const parameters = { key, iv: ivInBuffer.subarray(1) };
        const before = [key.slice(), parameters.iv.slice(), text.slice()];
        const sealed = encrypt(parameters, text);
        expect(toHex(sealed)).toBe(node(mode, parameters, text));
        expect(decrypt(parameters, sealed)).toEqual(text);
        expect([key, parameters.iv, text]).toEqual(before);
      }),
    ),
  );

  it('gcm, there and back', () =>
    fc.assert(
      fc.property(anyKey, bytesOf(12), anyText, fc.option(anyText), (key, iv, text, aad) => {
        const cipher = createCipheriv(`aes-${key.length === 16 ? 128 : 256}-gcm`, key, iv);
        if (aad !== null) cipher.setAAD(aad);
        const parts = [cipher.update(text), cipher.final(), cipher.getAuthTag()];
        const parameters = { key, iv, aad: aad ?? undefined };
        const sealed = aesGcmSeal(parameters, text);
        expect(toHex(sealed)).toBe(Buffer.concat(parts).toString('hex'));
        expect(aesGcmOpen(parameters, sealed)).toEqual(text);
      }),
    ));
});

describe('a wrong length is refused', () => {
  const key = new Uint8Array(16);
  const iv = new Uint8Array(16);
  const block = new Uint8Array(16);

  it.each<readonly [string, () => Uint8Array]>([
    ['a key of 15 bytes', () => aesEcbEncrypt(key.subarray(1), block)],
    ['no key', () => aesEcbEncrypt(new Uint8Array(), block)],
    ['a key of 24 bytes', () => aesEcbEncrypt(new Uint8Array(24), block)],
    ['a key of 33 bytes', () => aesCtr({ key: new Uint8Array(33), iv }, block)],
    ['ECB of no whole block', () => aesEcbEncrypt(key, new Uint8Array(17))],
    ['ECB of a short block', () => aesEcbDecrypt(key, new Uint8Array(15))],
    ['CTR with an iv of 12 bytes', () => aesCtr({ key, iv: iv.subarray(4) }, block)],
    ['CBC with an iv of 12 bytes', () => aesCbcEncrypt({ key, iv: iv.subarray(4) }, block)],
    ['CBC of no whole block', () => aesCbcDecrypt({ key, iv }, new Uint8Array(17))],
    ['CBC of nothing', () => aesCbcDecrypt({ key, iv }, new Uint8Array())],
    ['GCM with an iv of 16 bytes', () => aesGcmSeal({ key, iv }, block)],
    ['GCM without iv', () => aesGcmSeal({ key, iv: new Uint8Array() }, block)],
    ['a key in text', () => aesEcbEncrypt('0'.repeat(16) as unknown as Uint8Array, block)],
    ['text in text', () => aesCtr({ key, iv }, '0' as unknown as Uint8Array)],
  ])('%s', async (_name, run) => {
    expect(await outcome(run)).toBe('CIPHERTEXT_INVALID');
  });

  it('and nothing of what went in is told', () => {
    const wrong = { key: new Uint8Array(15).fill(77), iv };
    expect(() => aesCtr(wrong, block)).toThrow(
      expect.objectContaining({ details: {}, message: expect.not.stringMatching(/\d/) }),
    );
  });
});
