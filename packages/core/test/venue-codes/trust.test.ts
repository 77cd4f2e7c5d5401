import { generateSigningKey, type PublicJwk, type VerificationKey } from '@waypost/core/jws';
import { fromBase64Url } from '@waypost/core/primitives';
import { type FoundKeys, trustedKeys } from '@waypost/core/venue-codes';
import { describe, expect, it } from 'vitest';
import { ed25519Key, outcome, p256Key } from '../primitives/jws-kit.ts';

const other = generateSigningKey('ES256', (length) => new Uint8Array(length).fill(7));
const { d: _secret, kid: _name, ...otherKey } = other;
const named = (jwk: Omit<PublicJwk, 'kid'>, kid: string) => ({ ...jwk, kid });
const bare = ({ jwk: { kid: _kid, ...jwk } }: VerificationKey) => jwk;
const found = ({ keys, named }: FoundKeys) => ({ kids: keys.map(({ kid }) => kid), named });

describe('find', () => {
  const trust = trustedKeys({
    keys: [named(p256Key.jwk, 'poster'), named(ed25519Key.jwk, '3'), otherKey],
  });

  it.each<readonly [string, string | undefined, 'ES256' | 'EdDSA', readonly string[], boolean]>([
    ['a name finds its key', 'poster', 'ES256', [p256Key.kid], true],
    ['a name finds its key, of any kind', '3', 'EdDSA', [ed25519Key.kid], true],
    ['a name whose key is of another algorithm finds none', 'poster', 'EdDSA', [], true],
    ['an unknown name finds the keys without one', 'x', 'ES256', [other.kid ?? ''], false],
    ['of another algorithm, it finds none', 'x', 'EdDSA', [], false],
    ['a thumbprint is no name', p256Key.kid, 'ES256', [other.kid ?? ''], false],
    ['an empty name is a name', '', 'EdDSA', [], false],
    ['a member of every object is no name', 'constructor', 'EdDSA', [], false],
    [
      'no name finds all of the algorithm',
      undefined,
      'ES256',
      [p256Key.kid, other.kid ?? ''],
      false,
    ],
    ['no name, of the other', undefined, 'EdDSA', [ed25519Key.kid], false],
  ])('%s', (_title, kid, algorithm, kids, isNamed) => {
    expect(found(trust.find(kid, algorithm))).toEqual({ kids, named: isNamed });
  });
});

describe('findByThumbprint', () => {
  const start = (kid = '') => fromBase64Url(kid).subarray(0, 8);
  const trust = trustedKeys({ keys: [named(p256Key.jwk, ed25519Key.kid), otherKey] });

  it('finds a key by what it is, not by its name', () => {
    expect(found(trust.findByThumbprint(start(p256Key.kid)))).toEqual({
      kids: [p256Key.kid],
      named: true,
    });
  });

  it('finds the keys without a name where no other begins so', () => {
    for (const kid of [ed25519Key.kid, other.kid])
      expect(found(trust.findByThumbprint(start(kid)))).toEqual({
        kids: [other.kid],
        named: false,
      });
  });

  it('finds nothing where there is nothing', () => {
    const nobody = trustedKeys({ keys: [] });
    expect(found(nobody.findByThumbprint(start(p256Key.kid)))).toEqual({ kids: [], named: false });
    expect(found(nobody.find('x', 'ES256'))).toEqual({ kids: [], named: false });
  });
});

describe('trustedKeys', () => {
  it('hands on the issuer, where one is configured', () => {
    expect(trustedKeys({ keys: [], issuer: 'https://health.example' }).issuer).toBe(
      'https://health.example',
    );
    expect(trustedKeys({ keys: [] }).issuer).toBeUndefined();
  });

  it('takes a key twice under two names, and many keys without one', () => {
    const keys = [named(p256Key.jwk, 'a'), named(p256Key.jwk, 'b'), bare(p256Key), bare(p256Key)];
    expect(trustedKeys({ keys }).find('x', 'ES256').keys).toHaveLength(2);
  });

  it('keeps what it was given: later changes of the set do nothing', () => {
    const keys = [named(p256Key.jwk, 'a')];
    const trust = trustedKeys({ keys });
    keys[0] = named(ed25519Key.jwk, 'a');
    expect(found(trust.find('a', 'ES256')).kids).toEqual([p256Key.kid]);
  });

  it.each<readonly [string, unknown]>([
    ['no list', undefined],
    ['an object', {}],
    ['two keys of one name', [named(p256Key.jwk, 'a'), named(ed25519Key.jwk, 'a')]],
    ['more than 100 keys', Array.from({ length: 101 }, (_, i) => named(p256Key.jwk, `${i}`))],
    ['a private key', [other]],
    ['a key for another use', [{ ...p256Key.jwk, use: 'enc' }]],
    ['a key of another algorithm', [{ ...p256Key.jwk, alg: 'ES384' }]],
    ['a symmetric key', [{ kty: 'oct', k: 'AAAA' }]],
    ['a point off the curve', [{ ...p256Key.jwk, x: 'A'.repeat(43) }]],
    ['text', ['key']],
    ['null', [null]],
  ])('refuses %s', async (_name, keys) => {
    expect(await outcome(() => trustedKeys({ keys: keys as [] }))).toBe('KEY_UNSUITABLE');
  });
});
