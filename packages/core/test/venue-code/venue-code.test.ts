import { toHex } from '@waypost/core/primitives';
import { deriveLocationId, issueVenueCode, verifyVenueCode } from '@waypost/core/venue-code';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ed25519Key,
  forge,
  forgeParts,
  IMPLEMENTATIONS,
  keyOf,
  outcome,
  p256Key,
  part,
} from '../primitives/jws-kit.ts';
import locations from '../vectors/location.json' with { type: 'json' };
import { by, content, issuer, now, trust } from './venue-kit.ts';

const header = { alg: 'ES256', kid: p256Key.kid, typ: 'venue+jwt' };
const claims = {
  iss: issuer,
  sub: 'ABEiM0RVZneImaq7zN3u_w',
  ver: 1,
  sed: 'AAECAwQFBgcICQoLDA0ODw',
  nbf: 1_790_000_000,
  exp: 1_821_536_000,
  knd: 1,
  nam: 'Bưu cục Minh Xuân',
  adr: 'Minh Xuân, Tuyên Quang',
  zon: '',
};
const withClaims = (other: object): string => forge(header, { ...claims, ...other }, p256Key);
const withHeader = (other: object): string => forge({ ...header, ...other }, claims, p256Key);
const verify = (text: string, other: object = {}, at = now) =>
  verifyVenueCode(text, { ...trust, ...other }, at);

describe.each(IMPLEMENTATIONS)('venue codes by %s', (_name, portable) => {
  it.each(['ES256', 'EdDSA'] as const)('%s: what is issued is what is read', async (algorithm) => {
    const key = keyOf[algorithm];
    const text = await issueVenueCode(content, { ...by, key, portable });
    expect(text).toMatch(/^https:\/\/checkin\.health\.example\/v#[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await verify(text, { portable })).toEqual({
      ...content,
      issuer,
      locationId: deriveLocationId(content),
      keyId: key.kid,
      display: null,
    });
  });

  it('gives the location id of the vectors', async () => {
    const { locationId } = await verify(withClaims({}), { portable });
    expect(toHex(locationId)).toBe(locations.cases[1]?.locationId);
  });
});

describe('texts', () => {
  const jws = withClaims({});

  it.each([
    ['the bare JWS', jws, null],
    ['another host', `https://evil.example/v#${jws}`, null],
    ['a host with a port', `https://localhost:8443/v#${jws}`, null],
    ['a display code', `https://a.example/v#${jws}~7JY6YK5U`, '7JY6YK5U'],
    ['the bare JWS with a display code', `${jws}~ABCDEFGH`, 'ABCDEFGH'],
  ])('takes %s', async (_name, text, display) => {
    const read = await verify(text);
    expect(read.display).toBe(display);
    expect(read.name).toBe(content.name);
  });

  it.each([
    ['nothing', ''],
    ['not text', 5 as unknown as string],
    ['http', `http://a.example/v#${jws}`],
    ['another scheme', `javascript:/v#${jws}`],
    ['another path', `https://a.example/w#${jws}`],
    ['a query', `https://a.example/v?x=1#${jws}`],
    ['a user before the host', `https://a@b.example/v#${jws}`],
    ['no host', `https:///v#${jws}`],
    ['two fragments', `https://a.example/v#https://a.example/v#${jws}`],
    ['a display code too short', `${jws}~7JY6YK5`],
    ['a display code in small letters', `${jws}~7jy6yk5u`],
    ['an empty display code', `${jws}~`],
    ['two display codes', `${jws}~7JY6YK5U~7JY6YK5U`],
    ['a space before it', ` ${jws}`],
    ['a line end after it', `${jws}\n`],
    ['text of more than 2,048 characters', `https://${'a'.repeat(2048)}/v#${jws}`],
    ['a JWS too long', withClaims({ nam: 'x'.repeat(2048) })],
  ])('refuses %s', async (_name, text) => {
    expect(await outcome(() => verify(text))).toBe('VENUE_CODE_MALFORMED');
  });
});

