import {
  cardKeyFor,
  codeKeys,
  indexKeys,
  issueKeyList,
  KEY_LIST_LIFETIME_SECONDS,
  verifyKeyList,
} from '@waypost/core/keys-and-lists';
import { toBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import {
  forge,
  forgeLong,
  forgeParts,
  IMPLEMENTATIONS,
  outcome,
  part,
} from '../primitives/jws-kit.ts';
import {
  codeKey,
  DAY,
  fixedKey,
  HOUR,
  indexKey,
  issuedAt,
  issuer,
  keyContent,
  keyList,
  keyTrust,
  leakedIndexKey,
  now,
  p256IndexKey,
  retiredCodeKey,
  rootKey,
  strangeKey,
} from './lists-kit.ts';

const header = { alg: 'EdDSA', kid: rootKey.kid, typ: 'waypost-keys+jwt', jwk: rootKey.jwk };
const cardRow = (day: number, length = 32) => [day, toBase64Url(new Uint8Array(length))];
const claims = {
  iss: issuer,
  seq: 5,
  iat: issuedAt,
  exp: issuedAt + 30 * DAY,
  code: [codeKey.jwk],
  index: [indexKey.jwk],
  card: [cardRow(20_000), cardRow(20_001)],
  revoked: [leakedIndexKey.kid],
};
const manyKeys = (count: number) =>
  Array.from({ length: count }, (_, i) => fixedKey('EdDSA', 100 + i).jwk);
const withClaims = (other: object): string => forge(header, { ...claims, ...other }, rootKey);
const withHeader = (other: object): string => forge({ ...header, ...other }, claims, rootKey);
const verify = (text: string, other: object = {}, at = now) =>
  verifyKeyList(text, { ...keyTrust, ...other }, at);

describe.each(IMPLEMENTATIONS)('key lists by %s', (_name, portable) => {
  it('what is issued is what is read', async () => {
    const signer = { key: rootKey, previous: null, portable };
    const { text, state } = await issueKeyList(keyContent, signer);
    const verified = await verify(text, { portable });
    expect(verified.stale).toBe(false);
    expect(verified.state).toEqual(state);
    expect(state.seq).toBe(1);
    expect(verified.list).toMatchObject({ issuer, issuedAt, expires: keyContent.expires });
    for (const { day, publicKey } of keyContent.cardKeys)
      expect(cardKeyFor(verified.list, day)).toEqual(publicKey);
    expect(cardKeyFor(verified.list, 0)).toBeNull();
  });
});

describe('keys of a list', () => {
  it('codeKeys and indexKeys are of one use each, without revoked ones', async () => {
    const list = await keyList();
    expect([...codeKeys(list).keys()]).toEqual([codeKey.kid]);
    expect([...indexKeys(list).keys()]).toEqual([indexKey.kid, p256IndexKey.kid]);
    expect([...list.keys.keys()]).toContain(retiredCodeKey.kid);
  });

  it('the next list follows the state of the one before', async () => {
    const first = await issueKeyList(keyContent, { key: rootKey, previous: null });
    const next = await issueKeyList(keyContent, { key: rootKey, previous: first.state });
    expect(next.state.seq).toBe(2);
    expect((await verify(next.text, { seen: first.state })).state).toEqual(next.state);
  });
});

describe('verifyKeyList refuses', () => {
  it.each<readonly [string, string, string]>([
    ['another typ', withHeader({ typ: 'waypost-index+jwt' }), 'LIST_TYPE'],
    ['no typ', withHeader({ typ: undefined }), 'LIST_TYPE'],
    ['no embedded key', withHeader({ jwk: undefined }), 'LIST_SIGNATURE'],
    ['no kid', withHeader({ kid: undefined }), 'LIST_SIGNATURE'],
    ['another kid', withHeader({ kid: strangeKey.kid }), 'LIST_SIGNATURE'],
    ['another embedded key', withHeader({ jwk: strangeKey.jwk }), 'LIST_SIGNATURE'],
    ['an embedded private key', withHeader({ jwk: rootKey.privateJwk }), 'LIST_SIGNATURE'],
    ['alg none', withHeader({ alg: 'none' }), 'LIST_SIGNATURE'],
    ['another root', otherRoot(), 'LIST_SIGNATURE'],
    ['another signer under the pinned key', forge(header, claims, strangeKey), 'LIST_SIGNATURE'],
    ['crit', withHeader({ crit: ['jwk'] }), 'LIST_MALFORMED'],
    ['no JWS', 'waypost', 'LIST_MALFORMED'],
    ['no JSON', forgeParts(part(header), 'Zm9v', rootKey), 'LIST_MALFORMED'],
    ['a JSON list', forge(header, [claims], rootKey), 'LIST_MALFORMED'],
    ['another issuer', withClaims({ iss: 'https://other.example' }), 'LIST_ISSUER'],
    ['an iat over an hour ahead', ahead(HOUR + 1), 'LIST_FROM_FUTURE'],
  ])('%s', async (_name, text, code) => {
    expect(await outcome(() => verify(text))).toBe(code);
  });

  it.each<readonly [string, object]>([
    ['no iss', { iss: undefined }],
    ['an empty iss', { iss: '' }],
    ['iss with a line end', { iss: 'a\nb' }],
    ['no seq', { seq: undefined }],
    ['seq below zero', { seq: -1 }],
    ['seq a fraction', { seq: 1.5 }],
    ['no iat', { iat: undefined }],
    ['iat in text', { iat: '1' }],
    ['no exp', { exp: undefined }],
    ['exp at iat', { exp: issuedAt }],
    ['exp over 30 days', { exp: issuedAt + KEY_LIST_LIFETIME_SECONDS + 1 }],
    ['prev, which it has not', { prev: toBase64Url(new Uint8Array(32)) }],
    ['one member more', { more: 1 }],
    ['no code', { code: undefined }],
    ['code not a list', { code: { 0: codeKey.jwk } }],
    ['a code key without kid', { code: [{ ...codeKey.jwk, kid: undefined }] }],
    ['a code key with another kid', { code: [{ ...codeKey.jwk, kid: indexKey.kid }] }],
    ['a code key twice', { code: [codeKey.jwk, codeKey.jwk] }],
    ['a private code key', { code: [codeKey.privateJwk] }],
    ['an RSA key', { code: [{ kty: 'RSA', n: 'AAAA', e: 'AQAB' }] }],
    ['a code key for encryption', { code: [{ ...codeKey.jwk, use: 'enc' }] }],
    ['65 code keys', { code: manyKeys(65) }],
    ['no index', { index: undefined }],
    ['one key of two uses', { index: [codeKey.jwk] }],
    ['an index key off its curve', { index: [{ ...p256IndexKey.jwk, x: indexKey.jwk.x }] }],
    ['no card', { card: undefined }],
    ['a card key of 31 bytes', { card: [cardRow(1, 31)] }],
    ['a card key without a day', { card: [['x', cardRow(1)[1]]] }],
    ['a card row too short', { card: [[1]] }],
    ['a card row too long', { card: [[...cardRow(1), 0]] }],
    ['days that fall', { card: [cardRow(2), cardRow(1)] }],
    ['a day twice', { card: [cardRow(2), cardRow(2)] }],
    ['129 card keys', { card: Array.from({ length: 129 }, (_, day) => cardRow(day)) }],
    ['no revoked', { revoked: undefined }],
    ['revoked of no thumbprint', { revoked: ['key'] }],
    ['revoked of a number', { revoked: [1] }],
    ['513 revoked', { revoked: Array.from({ length: 513 }, () => codeKey.kid) }],
  ])('%s', async (_name, other) => {
    expect(await outcome(() => verify(withClaims(other)))).toBe('LIST_MALFORMED');
  });

  it.each<readonly [string, object, number, string]>([
    ['a lower seq', { seq: 6, sha256: toBase64Url(new Uint8Array(32)) }, now, 'LIST_ROLLBACK'],
    ['its seq with other bytes', { seq: 5, sha256: codeKey.kid }, now, 'LIST_FORKED'],
    ['a damaged seq', { seq: Number.NaN, sha256: codeKey.kid }, now, 'LIST_MALFORMED'],
    ['a damaged digest', { seq: 4, sha256: 'x' }, now, 'LIST_MALFORMED'],
    ['a higher seq', { seq: 4, sha256: codeKey.kid }, now, 'accepted'],
  ])('%s than remembered, as it should', async (_name, seen, at, code) => {
    expect(await outcome(() => verify(withClaims({}), { seen }, at))).toBe(code);
  });

  it('a time that is none', async () => {
    expect(await outcome(() => verify(withClaims({}), {}, Number.NaN))).toBe('TIME_RANGE');
  });

  function ahead(seconds: number): string {
    return withClaims({ iat: now + seconds, exp: now + seconds + DAY });
  }

  function otherRoot(): string {
    const own = { ...header, kid: strangeKey.kid, jwk: strangeKey.jwk };
    return forge(own, claims, strangeKey);
  }
});

describe('edges', () => {
  it('takes the same bytes again, and an iat of an hour ahead', async () => {
    const text = withClaims({});
    const { state } = await verify(text);
    expect(await outcome(() => verify(text, { seen: state }))).toBe('accepted');
    const ahead = withClaims({ iat: now + HOUR, exp: now + DAY });
    expect(await outcome(() => verify(ahead))).toBe('accepted');
  });

  it('takes 131,072 characters and not four more', async () => {
    const long = (length: number) => forgeLong(header, claims, { key: rootKey, length });
    expect(await outcome(() => verify(long(131_072)))).toBe('accepted');
    expect(await outcome(() => verify(long(131_076)))).toBe('LIST_MALFORMED');
  });

  it('is stale from exp on, and returned all the same', async () => {
    expect((await verify(withClaims({}), {}, claims.exp - 1)).stale).toBe(false);
    expect((await verify(withClaims({}), {}, claims.exp)).stale).toBe(true);
  });

  it('takes as many keys as are allowed', async () => {
    const card = Array.from({ length: 128 }, (_, day) => cardRow(day));
    const revoked = Array.from({ length: 512 }, () => codeKey.kid);
    const keys = manyKeys(128);
    const [code, index] = [keys.slice(0, 64), keys.slice(64)];
    const { list } = await verify(withClaims({ card, revoked, code, index }));
    expect(list.cardKeys.size).toBe(128);
    expect(list.keys.size).toBe(128);
  });
});

describe('issueKeyList refuses', () => {
  const { codeKeys: code } = keyContent;
  it.each<readonly [string, object]>([
    ['a key of two uses', { indexKeys: code }],
    ['over 30 days', { expires: issuedAt + 31 * DAY }],
    ['a card key too short', { cardKeys: [{ day: 1, publicKey: new Uint8Array(31) }] }],
    ['a private key', { codeKeys: [codeKey.privateJwk] }],
    ['no issuer', { issuer: '' }],
  ])('%s', async (_name, other) => {
    const signer = { key: rootKey, previous: null };
    const run = () => issueKeyList({ ...keyContent, ...other }, signer);
    expect(await outcome(run)).toBe('LIST_MALFORMED');
  });

  it('a damaged state of the list before', async () => {
    const signer = { key: rootKey, previous: { seq: -1, sha256: rootKey.kid } };
    expect(await outcome(() => issueKeyList(keyContent, signer))).toBe('LIST_MALFORMED');
  });
});
