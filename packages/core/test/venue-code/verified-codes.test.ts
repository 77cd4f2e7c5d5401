import type { KeySet } from '@waypost/core/jws';
import {
  issueVenueCode,
  rememberVerifiedCodes,
  type VenueCodeTrust,
  verifyVenueCode,
} from '@waypost/core/venue-code';
import { issueCompactVenueCode } from '@waypost/core/waypost-compact';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import { anyContent, by, content, now, trust } from './venue-kit.ts';

const texts = {
  jws: await issueVenueCode(content, by),
  compact: await issueCompactVenueCode(content, by),
};
const other = await issueVenueCode({ ...content, codeVersion: 9 }, by);

/** Keys that count how often a signature is checked by them. */
let lookUps = 0;
class CountedKeys extends Map<string, never> {
  override get(kid: string): never {
    lookUps++;
    return super.get(kid) as never;
  }
  override values() {
    lookUps++;
    return super.values();
  }
}
const countedTrust = (): VenueCodeTrust => ({
  ...trust,
  keys: new CountedKeys([...trust.keys] as never) as unknown as KeySet,
});

beforeEach(() => {
  lookUps = 0;
});

describe('codes that were verified before', () => {
  it.each(['jws', 'compact'] as const)('%s: the same answer, by one signature', async (form) => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const counted = countedTrust();
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await codes.verify(texts[form], counted, now));
    for (const answer of answers)
      expect(answer).toEqual(await verifyVenueCode(texts[form], trust, now));
    expect(lookUps).toBe(1);
  });

  it('does not look at host and display code, and hands the display code on', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const counted = countedTrust();
    await codes.verify(texts.jws, counted, now);
    const elsewhere = `https://elsewhere.example/v#${texts.jws.split('#')[1]}~ABCDEFGH`;
    expect((await codes.verify(elsewhere, counted, now)).display).toBe('ABCDEFGH');
    expect((await codes.verify(texts.jws, counted, now)).display).toBeNull();
    expect(lookUps).toBe(1);
  });

  it('is asked anew whether it is in force, to the second', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const verify = (at: number, more: object = {}) =>
      outcome(() => codes.verify(texts.jws, { ...trust, ...more }, at));
    const { notBefore, expires } = content;
    expect(await verify(notBefore)).toBe('accepted');
    expect(await verify(notBefore - 1)).toBe('VENUE_CODE_NOT_YET_VALID');
    expect(await verify(expires - 1)).toBe('accepted');
    expect(await verify(expires)).toBe('VENUE_CODE_EXPIRED');
    const withdrawn = { isWithdrawn: () => true };
    expect(await verify(now, { withdrawn })).toBe('VENUE_CODE_WITHDRAWN');
    expect(await verify(now)).toBe('accepted');
  });

  it('is not believed by other keys, and not by what was remembered for these', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const verify = (more: object) =>
      outcome(() => codes.verify(texts.jws, { ...trust, ...more }, now));
    expect(await verify({})).toBe('accepted');
    expect(await verify({ keys: new Map() })).toBe('VENUE_CODE_SIGNATURE');
    expect(await verify({ issuer: 'https://other.example' })).toBe('VENUE_CODE_ISSUER');
    expect(await verify({})).toBe('accepted');
  });

  it('is not remembered for keys that were replaced while it was checked', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const [before, after] = [countedTrust(), countedTrust()];
    await Promise.all([codes.verify(texts.jws, before, now), codes.verify(other, after, now)]);
    await codes.verify(other, after, now);
    expect(lookUps).toBe(2);
    await codes.verify(texts.jws, after, now);
    expect(lookUps).toBe(3);
  });

  it('answers for a compact code with the issuer that is trusted now', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    await codes.verify(texts.compact, trust, now);
    const moved = { ...trust, issuer: 'https://moved.example' };
    expect((await codes.verify(texts.compact, moved, now)).issuer).toBe(moved.issuer);
  });
});

describe('refusals', () => {
  it('are not remembered: too early now, right later', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 10 });
    const counted = countedTrust();
    for (const at of [content.notBefore - 1, content.notBefore, content.notBefore + 1])
      await outcome(() => codes.verify(texts.jws, counted, at));
    expect(lookUps).toBe(2);
  });

  it('are those of a code that was changed, whatever is remembered', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 1000 });
    await codes.verify(texts.jws, trust, now);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(texts.jws.length - 1),
        fc.constantFrom('A', 'b', '7', '.'),
        async (at, letter) => {
          const changed = texts.jws.slice(0, at) + letter + texts.jws.slice(at + 1);
          expect(await outcome(() => codes.verify(changed, trust, now))).toBe(
            await outcome(() => verifyVenueCode(changed, trust, now)),
          );
        },
      ),
    );
  });
});

describe('what is remembered', () => {
  it('is no more than was asked for: the code that was not seen for the longest time goes', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 2 });
    const counted = countedTrust();
    const seen = [texts.jws, other, texts.jws, texts.compact, texts.jws];
    for (const text of seen) await codes.verify(text, counted, now);
    expect(lookUps).toBe(3);
    await codes.verify(other, counted, now);
    expect(lookUps).toBe(4);
  });

  it('cannot be changed by who got it', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 2 });
    const expected = await verifyVenueCode(texts.jws, trust, now);
    for (let i = 0; i < 2; i++) {
      const { venueId, seed, locationId } = await codes.verify(texts.jws, trust, now);
      for (const bytes of [venueId, seed, locationId]) bytes.fill(0);
    }
    expect(await codes.verify(texts.jws, trust, now)).toEqual(expected);
  });

  it.each([0, -1, 1.5, 1_000_001, Number.NaN])('refuses to remember %s', (maxCodes) => {
    expect(() => rememberVerifiedCodes({ maxCodes })).toThrow(
      expect.objectContaining({ code: 'NUMBER_RANGE' }),
    );
  });

  it('answers as the plain way does, in any order', async () => {
    const codes = rememberVerifiedCodes({ maxCodes: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyContent, { minLength: 1, maxLength: 3 }), async (contents) => {
        const all = await Promise.all(contents.map((one) => issueVenueCode(one, by)));
        for (const text of [...all, ...all.toReversed()])
          expect(await codes.verify(text, trust, now)).toEqual(
            await verifyVenueCode(text, trust, now),
          );
      }),
      { numRuns: 20 },
    );
  });
});
