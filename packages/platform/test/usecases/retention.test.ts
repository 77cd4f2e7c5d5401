import {
  approveNotice,
  draftNotice,
  dropExpired,
  publishDue,
  runMatching,
} from '@waypost/platform';
import { expect, it } from 'vitest';
import {
  DAY,
  discloseVisits,
  HOUR,
  makeVenue,
  makeWorld,
  onlyLocation,
  readIndex,
  TEN,
  visit,
  type World,
} from '../support/world.ts';

const midnightAfter = (time: number): number => Math.ceil(time / DAY) * DAY;

async function makeStory() {
  const world = await makeWorld();
  const location = onlyLocation(await makeVenue(world));
  const own = await visit(world, location);
  const met = await visit(world, location);
  world.at(TEN + DAY);
  await dropExpired(world.context);
  const disclosureId = await discloseVisits(world, [own], { issuedAt: TEN + HOUR });
  const question = {
    disclosureIds: [disclosureId],
    rule: 'who-15min',
    withLate: false,
    withUnconfirmed: false,
  };
  return { world, location, own, met, question };
}

it('erases nothing that is kept, then everything, once', async () => {
  const { world, own, question } = await makeStory();
  const { context } = world;
  const run = await runMatching(context, 'officer-1', question);
  const draft = await draftNotice(context, 'officer-1', { runId: run.id });
  await approveNotice(context, 'officer-2', draft.id);
  await publishDue(context);
  expect((await readIndex(world)).list.bundles).toHaveLength(1);

  const nothing = { days: 0, disclosures: 0, runs: 0, notices: 0 };
  // The day of the check-ins goes as a whole, when all of it is older than the retention.
  world.at(midnightAfter(TEN) + 14 * DAY - 1);
  await dropExpired(context);
  expect(await context.checkIns.find([own.contactId])).toHaveLength(1);
  world.at(midnightAfter(TEN) + 14 * DAY);
  expect(await dropExpired(context)).toEqual({ ...nothing, days: 1 });
  expect(await context.checkIns.find([own.contactId])).toEqual([]);

  // The rest goes to the second.
  world.at(TEN + 15 * DAY);
  expect(await dropExpired(context)).toEqual(nothing);
  expect((await readIndex(world)).list.bundles).toHaveLength(1);
  world.at(TEN + 15 * DAY + 1);
  expect(await dropExpired(context)).toEqual({ ...nothing, disclosures: 1, runs: 1, notices: 1 });
  expect(await dropExpired(context)).toEqual(nothing);
  expect((await readIndex(world)).list.bundles).toEqual([]);
  expect(await context.notices.findFile('notice', draft.sha256)).toBeNull();
});

it('makes room ahead: a check-in of the coming days finds it', async () => {
  const { world, location } = await makeStory();
  world.at(TEN + DAY + 3 * DAY);
  await visit(world, location, { arrivedAt: world.now(), departedAt: null });
  world.at(TEN + DAY + 5 * DAY);
  const arrival = { arrivedAt: world.now(), departedAt: null };
  await expect(visit(world, location, arrival)).rejects.toThrow();
  await dropExpired(world.context);
  await visit(world, location, arrival);
});

it('the read path counts nothing that is past the retention, erased or not', async () => {
  const { world, question } = await makeStory();
  const totals = async ({ context }: World) =>
    (await runMatching(context, 'officer-1', question)).totals;
  world.at(midnightAfter(TEN) + 14 * DAY - 1);
  expect(await totals(world)).toMatchObject({ caseStays: 1, exposures: 1 });
  world.at(midnightAfter(TEN) + 14 * DAY);
  expect(await totals(world)).toMatchObject({ caseStays: 0, exposures: 0 });
  world.at(TEN + 15 * DAY);
  expect(await totals(world)).toMatchObject({ caseStays: 0 });
  world.at(TEN + 15 * DAY + 1);
  await expect(totals(world)).rejects.toMatchObject({ code: 'DISCLOSURE_UNKNOWN' });
});

it('a case stay that is kept meets nobody who arrived on a day that is not', async () => {
  const world = await makeWorld();
  const midnight = midnightAfter(TEN);
  const location = onlyLocation(await makeVenue(world));
  world.at(midnight + HOUR);
  const early = { arrivedAt: midnight - HOUR, departedAt: midnight + HOUR };
  await visit(world, location, early);
  const own = await visit(world, location, { arrivedAt: midnight, departedAt: midnight + HOUR });
  world.at(midnight + 5 * HOUR);
  const disclosureId = await discloseVisits(world, [own], { issuedAt: midnight + 3 * HOUR });
  const exposures = async (): Promise<number> => {
    const run = await runMatching(world.context, 'officer-1', {
      disclosureIds: [disclosureId],
      rule: 'who-15min',
      withLate: false,
      withUnconfirmed: false,
    });
    return run.totals.exposures;
  };
  world.at(midnight + 14 * DAY - 1);
  expect(await exposures()).toBe(1);
  world.at(midnight + 14 * DAY);
  expect(await exposures()).toBe(0);
});
