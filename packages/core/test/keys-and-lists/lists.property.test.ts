import {
  codeKeys,
  issueIndexList,
  issueKeyList,
  issueWithdrawnList,
  verifyIndexList,
  verifyKeyList,
  verifyWithdrawnList,
} from '@waypost/core/keys-and-lists';
import { issueVenueCode, verifyVenueCode } from '@waypost/core/venue-code';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMPLEMENTATIONS, mutate, outcome } from '../primitives/jws-kit.ts';
import { by, content } from '../venue-code/venue-kit.ts';
import {
  codeKey,
  indexContent,
  indexKey,
  issuer,
  keyContent,
  keyList,
  keyTrust,
  now,
  retiredCodeKey,
  rootKey,
  withdrawnContent,
} from './lists-kit.ts';

const list = await keyList();
const KINDS = [
  {
    name: 'key list',
    text: (await issueKeyList(keyContent, { key: rootKey, previous: null })).text,
    verify: (text: string, portable: boolean) =>
      verifyKeyList(text, { ...keyTrust, portable }, now),
  },
  {
    name: 'index list',
    text: (await issueIndexList(indexContent, { key: indexKey, previous: null })).text,
    verify: (text: string, portable: boolean) =>
      verifyIndexList(text, { keyList: list, seen: null, portable }, now),
  },
] as const;

describe.each(KINDS)('$name: laws', ({ text, verify }) => {
  it('any one character changed is refused, alike by both implementations', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.integer({ min: 1, max: 64 }),
        async (i, shift) => {
          const [host, portable] = await Promise.all(
            IMPLEMENTATIONS.map(([, portable]) =>
              outcome(() => verify(mutate(text, i, shift), portable)),
            ),
          );
          expect(host).toMatch(/^LIST_/);
          expect(portable).toBe(host);
        },
      ),
      { numRuns: 150 },
    ));

  it('every truncation is refused', async () => {
    for (let length = 0; length < text.length; length += 3)
      expect(await outcome(() => verify(text.slice(0, length), false))).toMatch(/^LIST_/);
  });
});

describe('index list: laws', () => {
  const anyFile = fc.record({
    sequence: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    bytes: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  });
  const rising = <T extends { readonly sequence: number }>(files: readonly T[]): T[] => {
    const bySequence = new Map(files.map((file) => [file.sequence, file]));
    return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
  };

  it('verify after issue is the identity', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyFile), fc.array(anyFile), async (some, others) => {
        const index = {
          ...indexContent,
          bundles: rising(some).map((file) => ({ ...file, rule: 'who-15min' })),
          warnings: rising(others),
          withdrawn: rising(some).map(({ sequence }) => sequence),
        };
        const { text } = await issueIndexList(index, { key: indexKey, previous: null });
        const verified = await verifyIndexList(text, { keyList: list, seen: null }, now);
        expect(verified.list).toEqual(index);
      }),
      { numRuns: 40 },
    ));
});

describe('the lists and a venue code together', () => {
  const trust = { issuer, keys: codeKeys(list) };
  const scannedAt = content.notBefore;

  it('a listed code key is believed, a revoked one is not', async () => {
    const good = await issueVenueCode(content, { ...by, key: codeKey });
    const revoked = await issueVenueCode(content, { ...by, key: retiredCodeKey });
    const byIndex = await issueVenueCode(content, { ...by, key: indexKey });
    const verdict = (text: string) => outcome(() => verifyVenueCode(text, trust, scannedAt));
    expect(await verdict(good)).toBe('accepted');
    expect(await verdict(revoked)).toBe('VENUE_CODE_SIGNATURE');
    expect(await verdict(byIndex)).toBe('VENUE_CODE_SIGNATURE');
  });

  it('a withdrawn list is what a venue code is held against', async () => {
    const { venueId, codeVersion } = content;
    const codes = [...withdrawnContent.codes, { venueId, codeVersion }];
    const signer = { key: indexKey, previous: null };
    const { text } = await issueWithdrawnList({ ...withdrawnContent, codes }, signer);
    const { list: withdrawn } = await verifyWithdrawnList(text, { keyList: list, seen: null }, now);
    const code = await issueVenueCode(content, { ...by, key: codeKey });
    const run = () => verifyVenueCode(code, { ...trust, withdrawn }, scannedAt);
    expect(await outcome(run)).toBe('VENUE_CODE_WITHDRAWN');
  });
});
