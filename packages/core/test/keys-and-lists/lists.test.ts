import type { SigningKey } from '@waypost/core/jws';
import {
  issueIndexList,
  issueWithdrawnList,
  LIST_LIFETIME_SECONDS,
  type ListState,
  type ListTrust,
  verifyIndexList,
  verifyWithdrawnList,
} from '@waypost/core/keys-and-lists';
import { toBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { forge, forgeLong, IMPLEMENTATIONS, outcome } from '../primitives/jws-kit.ts';
import {
  codeKey,
  DAY,
  HOUR,
  indexContent,
  indexKey,
  issuedAt,
  issuer,
  keyContent,
  keyList,
  leakedIndexKey,
  now,
  p256IndexKey,
  retiredCodeKey,
  rootKey,
  strangeKey,
  venueId,
  withdrawnContent,
} from './lists-kit.ts';

const trust: ListTrust = { keyList: await keyList(), seen: null };
const digest = (byte: number, length = 32): string =>
  toBase64Url(new Uint8Array(length).fill(byte));
const head = { iss: issuer, seq: 5, iat: issuedAt, exp: issuedAt + 2 * DAY, prev: digest(7) };
const bundle = [4, digest(4), 100, 'who-15min'];
const warning = [1, digest(1), 50];
const LISTS = [
  {
    typ: 'waypost-index+jwt',
    content: { bundles: [bundle], warnings: [warning], withdrawn: [4] },
    verify: verifyIndexList,
    maxLength: 1_048_576,
  },
  {
    typ: 'waypost-withdrawn+jwt',
    content: { codes: [[toBase64Url(venueId), 1]] },
    verify: verifyWithdrawnList,
    maxLength: 4_194_304,
  },
] as const;

describe.each(LISTS)('$typ', ({ typ, content, verify: verifyList, maxLength }) => {
  const claims = { ...head, ...content };
  const sign = (other: object, key: SigningKey = indexKey): string =>
    forge({ alg: key.algorithm, kid: key.kid, typ }, { ...claims, ...other }, key);
  const withHeader = (other: object): string =>
    forge({ alg: 'EdDSA', kid: indexKey.kid, typ, ...other }, claims, indexKey);
  const verify = (text: string, other: Partial<ListTrust> = {}, at = now) =>
    verifyList(text, { ...trust, ...other }, at);
  const good = sign({});

  it.each(IMPLEMENTATIONS)('by %s: an index key may sign it', async (_name, portable) => {
    for (const key of [indexKey, p256IndexKey])
      expect((await verify(sign({}, key), { portable })).stale).toBe(false);
  });

  it.each<readonly [string, string, string]>([
    ['another typ', withHeader({ typ: 'venue+jwt' }), 'LIST_TYPE'],
    ['the typ of a key list', withHeader({ typ: 'waypost-keys+jwt' }), 'LIST_TYPE'],
    ['no typ', withHeader({ typ: undefined }), 'LIST_TYPE'],
    ['an unlisted key', sign({}, strangeKey), 'LIST_SIGNATURE'],
    ['the root key, which is not listed', sign({}, rootKey), 'LIST_SIGNATURE'],
    ['a signature of another', withHeader({ kid: p256IndexKey.kid }), 'LIST_SIGNATURE'],
    ['alg none', withHeader({ alg: 'none' }), 'LIST_SIGNATURE'],
    ['a truncated signature', good.slice(0, -2), 'LIST_SIGNATURE'],
    ['an embedded key', withHeader({ jwk: indexKey.jwk }), 'LIST_MALFORMED'],
    ['no JWS', 'list', 'LIST_MALFORMED'],
    ['a code key', sign({}, codeKey), 'LIST_KEY_USE'],
    ['a revoked code key', sign({}, retiredCodeKey), 'LIST_KEY_USE'],
    ['a revoked index key', sign({}, leakedIndexKey), 'LIST_KEY_REVOKED'],
    ['another issuer', sign({ iss: 'https://other.example' }), 'LIST_ISSUER'],
    [
      'an iat over an hour ahead',
      sign({ iat: now + HOUR + 1, exp: now + DAY }),
      'LIST_FROM_FUTURE',
    ],
    ['no issuer', sign({ iss: undefined }), 'LIST_MALFORMED'],
    ['no seq', sign({ seq: undefined }), 'LIST_MALFORMED'],
    ['no iat', sign({ iat: undefined }), 'LIST_MALFORMED'],
    ['exp before iat', sign({ exp: issuedAt - 1 }), 'LIST_MALFORMED'],
    ['exp over 48 hours', sign({ exp: issuedAt + LIST_LIFETIME_SECONDS + 1 }), 'LIST_MALFORMED'],
    ['no prev', sign({ prev: undefined }), 'LIST_MALFORMED'],
    ['prev of 31 bytes', sign({ prev: digest(7, 31) }), 'LIST_MALFORMED'],
    ['one member more', sign({ more: 1 }), 'LIST_MALFORMED'],
  ])('refuses %s', async (_name, text, code) => {
    expect(await outcome(() => verify(text))).toBe(code);
  });

  it.each<readonly [string, ListState, string]>([
    ['a newer list', { seq: 6, sha256: digest(1) }, 'LIST_ROLLBACK'],
    ['other bytes of this seq', { seq: 5, sha256: digest(1) }, 'LIST_FORKED'],
    ['a list before, other than prev', { seq: 4, sha256: digest(1) }, 'LIST_FORKED'],
    ['a damaged state', { seq: 4.5, sha256: digest(7) }, 'LIST_MALFORMED'],
    ['the list before', { seq: 4, sha256: digest(7) }, 'accepted'],
    ['one two before', { seq: 3, sha256: digest(1) }, 'accepted'],
  ])('after %s', async (_name, seen, code) => {
    expect(await outcome(() => verify(good, { seen }))).toBe(code);
  });

  it('gives the state that takes the same bytes again', async () => {
    const { state } = await verify(good);
    expect(state.seq).toBe(5);
    expect((await verify(good, { seen: state })).state).toEqual(state);
    expect(await outcome(() => verify(sign({ iat: issuedAt + 1 }), { seen: state }))).toBe(
      'LIST_FORKED',
    );
  });

  it('takes its longest text and no longer one', async () => {
    const header = { alg: 'EdDSA', kid: indexKey.kid, typ };
    const long = (length: number) => forgeLong(header, claims, { key: indexKey, length });
    const [longest, tooLong] = [long(maxLength), long(maxLength + 4)];
    expect(longest.length).toBeLessThanOrEqual(maxLength);
    expect(await outcome(() => verify(longest))).toBe('accepted');
    expect(await outcome(() => verify(tooLong))).toBe('LIST_MALFORMED');
  });

  it('is stale from exp on, and under a stale key list', async () => {
    const { expires } = keyContent;
    const late = sign({ iat: expires - HOUR, exp: expires + HOUR });
    expect((await verify(good, {}, head.exp - 1)).stale).toBe(false);
    expect((await verify(good, {}, head.exp)).stale).toBe(true);
    expect((await verify(late, {}, expires - 1)).stale).toBe(false);
    expect((await verify(late, {}, expires)).stale).toBe(true);
  });

  it('takes no time that is none', async () => {
    expect(await outcome(() => verify(good, {}, -1))).toBe('TIME_RANGE');
  });
});

describe('index list', () => {
  const sign = (other: object): string => {
    const claims = { ...head, ...LISTS[0].content, ...other };
    return forge({ alg: 'EdDSA', kid: indexKey.kid, typ: LISTS[0].typ }, claims, indexKey);
  };
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);

  it('what is issued is what is read, list after list', async () => {
    const first = await issueIndexList(indexContent, { key: indexKey, previous: null });
    const read = await verifyIndexList(first.text, trust, now);
    expect(read).toEqual({ list: indexContent, stale: false, state: first.state });
    const later = { ...indexContent, withdrawn: [], bundles: [], warnings: [] };
    const next = await issueIndexList(later, { key: p256IndexKey, previous: first.state });
    const seen = read.state;
    const second = await verifyIndexList(next.text, { ...trust, seen }, now);
    expect(second).toEqual({ list: later, stale: false, state: next.state });
    expect(second.state.seq).toBe(2);
    const back = () => verifyIndexList(first.text, { ...trust, seen: second.state }, now);
    expect(await outcome(back)).toBe('LIST_ROLLBACK');
  });

  it.each<readonly [string, object]>([
    ['no bundles', { bundles: undefined }],
    ['bundles not a list', { bundles: 'x' }],
    ['a bundle not a row', { bundles: [4] }],
    ['a bundle without a rule', { bundles: [bundle.slice(0, 3)] }],
    ['a bundle with one column more', { bundles: [[...bundle, 0]] }],
    ['a sequence in text', { bundles: [['4', ...bundle.slice(1)]] }],
    ['a digest of 31 bytes', { bundles: [[4, digest(4, 31), 100, 'who-15min']] }],
    ['a digest in hexadecimal', { bundles: [[4, '04'.repeat(32), 100, 'who-15min']] }],
    ['bytes below zero', { bundles: [[4, digest(4), -1, 'who-15min']] }],
    ['bytes over uint32', { bundles: [[4, digest(4), 2 ** 32, 'who-15min']] }],
    ['an empty rule', { bundles: [[4, digest(4), 100, '']] }],
    ['a rule of 65 bytes', { bundles: [[4, digest(4), 100, 'x'.repeat(65)]] }],
    ['a rule with a line end', { bundles: [[4, digest(4), 100, 'a\nb']] }],
    ['one bundle twice', { bundles: [bundle, bundle] }],
    ['bundles that fall', { bundles: [bundle, [3, ...bundle.slice(1)]] }],
    ['2,049 bundles', { bundles: many(2049).map((i) => [i, ...bundle.slice(1)]) }],
    ['no warnings', { warnings: undefined }],
    ['a warning with a rule', { warnings: [bundle] }],
    ['one warning twice', { warnings: [warning, warning] }],
    ['no withdrawn', { withdrawn: undefined }],
    ['withdrawn in text', { withdrawn: ['4'] }],
    ['withdrawn that falls', { withdrawn: [4, 2] }],
    ['2,049 withdrawn', { withdrawn: many(2049) }],
  ])('refuses %s', async (_name, other) => {
    expect(await outcome(() => verifyIndexList(sign(other), trust, now))).toBe('LIST_MALFORMED');
  });

  it('takes as many entries as are allowed, each of the longest', async () => {
    const bundles = many(2048).map((i) => [
      2 ** 32 - 2048 + i,
      digest(4),
      2 ** 32 - 1,
      'x'.repeat(64),
    ]);
    const warnings = bundles.map((row) => row.slice(0, 3));
    const withdrawn = bundles.map(([sequence]) => sequence);
    const { list } = await verifyIndexList(sign({ bundles, warnings, withdrawn }), trust, now);
    expect(list.bundles).toHaveLength(2048);
  });

  it('issue refuses what no client would take', async () => {
    const wrong = { ...indexContent, withdrawn: [4, 2] };
    const run = () => issueIndexList(wrong, { key: indexKey, previous: null });
    expect(await outcome(run)).toBe('LIST_MALFORMED');
  });
});

