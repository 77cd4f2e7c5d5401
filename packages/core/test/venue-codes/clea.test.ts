import { fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaReader, type DecodedCleaCode } from '../../src/venue-codes/readers/clea.ts';
import { trustedKeys } from '../../src/venue-codes/trust.ts';
import { codes } from '../clea/clea-kit.ts';
import { ends, fault, flip } from './fault-kit.ts';

const context = { trust: trustedKeys({ keys: [] }), now: 1_618_575_386 };
const read = (text: string) => cleaReader.read(text, context) as DecodedCleaCode;
const PREFIX = 'https://tac.gouv.fr?v=0#';

describe('Cléa codes in the decoder', () => {
  it.each(codes)('$title', ({ url, uuid, ltId, lsp, hasContact }) => {
    expect(cleaReader.recognises(url)).toBe(true);
    expect(read(url)).toEqual({
      format: 'clea',
      signature: 'unsigned',
      venue: { id: uuid, name: null, address: null, zone: null },
      validity: { notBefore: null, expires: null, status: 'unknown' },
      raw: {
        version: 0,
        type: 0,
        ltId: toBase64Url(ltId),
        hasContact,
        sealedMessage: toBase64Url(lsp.subarray(17)),
      },
    });
  });

  it.each(codes)('$title: a changed seal is not seen, as nobody but the server could', (code) => {
    const changed = read(PREFIX + toBase64Url(flip(code.lsp, 20)));
    expect(changed).toMatchObject({ signature: 'unsigned', venue: { id: code.uuid } });
  });

  it('is JSON', () => {
    const decoded = read(codes[0]?.url ?? '');
    expect(JSON.parse(JSON.stringify(decoded))).toEqual(decoded);
  });

  it.each([
    ['https://tac.gouv.fr?v=0#AAAA', 'length'],
    ['https://tac.gouv.fr?v=0#', 'length'],
    ['https://tac.gouv.fr?v=1#AAAA', 'url'],
    ['https://tac.gouv.fr/?v=0', 'url'],
    ['https://tac.gouv.fr?v=0#A', 'base64'],
    [`https://tac.gouv.fr?v=0#${'A'.repeat(146)}B`, 'base64'],
    [`https://tac.gouv.fr?v=0#${toBase64Url(new Uint8Array(110).fill(0x20))}`, 'version'],
  ])('%s is a damaged code', (text, what) => {
    expect(cleaReader.recognises(text)).toBe(true);
    expect(fault(() => read(text))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });

  it.each([
    '',
    'https://tac.gouv.fr',
    'https://tac.gouv.fr.example?v=0#AAAA',
    'https://example.org/https://tac.gouv.fr?v=0#AAAA',
    'http://tac.gouv.fr?v=0#AAAA',
  ])('"%s" is none of its codes', (text) => {
    expect(cleaReader.recognises(text)).toBe(false);
  });

  it('ends on anything behind its beginning', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (rest) => {
        expect(ends(() => read(PREFIX + rest))).toBe(true);
      }),
    );
  });

  it('shows any id and any sealed part as they stand', () => {
    const anyPart = fc
      .constantFrom(110, 175)
      .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
      .map((bytes) => bytes.with(0, 0));
    fc.assert(
      fc.property(anyPart, (part) => {
        const { raw, venue } = read(PREFIX + toBase64Url(part));
        expect(fromBase64Url(raw?.ltId ?? '')).toEqual(part.slice(1, 17));
        expect(fromBase64Url(raw?.sealedMessage ?? '')).toEqual(part.slice(17));
        expect(venue.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      }),
    );
  });
});