describe('signatures', () => {
  it.each([
    ['alg none', withHeader({ alg: 'none' }), 'VENUE_CODE_SIGNATURE'],
    ['alg HS256', withHeader({ alg: 'HS256' }), 'VENUE_CODE_SIGNATURE'],
    ['an unknown kid', withHeader({ kid: 'A'.repeat(43) }), 'VENUE_CODE_SIGNATURE'],
    ['no kid', withHeader({ kid: undefined }), 'VENUE_CODE_SIGNATURE'],
    ['the kid of another key', withHeader({ kid: ed25519Key.kid }), 'VENUE_CODE_SIGNATURE'],
    ['another key', forge(header, claims, ed25519Key), 'VENUE_CODE_SIGNATURE'],
    ['an embedded key', withHeader({ jwk: p256Key.jwk }), 'VENUE_CODE_MALFORMED'],
    ['crit', withHeader({ crit: ['exp'] }), 'VENUE_CODE_MALFORMED'],
    ['the typ of a list', withHeader({ typ: 'waypost-index+jwt' }), 'VENUE_CODE_MALFORMED'],
    ['no typ', withHeader({ typ: undefined }), 'VENUE_CODE_MALFORMED'],
    ['no JSON', forgeParts(part(header), 'Zm9v', p256Key), 'VENUE_CODE_MALFORMED'],
    ['a JSON list', forge(header, [claims], p256Key), 'VENUE_CODE_MALFORMED'],
  ])('refuses %s', async (_name, text, code) => {
    expect(await outcome(() => verify(text))).toBe(code);
  });

  it('refuses a key that is not among the trusted ones', async () => {
    const keys = new Map();
    expect(await outcome(() => verify(withClaims({}), { keys }))).toBe('VENUE_CODE_SIGNATURE');
  });
});

describe('claims', () => {
  it.each<readonly [string, object]>([
    ['no iss', { iss: undefined }],
    ['an empty iss', { iss: '' }],
    ['an iss of 201 bytes', { iss: 'x'.repeat(201) }],
    ['a list of iss', { iss: [issuer] }],
    ['no sub', { sub: undefined }],
    ['sub of 15 bytes', { sub: 'AAAAAAAAAAAAAAAAAAAA' }],
    ['sub of 17 bytes', { sub: 'AAAAAAAAAAAAAAAAAAAAAAA' }],
    ['sub with bits left over', { sub: 'ABEiM0RVZneImaq7zN3u_x' }],
    ['sub with padding', { sub: 'ABEiM0RVZneImaq7zN3u_w==' }],
    ['sub a number', { sub: 7 }],
    ['sub null', { sub: null }],
    ['no ver', { ver: undefined }],
    ['ver below zero', { ver: -1 }],
    ['ver over uint32', { ver: 2 ** 32 }],
    ['ver a fraction', { ver: 1.5 }],
    ['ver in text', { ver: '1' }],
    ['sed of 15 bytes', { sed: 'AAAAAAAAAAAAAAAAAAAA' }],
    ['no sed', { sed: undefined }],
    ['no nbf', { nbf: undefined }],
    ['nbf in text', { nbf: '1790000000' }],
    ['no exp', { exp: undefined }],
    ['exp over uint32', { exp: 2 ** 32 }],
    ['exp at nbf', { exp: claims.nbf }],
    ['exp before nbf', { exp: claims.nbf - 1 }],
    ['knd over 255', { knd: 256 }],
    ['knd below zero', { knd: -1 }],
    ['no knd', { knd: undefined }],
    ['an empty nam', { nam: '' }],
    ['nam of 101 bytes', { nam: 'x'.repeat(101) }],
    ['nam of 34 letters of three bytes', { nam: 'ầ'.repeat(34) }],
    ['nam with a line end', { nam: 'a\nb' }],
    ['nam with NUL', { nam: 'a\0b' }],
    ['nam with DEL', { nam: 'a\x7fb' }],
    ['nam with a control character of C1', { nam: 'a\x85b' }],
    ['nam with a line separator', { nam: 'a\u2028b' }],
    ['nam with a paragraph separator', { nam: 'a\u2029b' }],
    ['nam that turns direction', { nam: 'a\u202eb' }],
    ['nam that isolates direction', { nam: 'a\u2066b' }],
    ['nam with a lone surrogate', { nam: 'a\ud800b' }],
    ['nam a number', { nam: 1 }],
    ['no adr', { adr: undefined }],
    ['adr of 101 bytes', { adr: 'x'.repeat(101) }],
    ['adr with a tab', { adr: 'a\tb' }],
    ['no zon', { zon: undefined }],
    ['zon of 41 bytes', { zon: 'x'.repeat(41) }],
    ['zon with a carriage return', { zon: 'a\rb' }],
    ['one claim more', { aud: 'x' }],
  ])('refuses %s', async (_name, other) => {
    expect(await outcome(() => verify(withClaims(other)))).toBe('VENUE_CODE_MALFORMED');
  });

  it('takes the longest texts, empty ones where allowed, and the largest numbers', async () => {
    const widest = { ver: 2 ** 32 - 1, exp: 2 ** 32 - 1, knd: 255, nam: 'x'.repeat(100) };
    const longest = withClaims({ ...widest, adr: 'y'.repeat(100), zon: 'z'.repeat(40) });
    expect(await verify(longest)).toMatchObject({ codeVersion: 2 ** 32 - 1, kind: 255 });
    expect(await verify(withClaims({ adr: '', zon: '' }))).toMatchObject({ address: '', zone: '' });
  });

  it.each<readonly [string, object, object, number, string]>([
    ['of another issuer', { iss: 'https://other.example' }, {}, now, 'VENUE_CODE_ISSUER'],
    ['of an issuer in capitals', { iss: issuer.toUpperCase() }, {}, now, 'VENUE_CODE_ISSUER'],
    ['a second before nbf', {}, {}, claims.nbf - 1, 'VENUE_CODE_NOT_YET_VALID'],
    ['at nbf', {}, {}, claims.nbf, 'accepted'],
    ['a second before exp', {}, {}, claims.exp - 1, 'accepted'],
    ['at exp', {}, {}, claims.exp, 'VENUE_CODE_EXPIRED'],
    ['long after exp', {}, {}, 2 ** 32 - 1, 'VENUE_CODE_EXPIRED'],
    ['at no time', {}, {}, Number.NaN, 'TIME_RANGE'],
    ['withdrawn', {}, { withdrawn: withdrawn(1) }, now, 'VENUE_CODE_WITHDRAWN'],
    ['another version withdrawn', {}, { withdrawn: withdrawn(2) }, now, 'accepted'],
  ])('judges a code %s', async (_name, other, trusted, at, code) => {
    expect(await outcome(() => verify(withClaims(other), trusted, at))).toBe(code);
  });

  function withdrawn(version: number) {
    const venue = toHex(content.venueId);
    return {
      isWithdrawn: (venueId: Uint8Array, codeVersion: number) =>
        toHex(venueId) === venue && codeVersion === version,
    };
  }
});

