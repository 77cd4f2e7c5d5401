import { compareBytes, toBase64Url, toHex } from '@waypost/core/primitives';
import {
  changeCheckIn,
  type Exposure,
  getMatchingRun,
  type Location,
  type MatchingRun,
  type RunQuestion,
  runMatching,
} from '@waypost/platform';
import { describe, expect, it, vi } from 'vitest';
import {
  DAY,
  discloseVisits,
  HOUR,
  MINUTE,
  makeVenue,
  makeWorld,
  onlyLocation,
  TEN,
  type Visit,
  visit,
  type World,
} from '../support/world.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });

interface Scene {
  readonly world: World;
  readonly location: Location;
}

async function makeScene(): Promise<Scene> {
  const world = await makeWorld();
  world.at(TEN - DAY);
  const location = onlyLocation(await makeVenue(world));
  world.at(TEN);
  return { world, location };
}

/** A case discloses the next day. */
async function discloseNextDay(world: World, visits: readonly Visit[]): Promise<string> {
  world.at(TEN + DAY);
  return discloseVisits(world, visits, { issuedAt: TEN + DAY - HOUR });
}

async function run(
  { context }: World,
  disclosureIds: readonly string[],
  changes: Partial<RunQuestion> = {},
): Promise<{ readonly run: MatchingRun; readonly exposures: readonly Exposure[] }> {
  const plain = { rule: 'who-15min', withLate: false, withUnconfirmed: false };
  const made = await runMatching(context, 'officer-1', { ...plain, disclosureIds, ...changes });
  return { run: made, exposures: await context.runs.listExposures(made.id) };
}

const idsOf = (rows: readonly { readonly contactId: Uint8Array }[]): readonly string[] =>
  rows.map(({ contactId }) => toHex(contactId));
const sortedIds = (rows: readonly { readonly contactId: Uint8Array }[]): readonly string[] =>
  [...idsOf(rows)].sort();

