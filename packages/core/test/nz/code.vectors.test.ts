import { encodeNzCode, isGln, type NzCodeForm, parseNzCode } from '@waypost/core/nz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/nz.json' with { type: 'json' };

const texts = vectors.codes.map(({ text, decoded }, i) => ({ title: `code ${i}`, text, decoded }));
const withGln = texts.filter(({ decoded }) => decoded.gln !== 'Test');
const LINK = 'https://tracing.covid19.govt.nz/scan?source=url#data=';
const NFC = 'https://tracing.covid19.govt.nz/scan#data=';

describe('NZ COVID Tracer codes: vectors', () => {
  it.each(texts)('$title is read', ({ text, decoded }) => {
    expect(parseNzCode(text)).toEqual({ form: 'qr', code: decoded });
  });

  it('the link is read', () => {
    const { form, code } = parseNzCode(vectors.link);
    expect(form).toBe('link');
    expect(code).toEqual(vectors.codes[2]?.decoded);
  });

  it.each([
    ['link', LINK],
    ['nfc', NFC],
  ] as const)('each is read as %s', (form, prefix) => {
    for (const { text, decoded } of texts)
      expect(parseNzCode(prefix + text)).toEqual({ form, code: decoded });
  });

  it.each(withGln)('$title is written, with padding', ({ text, decoded }) => {
    const unpadded = text.replace(/=*$/, '');
    expect(encodeNzCode(decoded)).toBe(`${unpadded}==`);
    expect(encodeNzCode(decoded, 'link')).toBe(`${LINK}${unpadded}==`);
    expect(encodeNzCode(decoded, 'nfc')).toBe(`${NFC}${unpadded}==`);
  });

  it.each(texts)(
    '$title says something else, or nothing, with any character changed',
    ({ text, decoded }) => {
      const end = text.replace(/=*$/, '').length;
      for (let i = 0; i < end; i++) {
        const other = text[i] === 'Q' ? 'R' : 'Q';
        const changed = text.slice(0, i) + other + text.slice(i + 1);
        expect(readOrNull(changed)).not.toEqual(decoded);
      }
    },
  );

  it.each(texts)('$title is refused when it is cut off', async ({ text }) => {
    const end = text.replace(/=*$/, '').length;
    for (let length = 0; length < end; length++)
      expect(await outcome(() => parseNzCode(text.slice(0, length)))).toBe('VENUE_CODE_MALFORMED');
  });
});

function readOrNull(text: string): unknown {
  try {
    return parseNzCode(text).code;
  } catch {
    return null;
  }
}

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const anyGln = fc.stringMatching(/^\d{12}$/).map((digits) => {
  const gln = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).find(isGln);
  return gln ?? '';
});
const anyForm: fc.Arbitrary<NzCodeForm> = fc.constantFrom('qr', 'link', 'nfc');

describe('NZ COVID Tracer codes: laws', () => {
  it('what is written is read', () =>
    fc.assert(
      fc.property(anyGln, anyText, anyText, anyForm, (gln, opn, adr, form) => {
        expect(parseNzCode(encodeNzCode({ gln, opn, adr }, form))).toEqual({
          form,
          code: { gln, opn, adr, ver: 'c19:1', typ: 'entry' },
        });
      }),
      { numRuns: 100 },
    ));
});
