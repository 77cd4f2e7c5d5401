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

/** Check-ins of one day at three venues; the first four are the case's. */
function randomCheckIns(below: (bound: number) => number): readonly CheckIn[] {
  return Array.from({ length: 40 }, (_, i) => {
    const arrivedAt = TEN + below(600) * MINUTE;
    return checkInOf(i, {
      venueId: named(`venue ${below(3)}`, 16),
      zone: ZONES[below(4)] as string,
      day: Math.floor(arrivedAt / DAY_SECONDS),
      arrivedAt,
      departedAt: below(4) === 0 ? null : arrivedAt + below(180) * MINUTE,
      receivedHour: Math.floor(TEN / HOUR) + 20,
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

/** Puts the check-ins and one disclosure of the case's into the stores. */
async function storeAll({ context }: World, checkIns: readonly CheckIn[]): Promise<string> {
  await context.checkIns.ensureDays(Math.floor(TEN / DAY) - 1, Math.floor(TEN / DAY) + 2);
  await context.checkIns.insert(checkIns);
  const issuedAt = TEN + DAY;
  const code = verificationCodeOf(1, { issuedAt, expiresAt: issuedAt + DAY });
  await context.cases.insertCode(code);
  const disclosure = disclosureOf(code, {
    receivedAt: issuedAt + HOUR,
    contactIds: checkIns.slice(0, 4).map(({ contactId }) => contactId),
  });
  await context.cases.discloseOnce({
    codeHash: code.codeHash,
    bodyHash: named('body', 32),
    now: issuedAt + HOUR,
    disclosureOf: () => disclosure,
  });
  return disclosure.id;
}

/** What the engine of the core says of the same check-ins: minutes by contact id. */
async function engineSays(checkIns: readonly CheckIn[], settings: RunSettings) {
  const rows = checkIns.map((one, i) => ({
    person: i < 4 ? 'case' : toHex(one.contactId),
    venue: toBase64Url(one.venueId),
    zone: one.zone,
    start: one.arrivedAt,
    end: one.departedAt,
  }));
  const rule = matchingRule(settings as Parameters<typeof matchingRule>[0]);
  const { index } = await matchPresence(await checkInTable(rows), { rule, index: ['case'] });
  return (index?.[0]?.contacts ?? []).map(
    ({ person, totalSeconds }) => [person, Math.round(totalSeconds / 60)] as const,
  );
}

it(`a run finds whom the engine of the core finds, in ${WORLDS} random worlds`, async () => {
  let found = 0;
  for (let seed = 0; seed < WORLDS; seed++) {
    const below = seededNumbers(`world ${seed}`);
    const checkIns = randomCheckIns(below);
    const settings = randomSettings(below);
    const world = await makeWorld();
    const disclosureId = await storeAll(world, checkIns);
    world.at(TEN + DAY + 2 * HOUR);
    const run = await runMatching(world.context, 'officer-1', {
      disclosureIds: [disclosureId],
      rule: 'who-15min',
      settings,
      withLate: false,
      withUnconfirmed: false,
    });
    const exposures = await world.context.runs.listExposures(run.id);
    const said = exposures.map(({ contactId, minutes }) => [toHex(contactId), minutes] as const);
    expect(said, `seed ${seed}`).toEqual(await engineSays(checkIns, settings));
    found += said.length;
  }
  expect(found).toBeGreaterThan(WORLDS);
});
