import { toHex } from '@waypost/core/primitives';
import { checkInOf, exposureOf, NOON, named } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import { type CheckInBody, hashCheckInBody } from '../src/check-in-body.ts';
import type { CheckIn, FoundPresence } from '../src/ports/index.ts';
import type { ComparedCase } from '../src/runs/compare-cases.ts';
import { comparedDigest, exposuresDigest } from '../src/runs/digests.ts';
import { HOUR } from './support/world.ts';

describe('the digest of what was compared', () => {
  const own = checkInOf('own');
  const metBy = (one: CheckIn, changes: Partial<FoundPresence> = {}): FoundPresence => ({
    ...one,
    start: NOON,
    end: NOON + HOUR,
    ...changes,
  });
  const caseOf = (changes: Partial<ComparedCase> = {}): ComparedCase => ({
    checkIns: [own],
    stays: [],
    presence: [metBy(checkInOf(1)), metBy(checkInOf(2))],
    ...changes,
  });

  it('does not depend on the order, nor on what comes twice', async () => {
    const digest = await comparedDigest([caseOf(), caseOf({ checkIns: [checkInOf('second')] })]);
    const other = caseOf({ presence: [...caseOf().presence].reverse() });
    const again = [caseOf({ checkIns: [checkInOf('second')] }), other, other];
    expect(await comparedDigest(again)).toBe(digest);
  });
  it('tells who was a case and who was not', async () => {
    const stay = { arrivedAt: NOON, departedAt: NOON + HOUR };
    const [a, b] = [checkInOf('a', stay), checkInOf('b', stay)];
    const met = caseOf({ checkIns: [a], presence: [metBy(b)] });
    const turned = caseOf({ checkIns: [b], presence: [metBy(a)] });
    expect(await comparedDigest([turned])).not.toBe(await comparedDigest([met]));
  });
  it.each([
    ['a presence', { presence: [metBy(checkInOf(1))] }],
    ['its start', { presence: [metBy(checkInOf(1), { start: NOON + 60 }), metBy(checkInOf(2))] }],
    ['its zone', { presence: [metBy(checkInOf(1), { zone: 'A' }), metBy(checkInOf(2))] }],
    ['a check-in of the case', { checkIns: [] }],
    ['that it is open', { checkIns: [checkInOf('own', { departedAt: null })] }],
    ['where it was', { checkIns: [checkInOf('own', { venueId: named('other', 16) })] }],
  ])('tells %s', async (_, changes) => {
    expect(await comparedDigest([caseOf(changes)])).not.toBe(await comparedDigest([caseOf()]));
  });
});

describe('the digest of the exposures', () => {
  it('of none is that of the label and four zero bytes', () => {
    // printf 'waypost/1/exposures\0\0\0\0' | sha256sum
    expect(exposuresDigest([])).toBe(
      'sha256:cd3835301575ab61935c4a1c7f230d56457d37c0c42b24bc1276cdfde31d8cd0',
    );
  });
  it.each([
    ['another id', { contactId: named('other', 16) }],
    ['another venue', { venueId: named('other', 16) }],
    ['a minute more', { minutes: 32 }],
    ['another severity', { severity: 3 }],
    ['on behalf', { onBehalf: true }],
    ['not late', { late: false }],
    ['unconfirmed', { unconfirmed: true }],
  ] as const)('tells %s', (_, changes) => {
    const plain = exposuresDigest([exposureOf(1), exposureOf(2)]);
    expect(exposuresDigest([exposureOf(1), exposureOf(2, changes)])).not.toBe(plain);
  });
});

describe('the digest of a body', () => {
  const body: CheckInBody = {
    locationId: named('location', 32),
    contactId: named('contact', 16),
    arrivedAt: NOON,
    departedAt: 0,
    partySize: 1,
    onBehalf: false,
    receiptHash: named('receipt', 32),
    card: new Uint8Array(569),
    display: '',
  };
  it.each([
    ['locationId', { locationId: named('other', 32) }],
    ['contactId', { contactId: named('other', 16) }],
    ['arrivedAt', { arrivedAt: NOON + 60 }],
    ['departedAt', { departedAt: 60 }],
    ['no departedAt', { departedAt: null }],
    ['partySize', { partySize: 2 }],
    ['onBehalf', { onBehalf: true }],
    ['receiptHash', { receiptHash: named('other', 32) }],
    ['card', { card: new Uint8Array(569).fill(1) }],
    ['display', { display: 'A' }],
    ['no display', { display: null }],
  ])('tells %s', (_, changes) => {
    expect(toHex(hashCheckInBody({ ...body, ...changes }))).not.toBe(toHex(hashCheckInBody(body)));
  });
});
