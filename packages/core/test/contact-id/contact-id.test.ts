import {
  deriveContactId,
  deriveProofKey,
  deriveReceiptKey,
  hashReceiptKey,
} from '@waypost/core/contact-id';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe.each([
  ['deriveProofKey', deriveProofKey, 'checkInSecret', 32, 16],
  ['deriveReceiptKey', deriveReceiptKey, 'checkInSecret', 32, 16],
  ['deriveContactId', deriveContactId, 'proofKey', 16, 16],
  ['hashReceiptKey', hashReceiptKey, 'receiptKey', 16, 32],
] as const)('%s', (_name, derive, what, inputBytes, outputBytes) => {
  it(`turns ${inputBytes} bytes into ${outputBytes}, the same each time, and leaves them as they are`, () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: inputBytes, maxLength: inputBytes }), (input) => {
        const before = input.slice();
        const output = derive(input);
        expect(output).toHaveLength(outputBytes);
        expect(derive(input)).toEqual(output);
        expect(input).toEqual(before);
      }),
    ));

  it('refuses another length by name, and shows nothing of the bytes', () => {
    for (let length = 0; length <= 64; length++) {
      if (length === inputBytes) continue;
      const error = thrownBy(() => derive(new Uint8Array(length).fill(171)));
      expect(isWaypostError(error) && error.code).toBe('BYTES_LENGTH');
      expect(error).toMatchObject({ details: { what, expected: inputBytes, actual: length } });
      expect(JSON.stringify(error) + String(error)).not.toMatch(/ab|171/);
    }
  });

  it('refuses what is no bytes', () => {
    const text = 'x'.repeat(inputBytes) as unknown as Uint8Array;
    const error = thrownBy(() => derive(text));
    expect(isWaypostError(error) && error.code).toBe('BYTES_LENGTH');
  });
});

describe('keys of one check-in', () => {
  it('are all different', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secret) => {
        const proofKey = deriveProofKey(secret);
        const all = [proofKey, deriveReceiptKey(secret), deriveContactId(proofKey)];
        expect(new Set(all.map(String)).size).toBe(3);
      }),
    ));
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
