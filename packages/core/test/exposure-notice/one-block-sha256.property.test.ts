import { sha256 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OneBlockSha256 } from '../../src/protocols/exposure-notice/one-block-sha256.ts';

const bytesOf = (words: Uint32Array): Uint8Array => {
  const view = new DataView(new ArrayBuffer(32));
  words.forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  return new Uint8Array(view.buffer);
};

it('hashes message after message of one length as the library does', () =>
  fc.assert(
    fc.property(
      fc.nat(55).chain((length) =>
        fc.array(fc.uint8Array({ minLength: length, maxLength: length }), {
          minLength: 1,
          maxLength: 5,
        }),
      ),
      (messages) => {
        const hasher = new OneBlockSha256(messages[0]?.length ?? 0);
        for (const message of messages) {
          hasher.message.set(message);
          hasher.hash();
          expect(bytesOf(hasher.words)).toEqual(sha256(message));
        }
      },
    ),
    { numRuns: 300 },
  ));
