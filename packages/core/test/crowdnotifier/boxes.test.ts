import {
  boxPublicKey,
  openSealedBox,
  openSecretBox,
  sealBox,
  sealSecretBox,
} from '@waypost/core/crowdnotifier';
import { toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flip, outcome, repeatable } from './kit.ts';

const randomBytes = repeatable('boxes');
const secretKey = randomBytes(32);
const publicKey = boxPublicKey(secretKey);
const message = toUtf8('share');
const sealed = sealBox(message, publicKey, randomBytes);

describe('a sealed box', () => {
  it('opens for the holder of the key, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (held) => {
        const box = sealBox(held, publicKey, randomBytes);
        expect(box).toHaveLength(held.length + 48);
        expect(openSealedBox(box, secretKey)).toEqual(held);
      }),
      { numRuns: 20 },
    );
  });

  it('is another one every time', () => {
    expect(sealBox(message, publicKey, randomBytes)).not.toEqual(sealed);
  });

  it('stays closed with any byte changed or missing, and for another key', () => {
    for (let at = 0; at < sealed.length; at++)
      expect(openSealedBox(flip(sealed, at), secretKey)).toBeNull();
    for (let length = 0; length < sealed.length; length++)
      expect(openSealedBox(sealed.subarray(0, length), secretKey)).toBeNull();
    expect(openSealedBox(sealed, flip(secretKey, 1))).toBeNull();
  });

  it('stays closed where its key gives everybody the same secret', () => {
    const low = Uint8Array.from([...new Uint8Array(32), ...sealed.subarray(32)]);
    expect(openSealedBox(low, secretKey)).toBeNull();
  });

  it.each([
    [
      'to a key of low order',
      () => sealBox(message, new Uint8Array(32), randomBytes),
      'KEY_UNSUITABLE',
    ],
    ['to a short key', () => sealBox(message, publicKey.subarray(1), randomBytes), 'BYTES_LENGTH'],
    ['with a short secret', () => openSealedBox(sealed, secretKey.subarray(1)), 'BYTES_LENGTH'],
    [
      'without randomness',
      () => sealBox(message, publicKey, () => new Uint8Array(0)),
      'BYTES_LENGTH',
    ],
  ])('is refused %s', async (_name, run, code) => {
    expect(await outcome(run)).toBe(code);
  });
});

describe('a secret box', () => {
  const parameters = { key: randomBytes(32), nonce: randomBytes(24) };
  const box = sealSecretBox(parameters, message);

  it('opens with key and nonce alone', () => {
    expect(openSecretBox(parameters, box)).toEqual(message);
    expect(openSecretBox({ ...parameters, key: flip(parameters.key) }, box)).toBeNull();
    expect(openSecretBox({ ...parameters, nonce: flip(parameters.nonce) }, box)).toBeNull();
    for (let at = 0; at < box.length; at++)
      expect(openSecretBox(parameters, flip(box, at))).toBeNull();
    for (let length = 0; length < box.length; length++)
      expect(openSecretBox(parameters, box.subarray(0, length))).toBeNull();
  });

  it('may be empty', () => {
    const empty = sealSecretBox(parameters, new Uint8Array(0));
    expect(openSecretBox(parameters, empty)).toEqual(new Uint8Array(0));
  });

  it('is refused with a key or nonce of another length', async () => {
    const { key, nonce } = parameters;
    expect(await outcome(() => openSecretBox({ key: key.subarray(1), nonce }, box))).toBe(
      'BYTES_LENGTH',
    );
    expect(await outcome(() => sealSecretBox({ key, nonce: nonce.subarray(1) }, box))).toBe(
      'BYTES_LENGTH',
    );
  });
});