describe('runMatching', () => {
  it('finds the contact ids that met the case, with minutes and severity', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location, { departedAt: TEN + 2 * HOUR });
    const short = await visit(world, location, { departedAt: TEN + 14 * MINUTE });
    const low = await visit(world, location, { departedAt: TEN + 15 * MINUTE });
    const raised = await visit(world, location, { departedAt: TEN + 30 * MINUTE });
    const high = await visit(world, location, { departedAt: TEN + HOUR });
    const elsewhere = await visit(world, onlyLocation(await makeVenue(world)));
    const { run: made, exposures } = await run(world, [await discloseNextDay(world, [own])]);
    const expected = [
      [low, 15, 1],
      [raised, 30, 2],
      [high, 60, 3],
    ] as const;
    expect(exposures).toEqual(
      expected
        .map(([{ contactId }, minutes, severity]) => ({
          contactId,
          venueId: exposures[0]?.venueId,
          minutes,
          severity,
          onBehalf: false,
          late: false,
          unconfirmed: false,
        }))
        .sort((a, b) => compareBytes(a.contactId, b.contactId)),
    );
    for (const { contactId } of [own, short, elsewhere])
      expect(idsOf(exposures)).not.toContain(toHex(contactId));
    expect(made.totals).toEqual({ caseStays: 1, exposures: 3, venues: 1, overlapMinutes: 105 });
    expect(await getMatchingRun(world.context, made.id)).toEqual(made);
  });

  it('says what it counted', async () => {
    const { world, location } = await makeScene();
    const id = await discloseNextDay(world, [await visit(world, location)]);
    const { run: made } = await run(world, [id, id], {
      settings: { lingerSeconds: 1800, maxStaySeconds: undefined },
      withLate: true,
    });
    expect(made).toMatchObject({
      request: { disclosureIds: [id], rule: 'who-15min', withLate: true, withUnconfirmed: false },
      effectiveRule: {
        mode: 'single',
        minOverlapSeconds: 900,
        lingerSeconds: 1800,
        maxStaySeconds: 10_800,
        near: null,
      },
      ruleVersion: '1',
      inputDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      resultDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      createdAt: TEN + DAY,
      createdBy: 'officer-1',
    });
    expect(Object.keys(made.request)).not.toContain('settings');
  });

  it('joins what a case disclosed, and counts a minute with two cases once', async () => {
    const { world, location } = await makeScene();
    const first = await visit(world, location, { departedAt: TEN + 10 * MINUTE });
    const second = await visit(world, location, {
      arrivedAt: TEN + 10 * MINUTE,
      departedAt: TEN + 20 * MINUTE,
    });
    const other = await visit(world, location, { departedAt: TEN + 40 * MINUTE });
    const met = await visit(world, location);
    const cases = [
      await discloseNextDay(world, [first, second]),
      await discloseNextDay(world, [other]),
    ];
    const alone = await run(world, cases.slice(0, 1));
    expect(alone.run.totals.caseStays).toBe(1);
    expect(alone.exposures.find(({ contactId }) => contactId === met.contactId)?.minutes).toBe(20);
    const both = await run(world, cases);
    expect(both.exposures.find(({ contactId }) => contactId === met.contactId)?.minutes).toBe(40);
    expect(sortedIds(both.exposures)).toEqual(
      sortedIds(
        [first, second, other, met].filter(
          // 10 minutes each with the other case: too short under this rule.
          (one) => one !== first && one !== second,
        ),
      ),
    );
  });

  it('asks the store once for all cases', async () => {
    const { world, location } = await makeScene();
    const visits: Visit[] = [];
    for (let i = 0; i < 3; i++) visits.push(await visit(world, location));
    const cases: string[] = [];
    for (const own of visits) cases.push(await discloseNextDay(world, [own]));
    const { checkIns } = world.context;
    const find = vi.spyOn(checkIns, 'find');
    const findPresence = vi.spyOn(checkIns, 'findPresence');
    const { exposures } = await run(world, cases);
    expect(exposures).toHaveLength(3);
    expect(find).toHaveBeenCalledTimes(1);
    expect(findPresence).toHaveBeenCalledTimes(1);
  });

  it('counts for each case what was received before its own disclosure', async () => {
    const { world, location } = await makeScene();
    const [first, second] = [await visit(world, location), await visit(world, location)];
    world.at(TEN + 2 * HOUR);
    const early = await discloseVisits(world, [first], { issuedAt: TEN + HOUR });
    const after = await visit(world, location); // in the hour of the first disclosure
    world.at(TEN + 3 * HOUR);
    const late = await discloseVisits(world, [second], { issuedAt: TEN + HOUR });
    const found = async (...ids: string[]) => sortedIds((await run(world, ids)).exposures);
    expect(await found(early)).toEqual(sortedIds([second]));
    expect(await found(late)).toEqual(sortedIds([first, after]));
    expect(await found(early, late)).toEqual(sortedIds([first, second, after]));
  });

  it('gives the same digests again, and in whatever order', async () => {
    const { world, location } = await makeScene();
    const cases: string[] = [];
    const visits: Visit[] = [];
    for (let i = 0; i < 3; i++) visits.push(await visit(world, location));
    for (const own of visits) cases.push(await discloseNextDay(world, [own]));
    const first = await run(world, cases);
    world.at(TEN + 2 * DAY);
    const again = await run(world, [...cases].reverse());
    expect(again.run.id).not.toBe(first.run.id);
    expect(again.run.inputDigest).toBe(first.run.inputDigest);
    expect(again.run.resultDigest).toBe(first.run.resultDigest);
    const other = await run(world, cases.slice(1));
    expect(other.run.inputDigest).not.toBe(first.run.inputDigest);
  });

  it('is not moved by check-ins that come after the disclosure', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    const id = await discloseNextDay(world, [own]);
    const before = await run(world, [id]);
    // The hour of the disclosure is over, and somebody invents a stay with the case.
    world.at(TEN + DAY + HOUR);
    await visit(world, location);
    const after = await run(world, [id], { withLate: true });
    expect(after.exposures).toEqual([]);
    expect(after.run.inputDigest).toBe(before.run.inputDigest);
  });

  it('gives another input digest when a check-in that counted was erased', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    const met = await visit(world, location);
    const id = await discloseNextDay(world, [own]);
    const before = await run(world, [id]);
    await changeCheckIn(world.context, { ...met, change: { kind: 'erase' } });
    const after = await run(world, [id]);
    expect(idsOf(before.exposures)).toEqual([toHex(met.contactId)]);
    expect(after.exposures).toEqual([]);
    expect(after.run.inputDigest).not.toBe(before.run.inputDigest);
  });

  it('counts nothing of the case that was sent in the hour of its code, or later', async () => {
    const { world, location } = await makeScene();
    const before = await visit(world, location);
    await visit(world, location);
    world.at(TEN + HOUR);
    const after = await visit(world, location);
    world.at(TEN + 2 * HOUR);
    const invented = await discloseVisits(world, [after], { issuedAt: TEN + HOUR });
    expect((await run(world, [invented])).run.totals.caseStays).toBe(0);
    const honest = await discloseVisits(world, [before], { issuedAt: TEN + HOUR });
    const counted = await run(world, [honest]);
    expect(counted.run.totals.caseStays).toBe(1);
    expect(counted.exposures).toHaveLength(2);
  });

  it('counts nobody else who was sent in the hour of the disclosure, or later', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    const before = await visit(world, location);
    world.at(TEN + 2 * HOUR);
    await visit(world, location); // in the hour of the disclosure
    const id = await discloseVisits(world, [own], { issuedAt: TEN + HOUR });
    expect(idsOf((await run(world, [id])).exposures)).toEqual([toHex(before.contactId)]);
  });

  it('counts what is late or unconfirmed where the officer says so, and says so', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    world.at(TEN + DAY + HOUR);
    const late = await visit(world, location);
    world.at(TEN + DAY + 3 * HOUR);
    const id = await discloseVisits(world, [own], { issuedAt: TEN + DAY });
    expect((await run(world, [id])).exposures).toEqual([]);
    expect((await run(world, [id], { withUnconfirmed: true })).exposures).toEqual([]);
    const { exposures } = await run(world, [id], { withLate: true });
    expect(exposures).toMatchObject([{ contactId: late.contactId, late: true }]);
  });

  it('leaves the case out, also what it disclosed and does not count', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    world.at(TEN + HOUR);
    const later = await visit(world, location);
    world.at(TEN + 3 * HOUR);
    const id = await discloseVisits(world, [own, later], { issuedAt: TEN + HOUR });
    expect((await run(world, [id])).exposures).toEqual([]);
  });

  it('under a rule that adds up, gives every presence of a minute to the devices', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    const minute = await visit(world, location, { departedAt: TEN + MINUTE });
    const more = await visit(world, location, { departedAt: TEN + 16 * MINUTE });
    await visit(world, location, { departedAt: TEN });
    const id = await discloseNextDay(world, [own]);
    const { exposures, run: made } = await run(world, [id], { rule: 'cdc-cumulative-24h' });
    expect(sortedIds(exposures)).toEqual(sortedIds([minute, more]));
    const severities = new Map(exposures.map(({ minutes, severity }) => [minutes, severity]));
    expect(severities).toEqual(
      new Map([
        [1, 1],
        [16, 2],
      ]),
    );
    expect(made.effectiveRule['mode']).toBe('cumulative-24h');
  });

  it('widens as the preset says', async () => {
    const { world, location } = await makeScene();
    const own = await visit(world, location);
    const after = { arrivedAt: TEN + HOUR + 10 * MINUTE, departedAt: TEN + 2 * HOUR };
    const lingered = await visit(world, location, after);
    const id = await discloseNextDay(world, [own]);
    expect((await run(world, [id])).exposures).toEqual([]);
    const aerosol = await run(world, [id], { rule: 'cwa-10min-aerosol' });
    expect(aerosol.exposures).toMatchObject([{ contactId: lingered.contactId, minutes: 20 }]);
  });

  it('joins what was near from zone to zone', async () => {
    const world = await makeWorld();
    const { venue, locations } = await makeVenue(world, { zones: ['A', 'B'] });
    const [a, b] = locations as [Location, Location];
    const eight = TEN + 8 * MINUTE;
    const own = [
      await visit(world, a, { departedAt: eight }),
      await visit(world, b, { arrivedAt: eight, departedAt: TEN + 20 * MINUTE }),
    ];
    const met = await visit(world, a);
    const id = await discloseNextDay(world, own);
    const near = { [toBase64Url(venue.venueId)]: { A: [], B: ['A'] } };
    const { exposures } = await run(world, [id], { settings: { near } });
    expect(exposures).toMatchObject([{ contactId: met.contactId, minutes: 20 }]);
    const apart = { [toBase64Url(venue.venueId)]: { A: [], B: [] } };
    expect((await run(world, [id], { settings: { near: apart } })).exposures).toEqual([]);
  });

  it('takes the whole venue where nothing is listed, whatever the zone is called', async () => {
    const world = await makeWorld();
    const { venue, locations } = await makeVenue(world, { zones: ['A', 'constructor'] });
    const [a, b] = locations as [Location, Location];
    const met = await visit(world, a);
    const id = await discloseNextDay(world, [await visit(world, b)]);
    const near = { [toBase64Url(venue.venueId)]: { A: [] } };
    const { exposures } = await run(world, [id], { settings: { near } });
    expect(exposures).toMatchObject([{ contactId: met.contactId, minutes: 60 }]);
  });

  it.each([
    ['no disclosure', { disclosureIds: [] }, 'RUN_INVALID'],
    ['too many', { disclosureIds: Array.from({ length: 101 }, (_, i) => `${i}`) }, 'RUN_INVALID'],
    ['an unknown disclosure', { disclosureIds: ['unknown'] }, 'DISCLOSURE_UNKNOWN'],
    ['an unknown rule', { rule: 'no-such-rule' }, 'RUN_INVALID'],
    ['a name of every object', { rule: 'toString' }, 'RUN_INVALID'],
    ['a setting out of range', { settings: { lingerSeconds: -1 } }, 'RULE_INVALID'],
    [
      'another threshold under a rule that adds up',
      { rule: 'cdc-cumulative-24h', settings: { minOverlapSeconds: 60 } },
      'RUN_INVALID',
    ],
  ])('refuses %s', async (_, changes, expected) => {
    const { world, location } = await makeScene();
    const id = await discloseNextDay(world, [await visit(world, location)]);
    await expect(run(world, [id], changes)).rejects.toThrow(code(expected));
  });
});

describe('getMatchingRun', () => {
  it('knows a run until the retention is over, to the second', async () => {
    const { world, location } = await makeScene();
    const id = await discloseNextDay(world, [await visit(world, location)]);
    const { run: made } = await run(world, [id]);
    world.at(made.createdAt + 14 * DAY);
    expect(await getMatchingRun(world.context, made.id)).toEqual(made);
    world.at(made.createdAt + 14 * DAY + 1);
    const unknown = code('RUN_UNKNOWN');
    await expect(getMatchingRun(world.context, made.id)).rejects.toThrow(unknown);
    await expect(getMatchingRun(world.context, 'unknown')).rejects.toThrow(unknown);
  });
});
