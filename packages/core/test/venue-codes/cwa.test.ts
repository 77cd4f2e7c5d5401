import { buildCwaUrl, encodeCwaPayload } from '@waypost/core/cwa';
import { fromHex, toBase64Url } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cwaReader, type DecodedCwaCode } from '../../src/venue-codes/readers/cwa.ts';
import { trustedKeys } from '../../src/venue-codes/trust.ts';
import { goodPayload, malformedAt, unix, urlOf } from '../cwa/kit.ts';
import vectors from '../vectors/cwa.json' with { type: 'json' };

const trust = trustedKeys({ keys: [] });
const read = (text: string, now = 0): DecodedCwaCode => {
  expect(cwaReader.recognises(text)).toBe(true);
  return cwaReader.read(text, { trust, now }) as DecodedCwaCode;
};

describe('vectors', () => {
  it.each(vectors.qr)('code of $source', ({ url, payloadHex, decoded, locationIdHex }) => {
    const { locationData, crowdNotifierData, vendorData } = decoded;
    const seed = fromForeignBase64(crowdNotifierData.cryptographicSeedBase64);
    const code = read(url);
    expect(code).toMatchObject({
      format: 'cwa',
      signature: 'unsigned',
      venue: {
        id: locationIdHex,
        name: locationData.description,
        address: locationData.address,
        zone: null,
      },
      raw: {
        urlVersion: 1,
        partner: null,
        payload: {
          bytes: toBase64Url(fromHex(payloadHex)),
          version: decoded.version,
          locationData,
          crowdNotifierData: {
            version: crowdNotifierData.version,
            publicKey: toBase64Url(fromForeignBase64(crowdNotifierData.publicKeyBase64)),
            cryptographicSeed: toBase64Url(seed),
          },
          vendorData,
          refusedFor: seed.length === 16 ? [] : ['cryptographicSeed'],
        },
      },
    });
    expect(JSON.parse(JSON.stringify(code))).toEqual(code);
  });

  it.each(vectors.locationId)('payload $expectedLocationIdBase64', (vector) => {
    const { venue } = read(buildCwaUrl(fromForeignBase64(vector.payloadBase64)));
    expect(fromHex(venue.id ?? '')).toEqual(fromForeignBase64(vector.expectedLocationIdBase64));
  });

  it.each(vectors.base32.urls)('base32 code of $description', ({ url, description, address }) => {
    expect(read(url).venue).toMatchObject({ name: description, address });
  });

  it('a URL of Luca, where its own reader does not take it', () => {
    const { url, path, addition, locationIdHex } = vectors.partner;
    const code = read(url);
    expect(code.raw?.partner).toEqual({ host: 'app.luca-app.de', path, addition });
    expect(code.venue.id).toBe(locationIdHex);
  });
});

describe('validity', () => {
  const start = unix('2026-01-01T10:00:00Z');
  const event = { type: 9, startTimestamp: start, endTimestamp: start + 3600 };

  it.each([
    [start - 1, 'not-yet'],
    [start, 'in-force'],
    [start + 3599, 'in-force'],
    [start + 3600, 'expired'],
  ])('of an event at %i is %s', (now, status) => {
    const { validity } = read(urlOf(encodeCwaPayload(goodPayload(event))), now);
    expect(validity).toEqual({ notBefore: start, expires: start + 3600, status });
  });

  it('of a place without end is unlimited', () => {
    const { validity } = read(urlOf(encodeCwaPayload(goodPayload())), start);
    expect(validity).toEqual({ notBefore: null, expires: null, status: 'unlimited' });
  });
});

describe('recognition', () => {
  const payload = toBase64Url(encodeCwaPayload(goodPayload()));

  it.each([
    ['', false],
    ['https://e.coronawarn.app', true],
    ['HTTPS://E.CORONAWARN.APP/?V=1', true],
    ['http://e.coronawarn.app?v=1#x', true],
    ['https://e.coronawarn.application?v=1#x', false],
    ['https://e.coronawarn.app.example?v=1#x', false],
    ['https://e.coronawarn.app@evil.example?v=1#x', false],
    ['see https://e.coronawarn.app?v=1#x', false],
    [`https://a.example/t/7#/CWA1/${payload}`, true],
    [`https://a.example/t/7#abc/cwa12/${payload}`, true],
    [`https://a.example/CWA1/${payload}`, false],
    [`https://a.example/#CWA1/${payload}`, false],
    [`ftp://a.example/#/CWA1/${payload}`, false],
    ['https://a.example/#/CWA1/', false],
  ])('of %j: %o', (text, isRecognised) => {
    expect(cwaReader.recognises(text)).toBe(isRecognised);
  });

  it('takes a code of any partner', () => {
    const { raw, venue } = read(`https://Tables.example/t?n=7#abc/CWA1/${payload}`);
    expect(raw?.partner).toEqual({ host: 'tables.example', path: '/t?n=7', addition: 'abc' });
    expect(venue.name).toBe('Quán Cà Phê');
  });
});

describe('damaged codes', () => {
  const good = goodPayload();
  const withLocation = (changes: Partial<typeof good.locationData>): string =>
    urlOf(encodeCwaPayload({ ...good, locationData: { ...good.locationData, ...changes } }));

  it.each([
    ['nothing behind the host', 'https://e.coronawarn.app', 'text'],
    ['no encryption', 'http://e.coronawarn.app?v=1#CAES', 'text'],
    ['an old form', 'https://e.coronawarn.app/c1/SIGNED', 'text'],
    ['no base64', 'https://e.coronawarn.app?v=1#CAE!', 'encoding'],
    ['half a payload', vectors.qr[0]?.url.slice(0, 60) ?? '', 'payload'],
    ['a payload without parts', 'https://e.coronawarn.app?v=1#CAE', 'payload'],
    ['no name', withLocation({ description: '' }), 'description'],
    ['a name on two lines', withLocation({ description: 'a\r\nb' }), 'description'],
    ['no address', withLocation({ address: '' }), 'address'],
    ['an end before the start', withLocation({ startTimestamp: 9, endTimestamp: 8 }), 'timestamps'],
    ['a port', 'https://a.example:1/#/CWA1/CAES', 'text'],
    ['a long version', 'https://a.example/#/CWA1234567890/CAES', 'text'],
  ])('%s', (_name, text, what) => {
    expect(() => read(text)).toThrow(malformedAt(what));
  });

  it('never give another error', () => {
    const [{ url } = { url: '' }] = vectors.qr;
    const anyDamage = fc.tuple(fc.nat(url.length), fc.nat(url.length), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(anyDamage, ([from, length, other]) => {
        const text = url.slice(0, from) + other + url.slice(from + length);
        if (!cwaReader.recognises(text)) return;
        try {
          read(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'VENUE_CODE_MALFORMED', details: { format: 'cwa' } });
        }
      }),
      { numRuns: 500 },
    );
  });
});