describe('withdrawn list', () => {
  const id = toBase64Url(venueId);
  const sign = (codes: unknown): string => {
    const header = { alg: 'EdDSA', kid: indexKey.kid, typ: LISTS[1].typ };
    return forge(header, { ...head, codes }, indexKey);
  };

  it('says which versions of which venue were taken back', async () => {
    const { text, state } = await issueWithdrawnList(withdrawnContent, {
      key: indexKey,
      previous: null,
    });
    const verified = await verifyWithdrawnList(text, trust, now);
    const { list } = verified;
    expect(verified.state).toEqual(state);
    expect(list.size).toBe(2);
    expect([0, 1, 2, 3, 4].filter((v) => list.isWithdrawn(venueId, v))).toEqual([1, 3]);
    expect(list.isWithdrawn(new Uint8Array(16), 1)).toBe(false);
    expect(await outcome(() => list.isWithdrawn(venueId.subarray(1), 1))).toBe('BYTES_LENGTH');
  });

  it.each<readonly [string, unknown]>([
    ['no codes', undefined],
    ['codes not a list', { 0: [id, 1] }],
    ['a code not a row', [id]],
    ['a code without a version', [[id]]],
    ['a code with one column more', [[id, 1, 1]]],
    ['a venue id of 15 bytes', [[digest(0, 15), 1]]],
    ['a venue id that is not canonical', [[`${id.slice(0, -1)}x`, 1]]],
    ['a version below zero', [[id, -1]]],
    ['a version in text', [[id, '1']]],
    [
      'one code twice',
      [
        [id, 1],
        [id, 1],
      ],
    ],
    ['65,537 codes', Array.from({ length: 65_537 }, (_, i) => [id, i])],
  ])('refuses %s', async (_name, codes) => {
    expect(await outcome(() => verifyWithdrawnList(sign(codes), trust, now))).toBe(
      'LIST_MALFORMED',
    );
  });

  it('takes as many codes as are allowed', async () => {
    const codes = Array.from({ length: 65_536 }, (_, i) => [id, 2 ** 32 - 1 - i]);
    const { list } = await verifyWithdrawnList(sign(codes), trust, now);
    expect(list.size).toBe(65_536);
  });
});
