import { toHex, toUtf8 } from '@waypost/core/primitives';
import { deriveLocationId, issueVenueCode, verifyVenueCode } from '@waypost/core/venue-code';
import {
  decodeContent,
  encodeContent,
  issueCompactVenueCode,
  verifyCompactVenueCode,
} from '@waypost/core/waypost-compact';
import { describe, expect, it } from 'vitest';
import {
  bothKeys,
  ed25519Key,
  IMPLEMENTATIONS,
  keyOf,
  outcome,
  p256Key,
} from '../primitives/jws-kit.ts';
import { by, content, forgeCompact, issuer, now, trust } from './venue-kit.ts';

const bytes = encodeContent(content);
const host = 'checkin.health.example';
const verify = (text: string, other: object = {}, at = now) =>
  verifyCompactVenueCode(text, { ...trust, ...other }, at);
/** Content with other bytes in the place of some. */
const patched = (offset: number, ...others: readonly number[]): Uint8Array => {
  const copy = bytes.slice();
  copy.set(others, offset);
  return copy;
};
/** Content with these texts, whatever they are. */
const withTexts = (...texts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, 46), ...texts.flatMap((text) => [text.length, ...text])]);
const withText = (text: string): string =>
  forgeCompact(withTexts(toUtf8(text), toUtf8(''), toUtf8('')));