describe('issueVenueCode', () => {
  it.each<readonly [string, object, object, string]>([
    ['a short venueId', { venueId: new Uint8Array(15) }, {}, 'BYTES_LENGTH'],
    ['a long seed', { seed: new Uint8Array(17) }, {}, 'BYTES_LENGTH'],
    ['a venueId in text', { venueId: 'AAAA' }, {}, 'BYTES_LENGTH'],
    ['a name with a line end', { name: 'a\nb' }, {}, 'VENUE_CODE_MALFORMED'],
    ['no name', { name: '' }, {}, 'VENUE_CODE_MALFORMED'],
    ['a zone too long', { zone: 'x'.repeat(41) }, {}, 'VENUE_CODE_MALFORMED'],
    ['a wrong window', { expires: content.notBefore }, {}, 'VENUE_CODE_MALFORMED'],
    ['a kind too large', { kind: 256 }, {}, 'VENUE_CODE_MALFORMED'],
    ['no issuer', {}, { issuer: '' }, 'VENUE_CODE_MALFORMED'],
    ['a host with a path', {}, { host: 'a.example/x' }, 'VENUE_CODE_MALFORMED'],
    ['a host in capitals', {}, { host: 'A.example' }, 'VENUE_CODE_MALFORMED'],
    ['a host with a user', {}, { host: 'u@a.example' }, 'VENUE_CODE_MALFORMED'],
    ['no host', {}, { host: '' }, 'VENUE_CODE_MALFORMED'],
  ])('refuses %s', async (_name, other, signer, code) => {
    const run = () => issueVenueCode({ ...content, ...other }, { ...by, ...signer });
    expect(await outcome(run)).toBe(code);
  });
});

describe('errors', () => {
  let message = '';
  beforeAll(async () => {
    const secretName = withClaims({ nam: 'Nguyễn\nMarked' });
    message = await verify(secretName).then(
      () => '',
      (error: unknown) => JSON.stringify([String(error), (error as { details: unknown }).details]),
    );
  });

  it('name the claim and hold nothing of the code', () => {
    expect(message).toContain('nam');
    expect(message).not.toMatch(/Marked|Nguy|eyJ/);
  });
});
