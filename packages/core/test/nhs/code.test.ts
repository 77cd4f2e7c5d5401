import {
  displayPostcode,
  generateNhsVenueId,
  isNhsVenueId,
  issueNhsCode,
  NHS_CODE_MAX_LENGTH,
  NHS_VENUE_ID_ALPHABET,
  type NhsClaims,
  parseNhsCode,
  verifyNhsCode,
} from '@waypost/core/nhs';
import { describe, expect, it } from 'vitest';
import { ed25519Key, forge, forgeParts, outcome, p256Key, part } from '../primitives/jws-kit.ts';
import { lookup } from './nhs-kit.ts';

const kid = 'own';
const header = { alg: 'ES256', kid };
const claims = { id: '5Y3V42M5', opn: 'Barnard Castle', vt: '000', pc: 'DL128PR' };
const findKey = lookup({ [kid]: p256Key, okp: ed25519Key });
const read = (text: string) => verifyNhsCode(text, findKey);
const code = (jws: string): string => `UKC19TRACING:1:${jws}`;
const withHeader = (other: object): string => code(forge({ ...header, ...other }, claims, p256Key));
const withClaims = (other: object): string => code(forge(header, { ...claims, ...other }, p256Key));
const jws = forge(header, claims, p256Key);

describe('codes of an own key', () => {
  it('are read as issued', async () => {
    const text = await issueNhsCode(claims, { key: p256Key, kid });
    expect(await read(text)).toEqual({ version: 1, kid, claims });
  });

  it('name the key by its thumbprint where nothing else is asked', async () => {
    const text = await issueNhsCode({ id: 'CD2', opn: 'A' }, { key: p256Key });
    expect(parseNhsCode(text).header).toEqual({ alg: 'ES256', kid: p256Key.kid, typ: null });
  });

  it('say nothing beside the four claims', async () => {
    const more = { ...claims, vt: undefined, adr: 'a street' } as NhsClaims;
    const { id, opn, pc } = claims;
    const text = await issueNhsCode(more, { key: p256Key, kid });
    expect((await read(text)).claims).toEqual({ id, opn, pc });
  });

  it.each<readonly [string, object, string]>([
    ['an id with a look-alike', { id: '5Y3V42M0' }, 'id'],
    ['an id of 13 characters', { id: 'C'.repeat(13) }, 'id'],
    ['no id', { id: '' }, 'id'],
    ['no name', { opn: '' }, 'opn'],
    ['a name with a line end', { opn: 'a\nb' }, 'opn'],
    ['a name that turns around', { opn: 'a\u202eb' }, 'opn'],
    ['a lone surrogate', { opn: '\ud800' }, 'opn'],
    ['a name too long to be drawn', { opn: 'x'.repeat(2200) }, 'text'],
    ['a venue type of two digits', { vt: '00' }, 'vt'],
    ['an empty postcode', { pc: '' }, 'pc'],
  ])('are not issued with %s', async (_name, other, what) => {
    const run = issueNhsCode({ ...claims, ...other }, { key: p256Key });
    await expect(run).rejects.toMatchObject({
      code: 'VENUE_CODE_MALFORMED',
      details: { format: 'nhs', what },
    });
  });

  it('are not issued by an Ed25519 key', async () => {
    expect(await outcome(() => issueNhsCode(claims, { key: ed25519Key }))).toBe('KEY_UNSUITABLE');
  });
});

