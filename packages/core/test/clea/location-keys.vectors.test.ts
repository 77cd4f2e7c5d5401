import { createHash } from 'node:crypto';
import {
  deriveLtId,
  deriveLtKey,
  formatLtId,
  fromNtpTime,
  LT_KEY_VARIANTS,
  type LtKeyVariant,
} from '@waypost/core/clea';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/clea.json' with { type: 'json' };
import { fault, flip } from '../venue-codes/fault-kit.ts';
import { codes } from './clea-kit.ts';

const skL = fromHex(vectors.ltKey.skL);
const periodStart = fromNtpTime(vectors.ltKey.periodStart);
const HOUR = 3600;
const cases = vectors.ltKey.cases.map(({ variant, ...rest }) => ({
  variant: variant as LtKeyVariant,
  ...rest,
}));
const rotating = cases.filter(({ variant }) => variant !== 'javascript-as-called');

describe('LTKey and LTId: vectors', () => {
  it('covers every variant', () => {
    expect(cases.map(({ variant }) => variant)).toEqual(LT_KEY_VARIANTS);
  });

  it.each(cases)('$variant', ({ variant, ltKey, ltId }) => {
    const derived = deriveLtKey(skL, periodStart, variant);
    expect(toHex(derived)).toBe(ltKey);
    expect(toHex(deriveLtId(derived))).toBe(ltId);
  });

  it('follows the specification where no variant is named', () => {
    expect(toHex(deriveLtKey(skL, periodStart))).toBe(cases[0]?.ltKey);
  });

  it.each(cases)(
    '$variant: another secret gives another key and id',
    ({ variant, ltKey, ltId }) => {
      for (let i = 0; i < skL.length; i++) {
        const derived = deriveLtKey(flip(skL, i), periodStart, variant);
        expect(toHex(derived)).not.toBe(ltKey);
        expect(toHex(deriveLtId(derived))).not.toBe(ltId);
      }
    },
  );

  it.each(cases)('$variant: a secret of another length is refused', ({ variant }) => {
    for (const wrong of [skL.subarray(1), new Uint8Array(52), new Uint8Array(0)])
      expect(fault(() => deriveLtKey(wrong, periodStart, variant))).toBe('BYTES_LENGTH');
  });
});

describe('LTKey and LTId: rotation', () => {
  const hours = Array.from({ length: 48 }, (_, i) => periodStart + i * HOUR);

  it.each(rotating)('$variant: every period has its own key and id', ({ variant }) => {
    const keys = hours.map((time) => deriveLtKey(skL, time, variant));
    expect(new Set(keys.map(toHex)).size).toBe(hours.length);
    expect(new Set(keys.map((key) => toHex(deriveLtId(key)))).size).toBe(hours.length);
  });

  it('javascript-as-called never rotates, as the original never passed the time', () => {
    const keys = hours.map((time) => toHex(deriveLtKey(skL, time, 'javascript-as-called')));
    expect(new Set(keys).size).toBe(1);
  });

  it('no two variants agree on any period', () => {
    for (const time of hours) {
      const ids = LT_KEY_VARIANTS.map((variant) => toHex(deriveLtKey(skL, time, variant)));
      expect(new Set(ids).size).toBe(LT_KEY_VARIANTS.length);
    }
  });

  it.each([
    ['a minute too late', periodStart + 60],
    ['a part of a second', periodStart + 0.5],
    ['before 1970', -HOUR],
    ['after the end of NTP', 2_085_980_400],
    ['no number', Number.NaN],
  ])('a period does not begin %s', (_name, time) => {
    expect(fault(() => deriveLtKey(skL, time))).toBe('TIME_RANGE');
  });
});

describe('LTId', () => {
  it('is written as a UUID', () => {
    for (const { ltId, uuid } of codes) expect(formatLtId(ltId)).toBe(uuid);
    expect(fault(() => formatLtId(new Uint8Array(15)))).toBe('BYTES_LENGTH');
    expect(fault(() => deriveLtId(new Uint8Array(31)))).toBe('BYTES_LENGTH');
  });

  it("is made a version 3 UUID by the Java library, which the specification's check refuses", () => {
    const java = codes.filter(({ ltIdHolds }) => !ltIdHolds);
    expect(java).toHaveLength(2);
    for (const { ltId, message } of java) {
      const nameUuid = Uint8Array.from(
        createHash('md5').update(deriveLtId(message.ltKey)).digest(),
      );
      nameUuid[6] = ((nameUuid[6] ?? 0) & 0x0f) | 0x30;
      nameUuid[8] = ((nameUuid[8] ?? 0) & 0x3f) | 0x80;
      expect(toHex(ltId)).toBe(toHex(nameUuid));
    }
  });
});
