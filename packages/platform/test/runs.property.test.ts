import { checkInTable, matchingRule, matchPresence } from '@waypost/core/matching';
import { DAY_SECONDS, toBase64Url, toHex } from '@waypost/core/primitives';
import { type CheckIn, type RunSettings, runMatching } from '@waypost/platform';
import {
  checkInOf,
  disclosureOf,
  named,
  seededNumbers,
  verificationCodeOf,
} from '@waypost/platform/testing';
import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, makeWorld, TEN, type World } from './support/world.ts';

const WORLDS = 200;
const ZONES = ['', 'A', 'B', 'C'];
const OWN = 4;

/** Check-ins of one day at three venues; the first four are the first case's, and so on. */
function randomCheckIns(below: (bound: number) => number): readonly CheckIn[] {
  return Array.from({ length: 40 }, (_, i) => {
    const arrivedAt = TEN + below(600) * MINUTE;
    return checkInOf(i, {
      venueId: named(`venue ${below(3)}`, 16),
      zone: ZONES[below(4)] as string,
      day: Math.floor(arrivedAt / DAY_SECONDS),
      arrivedAt,
      departedAt: below(4) === 0 ? null : arrivedAt + below(180) * MINUTE,
      // Before the codes were issued, or while people disclose.
      receivedHour: Math.floor(TEN / HOUR) + [20, 20, 20, 25][below(4)]!,
    });
  });
}

function randomSettings(below: (bound: number) => number): RunSettings {
  const pick = <Value>(...values: readonly Value[]): Value => values[below(values.length)] as Value;
  const near = { [toBase64Url(named('venue 0', 16))]: { '': [], A: ['B'], B: ['A', 'C'] } };
  const from = pick(null, null, TEN + below(300) * MINUTE);
  return {
    minOverlapSeconds: pick(0, 1, 300, 900, 3600),
    staySeconds: pick(null, null, 1800),
    maxStaySeconds: pick(600, 10_800),
    lingerSeconds: pick(0, 0, 1800),
    lingerAtMostStay: pick(true, false),
    toleranceSeconds: pick(0, 0, 120),
    minIndexStaySeconds: pick(0, 0, 1200),
    from,
    to: pick(null, (from ?? TEN) + (1 + below(400)) * MINUTE),
    near: pick(null, near),
  };
}

/** A case: which check-ins are its own, and when it disclosed them. */
interface Case {
  readonly own: readonly CheckIn[];
  readonly receivedAt: number;
}

const CODE_ISSUED_AT = TEN + DAY;

function randomCases(
  checkIns: readonly CheckIn[],
  below: (bound: number) => number,
): readonly Case[] {
  return Array.from({ length: 1 + below(3) }, (_, i) => ({
    own: checkIns.slice(OWN * i, OWN * (i + 1)),
    receivedAt: CODE_ISSUED_AT + (1 + below(2)) * HOUR,
  }));
}

/** Puts the n-th case's code and disclosure into the stores. */
async function storeCase({ context }: World, one: Case, n: number): Promise<string> {
  const code = verificationCodeOf(n, { issuedAt: CODE_ISSUED_AT, expiresAt: CODE_ISSUED_AT + DAY });
  await context.cases.insertCode(code);
  const contactIds = one.own.map(({ contactId }) => contactId);
  const disclosure = disclosureOf(code, { receivedAt: one.receivedAt, contactIds });
  await context.cases.discloseOnce({
    codeHash: code.codeHash,
    bodyHash: named('body', 32),
    now: one.receivedAt,
    disclosureOf: () => disclosure,
  });
  return disclosure.id;
}

/** What the engine of the core says of one case: seconds by contact id. */
async function engineSays(
  { own, receivedAt }: Case,
  checkIns: readonly CheckIn[],
  settings: RunSettings,
): Promise<ReadonlyMap<string, number>> {
  const counts = (one: CheckIn): boolean => {
    const before = own.includes(one) ? CODE_ISSUED_AT : receivedAt;
    return one.receivedHour < Math.floor(before / HOUR);
  };
  const rows = checkIns.filter(counts).map((one) => ({
    person: own.includes(one) ? 'case' : toHex(one.contactId),
    venue: toBase64Url(one.venueId),
    zone: one.zone,
    start: one.arrivedAt,
    end: one.departedAt,
  }));
  const rule = matchingRule(settings as Parameters<typeof matchingRule>[0]);
  const { index } = await matchPresence(await checkInTable(rows), {
    rule,
    index: ['case'],
    unknownIndex: 'skip', // none of its check-ins may count
  });
  const contacts = index?.[0]?.contacts ?? [];
  return new Map(contacts.map(({ person, totalSeconds }) => [person, totalSeconds]));
}

it(`a run finds whom the engine of the core finds, in ${WORLDS} random worlds`, async () => {
  let found = 0;
  let metBySeveral = 0;
  for (let seed = 0; seed < WORLDS; seed++) {
    const below = seededNumbers(`world ${seed}`);
    const checkIns = randomCheckIns(below);
    const settings = randomSettings(below);
    const cases = randomCases(checkIns, below);
    const world = await makeWorld();
    await world.context.checkIns.ensureDays(Math.floor(TEN / DAY) - 1, Math.floor(TEN / DAY) + 2);
    await world.context.checkIns.insert(checkIns);
    const disclosureIds = await Promise.all(cases.map((one, n) => storeCase(world, one, n)));
    world.at(TEN + DAY + 3 * HOUR);
    const run = await runMatching(world.context, 'officer-1', {
      disclosureIds,
      rule: 'who-15min',
      settings,
      withLate: false,
      withUnconfirmed: false,
    });
    const exposures = await world.context.runs.listExposures(run.id);
    const byCase = await Promise.all(cases.map((one) => engineSays(one, checkIns, settings)));
    const expected = new Set(byCase.flatMap((seconds) => [...seconds.keys()]));
    expect(exposures.map(({ contactId }) => toHex(contactId))).toEqual([...expected].sort());
    for (const { contactId, minutes } of exposures) {
      const each = byCase.flatMap((seconds) => seconds.get(toHex(contactId)) ?? []);
      // Of one case, its minutes; of several, which may have been there at once, these bounds.
      const [least, most] = [Math.max(...each), each.reduce((sum, one) => sum + one, 0)];
      expect(minutes, `seed ${seed}`).toBeGreaterThanOrEqual(Math.round(least / 60));
      expect(minutes, `seed ${seed}`).toBeLessThanOrEqual(Math.round(most / 60));
      if (each.length > 1) metBySeveral++;
    }
    found += exposures.length;
  }
  expect(found).toBeGreaterThan(WORLDS);
  expect(metBySeveral).toBeGreaterThan(WORLDS / 2);
});
