import { toBase64Url, toHex } from '@waypost/core/primitives';
import {
  authenticateOfficer,
  authenticateVenue,
  changeCheckIn,
  checkIn,
  disclose,
  draftNotice,
  issueVerificationCode,
  type PlatformContext,
  publishedFile,
  registerVenue,
  runMatching,
  updateVenue,
} from '@waypost/platform';
import { named } from '@waypost/platform/testing';
import { expect, it } from 'vitest';
import { DAY, makeVenue, makeWorld, onlyLocation, planVisit, TEN, visit } from './support/world.ts';

/** Everything an error could show to a log: message, stack, own members, and those of its cause. */
function textOf(error: unknown): string {
  const seen: string[] = [];
  const collect = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    if (value instanceof Uint8Array) seen.push(toHex(value), toBase64Url(value));
    else if (typeof value === 'object' && value !== null)
      for (const name of Object.getOwnPropertyNames(value))
        if (name !== 'stack') collect((value as Record<string, unknown>)[name], depth + 1);
    seen.push(String(value));
  };
  collect(error, 0);
  return seen.join('\n');
}

const SECRET_TEXT = 'MARKED-SECRET-TEXT';

it('no error tells what was sent', async () => {
  const world = await makeWorld();
  const { context } = world;
  const venue = await makeVenue(world);
  const location = onlyLocation(venue);
  const made = await visit(world, location);
  const { code } = await issueVerificationCode(context, 'officer-1');
  const planned = planVisit(world, location);
  const attempts: readonly (() => Promise<unknown>)[] = [
    () => checkIn(context, { ...made.body, partySize: 2 }),
    () => checkIn(context, { ...planned.body, arrivedAt: TEN + 1 }),
    () => checkIn(context, { ...planned.body, arrivedAt: TEN - 30 * DAY }),
    () => checkIn(context, { ...planned.body, card: made.body.card.subarray(1) }),
    () => checkIn(context, { ...planned.body, display: SECRET_TEXT.repeat(20) }),
    () => checkIn(context, { ...planned.body, locationId: made.body.receiptHash }),
    () => changeCheckIn(context, { ...made, receiptKey: made.proofKey, change: { kind: 'erase' } }),
    () => changeCheckIn(context, { ...made, change: { kind: 'depart', departedAt: 7 } }),
    () => disclose(context, disclosureOf(`${code}-${SECRET_TEXT}`, [made.proofKey])),
    () => disclose(context, disclosureOf(code, [made.proofKey.subarray(1)])),
    () => registerVenue(context, { name: `${SECRET_TEXT}\n`, address: '', kind: 0, zones: [''] }),
    () => updateVenue(context, venue.venue.venueId, { name: `${SECRET_TEXT}\u202e` }),
    () => authenticateVenue(context, venue.venue.venueId, `${venue.ownerKey}x`),
    () => authenticateOfficer(context, SECRET_TEXT),
    () => runMatching(context, 'officer-1', questionOf(SECRET_TEXT)),
    () => draftNotice(context, 'officer-1', { runId: SECRET_TEXT }),
    () => publishedFile(context, 'notice', made.contactId),
  ];
  const secrets = [
    SECRET_TEXT,
    code,
    venue.ownerKey,
    ...[made.contactId, made.proofKey, made.receiptKey, made.body.receiptHash, planned.contactId]
      .concat(made.body.card, location.locationId, venue.venue.venueId)
      .flatMap((bytes) => [toHex(bytes), toBase64Url(bytes), String(bytes)]),
  ];
  for (const [i, attempt] of attempts.entries()) {
    const error = await attempt().then(
      () => expect.fail(`attempt ${i} was not refused`),
      (refusal: unknown) => refusal,
    );
    const text = textOf(error);
    expect(text, `attempt ${i}`).toMatch(/[A-Z]+_[A-Z_]+|UNAUTHENTICATED/);
    for (const secret of secrets) expect(text, `attempt ${i}`).not.toContain(secret);
  }
});

const disclosureOf = (code: string, proofs: readonly Uint8Array[]) => ({
  code,
  proofs,
  places: [],
  symptomOnsetDay: null,
  withdrawHash: named('withdraw', 32),
  bodyHash: named('body', 32),
});

const questionOf = (id: string) => ({
  disclosureIds: [id],
  rule: 'who-15min',
  withLate: false,
  withUnconfirmed: false,
});

it('no two check-ins of one person share anything that the server stores', async () => {
  const world = await makeWorld();
  const location = onlyLocation(await makeVenue(world));
  const [a, b] = [await visit(world, location), await visit(world, location)];
  const [first, second] = await world.context.checkIns.find([a.contactId, b.contactId]);
  const fresh = ['contactId', 'receiptHash', 'card', 'bodyHash'] as const;
  for (const column of fresh) expect(first?.[column]).not.toEqual(second?.[column]);
  // What is equal is so for everybody who was there at that hour.
  const shared = Object.keys(first ?? {}).filter((column) => !fresh.includes(column as never));
  expect(shared.sort()).toEqual(
    [
      'arrivedAt',
      'day',
      'departedAt',
      'late',
      'onBehalf',
      'partySize',
      'receivedHour',
      'unconfirmed',
      'venueId',
      'zone',
    ].sort(),
  );
});

it('rows go to the store sorted by contact id, whoever came first', async () => {
  const world = await makeWorld();
  const location = onlyLocation(await makeVenue(world));
  const { checkIns } = world.context;
  const batches: string[][] = [];
  const watched: PlatformContext['checkIns'] = {
    ...checkIns,
    insert: (rows) => {
      batches.push(rows.map(({ contactId }) => toHex(contactId)));
      return checkIns.insert(rows);
    },
  };
  const other = await makeWorld({ checkIns: watched, venues: world.context.venues });
  await Promise.all(Array.from({ length: 50 }, () => visit(other, location)));
  expect(batches.flat()).toHaveLength(50);
  for (const ids of batches) expect(ids).toEqual([...ids].sort());
  expect(batches.length).toBeLessThan(50);
});
