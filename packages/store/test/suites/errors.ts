import { inspect } from 'node:util';
import { toBase64Url, toHex, toUtf8 } from '@waypost/core/primitives';
import type { CheckIn, PlatformStores, Venue } from '@waypost/platform/ports';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database.ts';
import { StoreError, type StoreErrorCode } from '../../src/index.ts';
import { venues } from '../../src/schema.ts';
import { emptied } from '../support/databases.ts';

const SECRET = 'planted-secret-7f3a';
const bytes = toUtf8(SECRET);
/** Every form in which a driver might print it. */
const FORMS = [
  SECRET,
  toHex(bytes),
  toBase64Url(bytes),
  [...bytes].join(','),
  [...bytes].join(', '),
];

/** A value of the secret bytes, cut or filled to a length. */
export const secret = (length: number): Uint8Array => {
  const value = new Uint8Array(length);
  value.set(bytes.subarray(0, length));
  return value;
};

const venue: Venue = {
  venueId: secret(16),
  name: SECRET,
  address: SECRET,
  kind: 0,
  zones: [SECRET],
  longestStaySeconds: 3600,
  openingHours: null,
  displaySecret: secret(32),
  ownerKeyHash: secret(32),
  createdAt: 0,
};

const checkIn: CheckIn = {
  contactId: secret(16),
  venueId: secret(16),
  zone: SECRET,
  day: 20_000,
  arrivedAt: 20_000 * 86_400,
  departedAt: null,
  receivedHour: 0,
  late: false,
  unconfirmed: false,
  partySize: 1,
  onBehalf: false,
  receiptHash: secret(32),
  card: secret(569),
  bodyHash: secret(32),
};

const code = { id: SECRET, codeHash: secret(32), issuedAt: 0, expiresAt: 9, issuedBy: SECRET };
const notice = {
  id: SECRET,
  runId: SECRET,
  rule: SECRET,
  draftedBy: SECRET,
  draftedAt: 0,
  approvedBy: null,
  approvedAt: null,
  sequence: null,
  sha256: secret(32),
  bytes: 1,
  warningSha256: secret(32),
  warningBytes: 1,
  publishedAt: null,
  withdrawnBy: null,
  withdrawnAt: null,
};

type Failing = (stores: PlatformStores) => Promise<unknown>;

/** Calls that the database refuses, by what is wrong with them. */
const REFUSED: readonly (readonly [string, Failing])[] = [
  ['a short hash', ({ venues: port }) => port.insertVenue({ ...venue, ownerKeyHash: secret(31) })],
  ['a long name', ({ venues: port }) => port.insertVenue({ ...venue, name: SECRET.repeat(9) })],
  ['a NUL in a text', ({ venues: port }) => port.insertVenue({ ...venue, name: `${SECRET}\0` })],
  [
    'a number out of range',
    ({ venues: port }) => port.insertVenue({ ...venue, createdAt: Number.NaN, kind: 2 ** 40 }),
  ],
  [
    'a code of no venue',
    ({ venues: port }) =>
      port.insertCode(
        {
          venueId: secret(16),
          codeVersion: 1,
          seed: secret(16),
          notBefore: 0,
          expires: 1,
          withdrawnAt: null,
        },
        [{ locationId: secret(32), zone: SECRET, text: SECRET }],
      ),
  ],
  ['a check-in on a day without room', ({ checkIns }) => checkIns.insert([checkIn])],
  [
    'a check-in with a short card',
    async ({ checkIns }) => {
      await checkIns.ensureDays(checkIn.day, checkIn.day);
      await checkIns.insert([{ ...checkIn, card: secret(568) }]);
    },
  ],
  [
    'a departure before the arrival',
    async ({ checkIns }) => {
      await checkIns.ensureDays(checkIn.day, checkIn.day);
      await checkIns.insert([checkIn]);
      const change = { kind: 'depart', departedAt: 0 } as const;
      await checkIns.change(checkIn.contactId, checkIn.receiptHash, change);
    },
  ],
  ['a code with a short hash', ({ cases }) => cases.insertCode({ ...code, codeHash: secret(9) })],
  [
    'a place left before it was reached',
    async ({ cases }) => {
      await cases.insertCode(code);
      await cases.discloseOnce({
        codeHash: code.codeHash,
        bodyHash: secret(32),
        now: 1,
        disclosureOf: ({ id }) => ({
          id: SECRET,
          codeId: id,
          receivedAt: 1,
          codeIssuedHour: 0,
          symptomOnsetDay: null,
          withdrawHash: secret(32),
          contactIds: [secret(16)],
          places: [{ locationId: secret(32), arrivedAt: 2, departedAt: 1 }],
        }),
      });
    },
  ],
  [
    'an exposure that is found twice',
    ({ runs }) => {
      const run = {
        id: SECRET,
        request: { disclosureIds: [SECRET], rule: SECRET, withLate: false, withUnconfirmed: false },
        effectiveRule: { secret: SECRET },
        ruleVersion: SECRET,
        inputDigest: SECRET,
        resultDigest: SECRET,
        createdAt: 0,
        createdBy: SECRET,
        totals: { caseStays: 0, exposures: 2, venues: 1, overlapMinutes: 2 },
      };
      const exposure = {
        contactId: secret(16),
        venueId: secret(16),
        minutes: 1,
        severity: 1,
        onBehalf: false,
        late: false,
        unconfirmed: false,
      } as const;
      return runs.insert(run, [exposure, exposure]);
    },
  ],
  [
    'a notice with a short digest',
    ({ notices }) => notices.insertDraft({ ...notice, sha256: secret(3) }, []),
  ],
  [
    'a key with a short hash',
    ({ officerKeys }) =>
      officerKeys.insert({
        id: SECRET,
        name: SECRET,
        keyHash: secret(31),
        createdAt: 0,
        revokedAt: null,
      }),
  ],
];

const caught = (failing: Promise<unknown>): Promise<unknown> =>
  failing.then(
    () => expect.unreachable('it must fail'),
    (error: unknown) => error,
  );

const printed = (error: unknown): string =>
  inspect(error, {
    depth: Infinity,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });

/** Expects one of our errors, which says nothing of the values, whichever way it is printed. */
export function expectSilent(error: unknown, code: StoreErrorCode): void {
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code });
  expect(error).not.toHaveProperty('cause');
  for (const form of FORMS) expect(printed(error)).not.toContain(form);
}

/** Errors of every port on one driver. */
export function testErrors(database: () => Database): void {
  describe('errors', () => {
    it.each(REFUSED)('say nothing of the values: %s', async (_, failing) => {
      const stores = await emptied(database());
      expectSilent(await caught(failing(stores)), 'CONSTRAINT');
    });
    it('would say them, were they not translated', async () => {
      const bad = { ...venue, ownerKeyHash: secret(31) };
      const untranslated = await caught(database().insert(venues).values(bad));
      expect(printed(untranslated)).toContain(SECRET);
    });
    it('name the rule that was broken', async () => {
      const stores = await emptied(database());
      const refused = stores.venues.insertVenue({ ...venue, ownerKeyHash: secret(31) });
      await expect(refused).rejects.toThrow('venue_owner_key_hash_length');
    });
  });
}
