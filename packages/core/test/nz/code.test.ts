import { encodeNzCode, parseNzCode } from '@waypost/core/nz';
import { toUtf8 } from '@waypost/core/primitives';
import { toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/nz.json' with { type: 'json' };

const place = { gln: '7000000243950', opn: 'Blue Stone', adr: 'Unit 1' };
const good = { ...place, ver: 'c19:1', typ: 'entry' };
const written = (json: unknown): string =>
  `NZCOVIDTRACER:${toBase64(toUtf8(typeof json === 'string' ? json : JSON.stringify(json)))}`;
const sample = vectors.codes[0]?.text ?? '';
const malformed = (what: string) =>
  expect.objectContaining({ code: 'VENUE_CODE_MALFORMED', details: { format: 'nz', what } });

describe('NZ COVID Tracer codes: refused', () => {
  it.each([
    ['nothing', '', 'text'],
    ['another prefix', sample.replace('NZ', 'AU'), 'text'],
    ['lower case', sample.toLowerCase(), 'text'],
    // The app cuts off 14 characters, whatever the last of them is.
    ['no colon', sample.replace(':', 'x'), 'text'],
    ['white space before', ` ${sample}`, 'text'],
    ['another host', `https://tracing.example/scan#data=${sample}`, 'text'],
    [
      'a host that only begins alike',
      `https://tracing.covid19.govt.nz.example/scan#data=${sample}`,
      'text',
    ],
    ['user information', `https://tracing.covid19.govt.nz@example/scan#data=${sample}`, 'text'],
    ['no https', `http://tracing.covid19.govt.nz/scan#data=${sample}`, 'text'],
    // The app cuts off six characters of the fragment, whatever they are.
    ['another name in the fragment', `https://tracing.covid19.govt.nz/scan#code=${sample}`, 'text'],
    [
      'a link in a link',
      `https://tracing.covid19.govt.nz/scan#data=https://tracing.covid19.govt.nz/scan#data=${sample}`,
      'text',
    ],
    ['nothing behind the prefix', 'NZCOVIDTRACER:', 'json'],
    ['no base64', `${sample}!`, 'json'],
    ['no JSON', written('{'), 'json'],
    ['no UTF-8', `NZCOVIDTRACER:${toBase64(Uint8Array.of(0x22, 0xff, 0x22))}`, 'json'],
    ['an array', written([]), 'json'],
    ['null', written(null), 'json'],
    ['half a character', written('{"gln":"\\ud800"}'), 'json'],
    ['no number', written({ ...good, gln: undefined }), 'gln'],
    ['a number that is one', written({ ...good, gln: 7000000243950 }), 'gln'],
    ['no version', written({ ...good, ver: null }), 'ver'],
    ['no type', written({ ...good, typ: 1 }), 'typ'],
    ['no name', written({ ...good, opn: undefined }), 'opn'],
    ['an address of lines', written({ ...good, adr: ['a', 'b'] }), 'adr'],
    ['too long', written({ ...good, adr: 'a'.repeat(4000) }), 'text'],
  ])('%s', (_name, text, what) => {
    expect(() => parseNzCode(text)).toThrow(malformed(what));
  });

  it('what is no text at all', () => {
    for (const value of [null, undefined, 1, {}, []])
      expect(() => parseNzCode(value as never)).toThrow(malformed('text'));
  });

  it.each([
    ['a number without its check digit', { ...place, gln: '1234567890001' }, 'gln'],
    ['a short number', { ...place, gln: '700000024395' }, 'gln'],
    ['no number', { ...place, gln: '' }, 'gln'],
    ['no name', { ...place, opn: undefined as never }, 'opn'],
    ['an address that is none', { ...place, adr: 7 as never }, 'adr'],
    ['what fits no code', { ...place, adr: 'a'.repeat(4000) }, 'text'],
  ])('to write %s', (_name, input, what) => {
    expect(() => encodeNzCode(input)).toThrow(malformed(what));
  });
});

describe('NZ COVID Tracer codes: read as the app does', () => {
  it('other versions, types and members, and a number whose check digit is wrong', () => {
    const json = { ...good, gln: '1234567890001', ver: 'c19:2', typ: 'exit', more: true };
    const { code } = parseNzCode(written(json));
    expect(code).toEqual({ ...good, gln: '1234567890001', ver: 'c19:2', typ: 'exit' });
  });

  it('any number of padding signs, either alphabet', () => {
    const text = written({ ...good, opn: 'a???>>>' });
    const digits = text.replace(/=*$/, '');
    for (const padding of ['', '=', '==', '===']) {
      expect(parseNzCode(digits + padding)).toEqual(parseNzCode(text));
      expect(parseNzCode(digits.replaceAll('/', '_').replaceAll('+', '-'))).toEqual(
        parseNzCode(text),
      );
    }
  });

  it('a query tells a link from a tag', () => {
    const form = (query: string): string =>
      parseNzCode(`https://tracing.covid19.govt.nz/scan${query}#data=${sample}`).form;
    expect(['?source=url', '?a=1&source=url', '?source=url&a=1'].map(form)).toEqual([
      'link',
      'link',
      'link',
    ]);
    expect(['', '?', '?source=urls', '?asource=url', '?source=nfc'].map(form)).toEqual(
      Array(5).fill('nfc'),
    );
  });
});
