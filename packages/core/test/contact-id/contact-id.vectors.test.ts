import {
  deriveContactId,
  deriveProofKey,
  deriveReceiptKey,
  hashReceiptKey,
} from '@waypost/core/contact-id';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../filters/kit.ts';
import vectors from '../vectors/check-ins.json' with { type: 'json' };

describe('Waypost protocol 1, section 1: vectors', () => {
  it.each(vectors.checkIns)('check-in $contactId', (vector) => {
    const secret = fromHex(vector.checkInSecret);
    expect(toHex(deriveProofKey(secret))).toBe(vector.proofKey);
    expect(toHex(deriveReceiptKey(secret))).toBe(vector.receiptKey);
    expect(toHex(hashReceiptKey(fromHex(vector.receiptKey)))).toBe(vector.receiptHash);
    expect(toHex(deriveContactId(fromHex(vector.proofKey)))).toBe(vector.contactId);
  });

  it.each(vectors.checkIns)('check-in $contactId: another bit, another value', (vector) => {
    const proofKey = fromHex(vector.proofKey);
    const receiptKey = fromHex(vector.receiptKey);
    for (let bit = 0; bit < 128; bit++) {
      expect(toHex(deriveContactId(flipBit(proofKey, bit)))).not.toBe(vector.contactId);
      expect(toHex(hashReceiptKey(flipBit(receiptKey, bit)))).not.toBe(vector.receiptHash);
    }
    const secret = fromHex(vector.checkInSecret);
    for (let bit = 0; bit < 256; bit++) {
      expect(toHex(deriveProofKey(flipBit(secret, bit)))).not.toBe(vector.proofKey);
      expect(toHex(deriveReceiptKey(flipBit(secret, bit)))).not.toBe(vector.receiptKey);
    }
  });
});