describe('texts', () => {
  it.each([
    ['version 2^31-1', `UKC19TRACING:2147483647:${jws}`],
    ['typ JWT', withHeader({ typ: 'JWT' })],
    ['an id that is no venue id', withClaims({ id: 'FAKE_ID' })],
    ['a claim without a meaning here', withClaims({ adr: 'a street' })],
    ['no postcode and no venue type', withClaims({ pc: undefined, vt: undefined })],
    ['the longest text', withClaims({ x: 'x'.repeat(2037) })],
  ])('takes %s', async (_name, text) => {
    expect(await outcome(() => read(text))).toBe('accepted');
  });

  it.each([
    ['not text', 5 as unknown as string, 'text'],
    ['small letters', code(jws).toLowerCase(), 'text'],
    ['a space before it', ` ${code(jws)}`, 'text'],
    ['a line end after it', `${code(jws)}\n`, 'JWS'],
    ['two parts', `UKC19TRACING:${jws}`, 'text'],
    ['four parts', `${code(jws)}:`, 'text'],
    ['an empty part, which one app skips', `UKC19TRACING::1:${jws}`, 'text'],
    ['no version', `UKC19TRACING::${jws}`, 'version'],
    ['a version below zero', `UKC19TRACING:-1:${jws}`, 'version'],
    ['a version with a sign', `UKC19TRACING:+1:${jws}`, 'version'],
    ['a version with a leading zero', `UKC19TRACING:01:${jws}`, 'version'],
    ['a version of 2^31', `UKC19TRACING:2147483648:${jws}`, 'version'],
    ['a JWS of two parts', code('a.b'), 'JWS'],
    ['a JWS of four parts', code(`${jws}.`), 'JWS'],
    ['a padded signature', code(`${jws}==`), 'JWS'],
    ['a header that is not base64url', code(jws.replace('.', '+.')), 'JWS'],
    ['a header that is not JSON', code(forgeParts('Zm9v', part(claims), p256Key)), 'JWS'],
    ['a header that is a list', code(forge([header], claims, p256Key)), 'JWS'],
    ['no kid', withHeader({ kid: undefined }), 'header'],
    ['a kid that is a number', withHeader({ kid: 3 }), 'JWS'],
    ['another typ', withHeader({ typ: 'venue+jwt' }), 'header'],
    ['a header member that is not understood', withHeader({ crit: ['x'] }), 'JWS'],
    ['an embedded key', withHeader({ jwk: p256Key.jwk }), 'header'],
    ['claims that are not JSON', code(forgeParts(part(header), 'Zm9v', p256Key)), 'JWS'],
    ['claims that are not base64url', code(forgeParts(part(header), 'Zm9v=', p256Key)), 'JWS'],
    ['a lone surrogate among the claims', code(jws.replace('.', '.\ud800')), 'JWS'],
    ['claims that are a list', code(forge(header, [claims], p256Key)), 'JWS'],
    ['claims that are null', code(forge(header, null, p256Key)), 'JWS'],
    ['no id', withClaims({ id: undefined }), 'id'],
    ['an empty id', withClaims({ id: '' }), 'id'],
    ['a lone surrogate in the id', withClaims({ id: '\ud800' }), 'id'],
    ['a lone surrogate in the name', withClaims({ opn: 'a\ud800' }), 'opn'],
    ['no name', withClaims({ opn: undefined }), 'opn'],
    ['an empty name', withClaims({ opn: '' }), 'opn'],
    ['a venue type that is a number', withClaims({ vt: 0 }), 'vt'],
    ['a postcode that is null', withClaims({ pc: null }), 'pc'],
    ['more than a QR code holds', withClaims({ x: 'x'.repeat(2038) }), 'text'],
  ])('refuses %s', async (_name, text, what) => {
    const details = { format: 'nhs', what };
    await expect(read(text)).rejects.toMatchObject({ code: 'VENUE_CODE_MALFORMED', details });
  });

  it('ends at the bytes of a QR code', () => {
    expect(withClaims({ x: 'x'.repeat(2037) })).toHaveLength(NHS_CODE_MAX_LENGTH);
  });

  it.each([
    ['no alg', withHeader({ alg: undefined })],
    ['alg none', withHeader({ alg: 'none' })],
    ['alg EdDSA with an ES256 signature', withHeader({ alg: 'EdDSA' })],
    ['alg HS256', withHeader({ alg: 'HS256' })],
    [
      'alg EdDSA, by the key that it names',
      code(forge({ alg: 'EdDSA', kid: 'okp' }, claims, ed25519Key)),
    ],
    ['alg ES256 by an Ed25519 key', code(forge({ alg: 'ES256', kid: 'okp' }, claims, ed25519Key))],
    ['an unknown kid', withHeader({ kid: '__proto__' })],
    ['no signature', code(`${part(header)}.${part(claims)}.`)],
    ['a signature of 63 bytes', code(`${part(header)}.${part(claims)}.${'A'.repeat(84)}`)],
    ['a signature in DER', code(`${part(header)}.${part(claims)}.${'A'.repeat(95)}`)],
  ])('does not believe %s', async (_name, text) => {
    expect(await outcome(() => read(text))).toBe('VENUE_CODE_SIGNATURE');
  });
});

describe('postcodes for people', () => {
  it.each([
    ['DL128PR', 'DL12 8PR'],
    ['M11AE', 'M1 1AE'],
    ['DL12 8PR', 'DL12 8PR'],
    ['DL12', 'DL12'],
    ['FAK', 'FAK'],
    ['', ''],
  ])('%s is shown as %s', (postcode, shown) => {
    expect(displayPostcode(postcode)).toBe(shown);
  });
});

describe('venue ids', () => {
  it.each(['5Y3V42M5', '5V9PWV9R', 'RKY32WMR', '4WT59M5Y', 'C', 'C'.repeat(12)])(
    'takes %s',
    (id) => {
      expect(isNhsVenueId(id)).toBe(true);
    },
  );

  it.each(['', 'C'.repeat(13), '5y3v42m5', 'ID123456789', 'FAKE_ID', 'CD2\n', ' CD2', 7, null])(
    'refuses %j',
    (id) => {
      expect(isNhsVenueId(id)).toBe(false);
    },
  );

  it('have 22 letters, each as likely as another', () => {
    const counts = new Map<string, number>();
    // Each byte value once: 256 = 11 * 22 + 14, and the 14 values left over are not used.
    let next = 0;
    const everyByte = (length: number) => Uint8Array.from({ length }, () => next++ % 256);
    for (let i = 0; i < 121; i++)
      for (const letter of generateNhsVenueId(everyByte))
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(NHS_VENUE_ID_ALPHABET.split('').sort());
    expect(new Set(counts.values())).toEqual(new Set([44]));
  });

  it('that are generated follow the rule', () => {
    const id = generateNhsVenueId((length) => Uint8Array.from({ length }, (_, i) => 37 * i));
    expect(id).toHaveLength(8);
    expect(isNhsVenueId(id)).toBe(true);
  });
});