describe.each(IMPLEMENTATIONS)('compact venue codes by %s', (_name, portable) => {
  it.each(['ES256', 'EdDSA'] as const)('%s: what is issued is what is read', async (algorithm) => {
    const key = keyOf[algorithm];
    for (const [to, form] of [
      [host, /^HTTPS:\/\/CHECKIN\.HEALTH\.EXAMPLE\/V#[A-Z2-7]{266}$/],
      [null, /^WP1:[0-9A-Z $%*+./:-]{249}$/],
    ] as const) {
      const text = await issueCompactVenueCode(content, { host: to, key, portable });
      expect(text).toMatch(form);
      expect(await verify(text, { portable: !portable })).toEqual({
        ...content,
        issuer,
        locationId: deriveLocationId(content),
        keyId: key.kid,
        display: null,
      });
    }
  });

  it('a signature of another key, label or content is refused', async () => {
    for (const forged of [
      forgeCompact(bytes, { key: ed25519Key, kid: p256Key.kid }),
      forgeCompact(bytes, { label: 'waypost/1/display' }),
      forgeCompact(bytes, { label: '' }),
      forgeCompact(bytes, { kid: 'A'.repeat(43) }),
    ])
      expect(await outcome(() => verify(forged, { portable }))).toBe('VENUE_CODE_SIGNATURE');
  });

  it('of keys that begin alike each is tried', async () => {
    const namesake = { ...ed25519Key, kid: `${p256Key.kid.slice(0, 11)}${'A'.repeat(32)}` };
    const keys = new Map([namesake, p256Key].map((key) => [key.kid, key]));
    const claims = await verify(forgeCompact(bytes), { keys, portable });
    expect(claims.keyId).toBe(p256Key.kid);
    const alone = { keys: new Map([[namesake.kid, namesake]]), portable };
    expect(await outcome(() => verify(forgeCompact(bytes), alone))).toBe('VENUE_CODE_SIGNATURE');
  });

  it('a host refuses a key that it cannot use', async () => {
    const torn = { ...p256Key, privateJwk: { ...p256Key.privateJwk, d: 'AAAA' } };
    const run = () => issueCompactVenueCode(content, { host, key: torn, portable: false });
    expect(await outcome(run)).toBe('KEY_UNSUITABLE');
  });
});

it('both forms give one location id, and the same content', async () => {
  const compact = await issueCompactVenueCode(content, { host, key: p256Key });
  const jws = await issueVenueCode(content, by);
  expect(await verifyVenueCode(compact, trust, now)).toEqual(
    await verifyVenueCode(jws, trust, now),
  );
});

describe('texts', () => {
  const url = forgeCompact(bytes);
  const base32 = url.slice(url.indexOf('#') + 1);
  const base45 = () => issueCompactVenueCode(content, { host: null, key: p256Key });

  it.each([
    ['the bare base32', base32, null],
    ['another host', `HTTPS://EVIL.EXAMPLE/V#${base32}`, null],
    ['a host with a port', `HTTPS://LOCALHOST:8443/V#${base32}`, null],
    ['scheme and host as browsers write them', `https://a.example/V#${base32}`, null],
    ['a display code', `${url}~7JY6YK5U`, '7JY6YK5U'],
  ])('takes %s', async (_name, text, display) => {
    expect(await verify(text)).toMatchObject({ name: content.name, display });
    expect(await verifyVenueCode(text, trust, now)).toMatchObject({ display });
  });

  it('takes a display code behind Base45', async () => {
    const text = `${await base45()}~7JY6YK5U`;
    expect(await verifyVenueCode(text, trust, now)).toMatchObject({ display: '7JY6YK5U' });
  });

  it.each([
    ['nothing', ''],
    ['not text', 5 as unknown as string],
    ['http', `HTTP://A.EXAMPLE/V#${base32}`],
    ['a path in small letters', `https://a.example/v#${base32}`],
    ['a query', `HTTPS://A.EXAMPLE/V?X=1#${base32}`],
    ['a user before the host', `HTTPS://A@B.EXAMPLE/V#${base32}`],
    ['no host', `HTTPS:///V#${base32}`],
    ['two fragments', `${url}#${base32}`],
    ['small letters', url.toLowerCase().replace('/v#', '/V#')],
    ['padding', `${url}======`],
    ['base32 cut off in the middle of a byte', url.slice(0, -1)],
    ['a display code too short', `${url}~7JY6YK5`],
    ['a display code in small letters', `${url}~7jy6yk5u`],
    ['two display codes', `${url}~7JY6YK5U~7JY6YK5U`],
    ['a line end after it', `${url}\n`],
    ['base32 behind the prefix of Base45', `WP1:${base32}`.slice(0, 255)],
    ['no text behind the prefix', 'WP1:'],
    ['Base45 without its prefix', 'QED8WEX0'],
    ['another version of the prefix', `WP2:${base32}`],
    ['key id and signature without content', `HTTPS://A.EXAMPLE/V#${'A'.repeat(116)}`],
    ['text of more than 2,048 characters', `HTTPS://A.EXAMPLE/V#${'A'.repeat(2048)}`],
  ])('refuses %s', async (_name, text) => {
    expect(await outcome(() => verify(text))).toBe('VENUE_CODE_MALFORMED');
    expect(await outcome(() => verifyVenueCode(text, trust, now))).toBe('VENUE_CODE_MALFORMED');
  });

  it('refuses a JWS where only the compact form is taken', async () => {
    const jws = await issueVenueCode(content, by);
    expect(await outcome(() => verify(jws))).toBe('VENUE_CODE_MALFORMED');
  });
});

describe('content under a signature that holds', () => {
  const long = (length: number) => new Uint8Array(length).fill(0x78);

  it.each<readonly [string, Uint8Array, string]>([
    ['version 0', patched(0, 0), 'version'],
    ['version 2', patched(0, 2), 'version'],
    ['expires at notBefore', patched(41, ...bytes.subarray(37, 41)), 'expires'],
    ['no name', withTexts(long(0), long(1), long(1)), 'name'],
    ['a name of 101 bytes', withTexts(long(101), long(1), long(1)), 'name'],
    ['an address of 101 bytes', withTexts(long(1), long(101), long(1)), 'address'],
    ['a zone of 41 bytes', withTexts(long(1), long(1), long(41)), 'zone'],
    ['a name that is no UTF-8', withTexts(Uint8Array.of(0xff), long(1), long(1)), 'content'],
    ['an overlong NUL', withTexts(Uint8Array.of(0xc0, 0x80), long(1), long(1)), 'content'],
    ['a lone surrogate', withTexts(Uint8Array.of(0xed, 0xa0, 0x80), long(1), long(1)), 'content'],
    ['no zone at all', withTexts(long(1), long(1)), 'content'],
    ['a byte too much', withTexts(long(1), long(1), long(1), long(0)), 'content'],
    ['a length past the end', patched(46, 0xff), 'content'],
    ['nothing but a version', Uint8Array.of(1), 'content'],
  ])('is refused: %s', async (_name, wrong, what) => {
    const refusal = { code: 'VENUE_CODE_MALFORMED', details: { what } };
    await expect(verify(forgeCompact(wrong))).rejects.toMatchObject(refusal);
  });

  it.each(['a\nb', 'a\0b', 'a\u0085b', 'a\u2028b', 'a\u202eb', 'a\u2066b'])(
    'is refused for a name with a character that deceives: %j',
    async (name) => {
      expect(await outcome(() => verify(withText(name)))).toBe('VENUE_CODE_MALFORMED');
    },
  );

  it('may be as long as 289 bytes, with the largest numbers', async () => {
    const widest = { ...content, codeVersion: 2 ** 32 - 1, expires: 2 ** 32 - 1, kind: 255 };
    const texts = { name: 'x'.repeat(100), address: 'y'.repeat(100), zone: 'z'.repeat(40) };
    const longest = encodeContent({ ...widest, ...texts });
    expect(longest).toHaveLength(289);
    expect(await verify(forgeCompact(longest))).toMatchObject({ ...widest, ...texts });
  });

  it('is not read before the signature holds', async () => {
    const unsigned = forgeCompact(patched(0, 2), { key: ed25519Key, kid: p256Key.kid });
    expect(await outcome(() => verify(unsigned))).toBe('VENUE_CODE_SIGNATURE');
  });

  it('is returned as copies', () => {
    const source = bytes.slice();
    const read = decodeContent(source);
    source.fill(0);
    expect(read).toEqual(content);
  });
});

describe('a code that counts', () => {
  const text = forgeCompact(bytes);
  const withdrawn = (version: number) => ({
    isWithdrawn: (venueId: Uint8Array, codeVersion: number) =>
      toHex(venueId) === toHex(content.venueId) && codeVersion === version,
  });

  it.each<readonly [string, object, number, string]>([
    ['a second before notBefore', {}, content.notBefore - 1, 'VENUE_CODE_NOT_YET_VALID'],
    ['at notBefore', {}, content.notBefore, 'accepted'],
    ['a second before expires', {}, content.expires - 1, 'accepted'],
    ['at expires', {}, content.expires, 'VENUE_CODE_EXPIRED'],
    ['at no time', {}, Number.NaN, 'TIME_RANGE'],
    ['withdrawn', { withdrawn: withdrawn(1) }, now, 'VENUE_CODE_WITHDRAWN'],
    ['another version withdrawn', { withdrawn: withdrawn(2) }, now, 'accepted'],
    [
      'its key gone',
      { keys: new Map([[ed25519Key.kid, ed25519Key]]) },
      now,
      'VENUE_CODE_SIGNATURE',
    ],
    ['no key at all', { keys: new Map() }, now, 'VENUE_CODE_SIGNATURE'],
  ])('is judged %s', async (_name, trusted, at, code) => {
    expect(await outcome(() => verify(text, trusted, at))).toBe(code);
    expect(await outcome(() => verifyVenueCode(text, { ...trust, ...trusted }, at))).toBe(code);
  });

  it('is of the configured issuer, whose keys these are', async () => {
    const other = { issuer: 'https://other.example', keys: bothKeys };
    expect(await verify(text, other)).toMatchObject({ issuer: 'https://other.example' });
  });
});

describe('issueCompactVenueCode', () => {
  it.each<readonly [string, object, object, string]>([
    ['a short venueId', { venueId: new Uint8Array(15) }, {}, 'BYTES_LENGTH'],
    ['a long seed', { seed: new Uint8Array(17) }, {}, 'BYTES_LENGTH'],
    ['a venueId in text', { venueId: 'AAAA' }, {}, 'BYTES_LENGTH'],
    ['a version in text', { codeVersion: '1' }, {}, 'VENUE_CODE_MALFORMED'],
    ['a name with a line end', { name: 'a\nb' }, {}, 'VENUE_CODE_MALFORMED'],
    ['no name', { name: '' }, {}, 'VENUE_CODE_MALFORMED'],
    ['half a character', { name: '\ud800' }, {}, 'VENUE_CODE_MALFORMED'],
    ['a zone too long', { zone: 'x'.repeat(41) }, {}, 'VENUE_CODE_MALFORMED'],
    ['a wrong window', { expires: content.notBefore }, {}, 'VENUE_CODE_MALFORMED'],
    ['a kind too large', { kind: 256 }, {}, 'VENUE_CODE_MALFORMED'],
    ['a host with a path', {}, { host: 'a.example/x' }, 'VENUE_CODE_MALFORMED'],
    ['a host in capitals', {}, { host: 'A.example' }, 'VENUE_CODE_MALFORMED'],
    ['an empty host', {}, { host: '' }, 'VENUE_CODE_MALFORMED'],
  ])('refuses %s', async (_name, other, signer, code) => {
    const run = () =>
      issueCompactVenueCode({ ...content, ...other }, { host, key: p256Key, ...signer });
    expect(await outcome(run)).toBe(code);
  });
});

it('errors name the field and hold nothing of the code', async () => {
  const error: unknown = await verify(withText('Nguyễn\nMarked')).catch((reason) => reason);
  const shown = JSON.stringify([String(error), (error as { details: unknown }).details]);
  expect(shown).toContain('name');
  expect(shown).not.toMatch(/Marked|Nguy/);
});
