import {
  isCovidAlertUrl,
  issueCovidAlertCode,
  parseCovidAlertCode,
  readCovidAlertPlace,
  verifyCovidAlertCode,
} from '@waypost/core/covid-alert-canada';
import { fromUtf8, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ed25519Key, IMPLEMENTATIONS, mutate, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/covid-alert-canada.json' with { type: 'json' };
import { by, place, portalKey, portalSigningKey, signed, URL_BASE } from './canada-kit.ts';

const { url, payload } = vectors.code;
const start = url.indexOf('#') + 1;

describe.each(IMPLEMENTATIONS)('COVID Alert codes: vector, %s', (_name, portable) => {
  const verify = (text: string, keys = [portalKey]) =>
    verifyCovidAlertCode(text, keys, { portable });

  it('is produced', async () => {
    expect(await issueCovidAlertCode(place, { ...by, portable })).toBe(url);
  });

  it('is accepted, by whichever key of several', async () => {
    expect(await verify(url)).toEqual(place);
    expect(await verify(url, [ed25519Key, p256Key, portalKey])).toEqual(place);
  });

  it('is refused by other keys, by none, and by a key of another algorithm', async () => {
    for (const keys of [[ed25519Key], [p256Key], []])
      expect(await outcome(() => verify(url, keys))).toBe('VENUE_CODE_SIGNATURE');
  });

  it('is refused with any character changed', async () => {
    for (let i = start; i < url.length - 1; i++) {
      const code = await outcome(() => verify(mutate(url, i)));
      expect(['VENUE_CODE_SIGNATURE', 'VENUE_CODE_MALFORMED']).toContain(code);
    }
  });

  it('is refused when it is cut off', async () => {
    for (let length = 0; length < url.length - 1; length++) {
      const code = await outcome(() => verify(url.slice(0, length)));
      expect(['VENUE_CODE_SIGNATURE', 'VENUE_CODE_MALFORMED']).toContain(code);
    }
  });
});

describe('COVID Alert codes: what was signed', () => {
  const refusal = (what: string) => ({
    code: 'VENUE_CODE_MALFORMED',
    details: { format: 'covid-alert-canada', what },
  });

  it('the payload of the vector is its three lines', () => {
    const code = parseCovidAlertCode(url);
    expect(fromUtf8(code.signed.message)).toBe(payload);
    expect(code.host).toBe('alpha.canada.ca');
    expect(readCovidAlertPlace(code)).toEqual(place);
  });

  it('the line feed that moves the address is refused, though a trusted key signed it', async () => {
    const injected = vectors.newlineInjection.payload;
    const text = signed(toUtf8(injected));
    const [id, name, address] = injected.split('\n');
    // What the app shows: its parser takes the first three lines of any number.
    expect({ id, name, address }).toEqual(vectors.newlineInjection.originalReads);
    await expect(verifyCovidAlertCode(text, [portalKey])).rejects.toMatchObject(refusal('lines'));
  });

  it.each([
    ['two lines', 'aB3dE5gH\nCafe', 'address'],
    ['one line', 'aB3dE5gH', 'name'],
    ['a line feed at the end', `${payload}\n`, 'lines'],
    ['a carriage return in the name', 'aB3dE5gH\nCa\rfe\n1 Main St', 'name'],
    ['a line separator in the name', 'aB3dE5gH\nCa\u2028fe\n1 Main St', 'name'],
    ['a next-line character in the address', 'aB3dE5gH\nCafe\n1 Main\u0085St', 'address'],
    ['a nul in the address', 'aB3dE5gH\nCafe\n1 Main\0St', 'address'],
    ['an empty name', 'aB3dE5gH\n\n1 Main St', 'name'],
    ['an empty address', 'aB3dE5gH\nCafe\n', 'address'],
    ['a short code', 'aB3dE5g\nCafe\n1 Main St', 'id'],
    ['a long code', 'aB3dE5gHi\nCafe\n1 Main St', 'id'],
    ['a code with a sign', 'aB3dE5g-\nCafe\n1 Main St', 'id'],
    ['a code with a letter beside ASCII', 'aB3dE5gé\nCafe\n1 Main St', 'id'],
  ])('%s', async (_name, text, what) => {
    await expect(verifyCovidAlertCode(signed(toUtf8(text)), [portalKey])).rejects.toMatchObject(
      refusal(what),
    );
  });

  it('bytes that are no UTF-8', async () => {
    const bytes = Uint8Array.of(...toUtf8('aB3dE5gH\nCafe\n1 Main St'), 0xff);
    await expect(verifyCovidAlertCode(signed(bytes), [portalKey])).rejects.toMatchObject(
      refusal('encoding'),
    );
  });
});

describe('COVID Alert codes: texts', () => {
  const digits = url.slice(start);

  it.each([
    ['another host', `https://example.org/#${digits}`],
    ['no path', `https://example.org#${digits}`],
    ['a query', `https://example.org/a?b=c#${digits}`],
    ['no padding', url.replace(/=*$/, '')],
  ])('is read with %s', async (_name, text) => {
    expect(await verifyCovidAlertCode(text, [portalKey])).toEqual(place);
  });

  it.each([
    ['nothing', ''],
    ['no https', url.replace('https', 'http')],
    ['upper case', url.replace('https', 'HTTPS')],
    ['no host', `https:///a#${digits}`],
    ['user information', `https://alpha.canada.ca@example.org/#${digits}`],
    ['no fragment', URL_BASE],
    ['two fragments', `${URL_BASE}#a#${digits}`],
    ['base64url', `${URL_BASE}#${'-_'.repeat(60)}`],
    ['a dot, as a JWS has', `${URL_BASE}#${digits}.${digits}`],
    ['a signature and nothing else', `${URL_BASE}#${'A'.repeat(86)}==`],
    ['three signs of padding', `${url}==`],
    ['white space', ` ${url}`],
    ['white space behind', `${url}\n`],
    ['what fits no code', `${URL_BASE}#${'A'.repeat(4296)}`],
  ])('is refused: %s', async (_name, text) => {
    expect(isCovidAlertUrl(text)).toBe(false);
    expect(await outcome(() => parseCovidAlertCode(text))).toBe('VENUE_CODE_MALFORMED');
  });

  it('has one byte behind its signature, or it is none', async () => {
    const text = `${URL_BASE}#${'A'.repeat(87)}`;
    expect(isCovidAlertUrl(text)).toBe(true);
    expect(parseCovidAlertCode(text).signed.message).toEqual(new Uint8Array(1));
    expect(await outcome(() => parseCovidAlertCode(text.slice(0, -1)))).toBe(
      'VENUE_CODE_MALFORMED',
    );
  });

  it('is refused: what is no text, and digits that no bytes have', async () => {
    expect(await outcome(() => parseCovidAlertCode(7 as never))).toBe('VENUE_CODE_MALFORMED');
    const lone = `${URL_BASE}#${'A'.repeat(89)}`;
    expect(isCovidAlertUrl(lone)).toBe(true);
    expect(await outcome(() => parseCovidAlertCode(lone))).toBe('VENUE_CODE_MALFORMED');
  });

  it.each([
    ['a line feed in the name', { name: 'Cafe\nFAKE ADDRESS' }, 'VENUE_CODE_MALFORMED'],
    ['no name', { name: '' }, 'VENUE_CODE_MALFORMED'],
    ['a name that is none', { name: 7 }, 'VENUE_CODE_MALFORMED'],
    ['a short id', { id: 'aB3' }, 'VENUE_CODE_MALFORMED'],
    ['half a character', { address: '\ud800' }, 'VENUE_CODE_MALFORMED'],
    ['too long an address', { address: 'a'.repeat(4000) }, 'VENUE_CODE_MALFORMED'],
  ])('is not issued: %s', async (_name, wrong, code) => {
    expect(await outcome(() => issueCovidAlertCode({ ...place, ...wrong } as never, by))).toBe(
      code,
    );
  });

  it('is not issued for a URL that is none, nor by a key of another algorithm', async () => {
    for (const wrong of [
      'http://example.org',
      'https://example.org/#',
      'example.org',
      'https://a b/',
    ])
      expect(await outcome(() => issueCovidAlertCode(place, { ...by, url: wrong }))).toBe(
        'VENUE_CODE_MALFORMED',
      );
    expect(await outcome(() => issueCovidAlertCode(place, { ...by, key: p256Key }))).toBe(
      'KEY_UNSUITABLE',
    );
  });
});

describe('COVID Alert codes: laws', () => {
  const anyLine = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 40 })
    .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
  const anyPlace = fc.record({
    id: fc.stringMatching(/^[A-Za-z0-9]{8}$/),
    name: anyLine,
    address: anyLine,
  });

  it('verify after issue is the identity, by either implementation', () =>
    fc.assert(
      fc.asyncProperty(anyPlace, fc.boolean(), async (any, portable) => {
        const text = await issueCovidAlertCode(any, { ...by, portable });
        const key = { portable: !portable };
        expect(await verifyCovidAlertCode(text, [portalSigningKey], key)).toEqual(any);
      }),
      { numRuns: 40 },
    ));
});
