import {
  buildCheckInTable,
  CheckInLog,
  type CheckInRow,
  type CheckInTable,
  checkInTable,
  findClusters,
  inputDigest,
  matchingRule,
  matchPresence,
  OPEN_END,
  type PaceOptions,
  type Progress,
} from '@waypost/core/matching';
import { beforeAll, describe, expect, it } from 'vitest';
import { Pace } from '../../src/matching/pace.ts';

const rule = matchingRule();
const rows: CheckInRow[] = ['a', 'b', 'c'].map((person) => ({
  person,
  venue: 'v',
  start: 0,
  end: 900,
}));

/** Everything that takes options, on any table. */
const WORK: readonly [string, (table: CheckInTable, options: PaceOptions) => Promise<unknown>][] = [
  ['checkInTable', (_table, options) => checkInTable(rows, options)],
  ['inputDigest', (table, options) => inputDigest(table, options)],
  ['matchPresence', (table, options) => matchPresence(table, { rule }, options)],
  [
    'matchPresence with index',
    (table, options) =>
      matchPresence(table, { rule, index: ['a', 'b'], secondDegree: true }, options),
  ],
  [
    'findClusters',
    (table, options) => {
      const window = { start: 0, end: 900 };
      return findClusters(table, { rule, cases: ['a'], minCases: 1, window }, options);
    },
  ],
];

/** Progress as it was told, phase by phase. */
async function progressOf(work: (options: PaceOptions) => Promise<unknown>): Promise<Progress[][]> {
  const told: Progress[] = [];
  await work({ onProgress: (progress) => told.push(progress) });
  return [...Map.groupBy(told, ({ phase }) => phase).values()];
}

describe.each(WORK)('%s', (_name, work) => {
  let table: CheckInTable;
  beforeAll(async () => {
    table = await checkInTable(rows);
  });

  it('answers the same with options as without', async () => {
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    expect(await work(table, options)).toEqual(await work(table, {}));
  });

  it('rejects with the reason of a signal that is aborted already', async () => {
    const reason = new Error('asked to stop');
    const told: Progress[] = [];
    const options = {
      signal: AbortSignal.abort(reason),
      onProgress: (p: Progress) => told.push(p),
    };
    await expect(work(table, options)).rejects.toBe(reason);
    expect(told).toEqual([]);
  });

  it('rejects with the reason of a signal that aborts at the first progress', async () => {
    const controller = new AbortController();
    const reason = new Error('asked to stop');
    const onProgress = () => controller.abort(reason);
    await expect(work(table, { signal: controller.signal, onProgress })).rejects.toBe(reason);
  });

  it('tells progress that begins at nothing and never falls', async () => {
    const phases = await progressOf((options) => work(table, options));
    expect(phases).not.toEqual([]);
    for (const phase of phases) {
      expect(phase[0]!.done).toBe(0);
      expectMonotone(phase);
    }
  });

  it('tells progress that reaches the total of each phase', async () => {
    for (const phase of await progressOf((options) => work(table, options)))
      expect(phase.at(-1)).toMatchObject({ done: phase[0]!.total });
  });
});

function expectMonotone(phase: readonly Progress[]): void {
  for (const [i, { done, total }] of phase.entries()) {
    expect(total).toBe(phase[0]!.total);
    expect(done).toBeLessThanOrEqual(total);
    expect(done).toBeGreaterThanOrEqual(phase[i - 1]?.done ?? 0);
  }
}

describe('long work', () => {
  const ROWS = 600_000;
  const log = new CheckInLog({ zones: false });
  const ids = Array.from({ length: ROWS / 2 }, (_, n) => `p${n}`);
  let table: CheckInTable;

  beforeAll(async () => {
    for (let n = 0; n < ROWS; n++)
      log.add(n % ids.length, n % 1000, { start: n, end: OPEN_END, zone: 0 });
    table = await build({});
  });

  const build = (options: PaceOptions) =>
    buildCheckInTable(log, { persons: ids, venues: ids.slice(0, 1000) }, options);

  it.each<[string, string[], (options: PaceOptions) => Promise<unknown>]>([
    ['buildCheckInTable', ['sort'], build],
    ['inputDigest', ['digest'], (options) => inputDigest(table, options)],
    [
      'matchPresence',
      ['index', 'match'],
      (options) => matchPresence(table, { rule, index: ids.slice(0, 3) }, options),
    ],
  ])('%s tells progress on the way, and lets others have a turn', async (_name, names, work) => {
    let turns = 0;
    const turn = async () => {
      turns++;
    };
    const phases = await progressOf((options) => work({ ...options, turn }));
    expect(phases.map((phase) => phase[0]!.phase)).toEqual(names);
    expect(turns).toBeGreaterThan(0);
    expect(phases.flat()).toHaveLength(2 * phases.length + turns); // beginning, turns, end
    for (const phase of phases) expectMonotone(phase);
  });

  it('stops in the middle of a phase', async () => {
    const controller = new AbortController();
    const reason = new Error('asked to stop');
    const turn = async () => controller.abort(reason);
    await expect(build({ signal: controller.signal, turn })).rejects.toBe(reason);
  });
});

describe('crowds', () => {
  it('matchPresence lets others have a turn while it reads stays in vain', async () => {
    // Two million comparisons, and none of them leads to a common presence that is long enough.
    const people = Array.from({ length: 2000 }, (_, n) => ({
      person: `p${n}`,
      venue: 'v',
      start: n,
      end: n + 3000,
    }));
    let turns = 0;
    const turn = async () => {
      turns++;
    };
    const query = { rule: matchingRule({ minOverlapSeconds: 3001 }) };
    const { totals } = await matchPresence(await checkInTable(people), query, { turn });
    expect(totals.pairs).toBe(0);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('Pace', () => {
  it('is due after half a million rows of cost, whatever the units, and counts anew after a turn', async () => {
    const told: Progress[] = [];
    const turn = async () => {};
    const pace = new Pace({ turn, onProgress: (progress) => told.push(progress) });
    pace.begin('match', 10);
    expect(pace.add(3, 2 ** 19 - 1)).toBe(false);
    expect(pace.add(1)).toBe(true);
    await pace.turn();
    expect(pace.add(1)).toBe(false);
    expect(told).toEqual([
      { phase: 'match', done: 0, total: 10 },
      { phase: 'match', done: 4, total: 10 },
    ]);
  });

  it('by default gives way to timers', async () => {
    let isDue = false;
    setTimeout(() => {
      isDue = true;
    }, 0);
    await new Pace().turn();
    expect(isDue).toBe(true);
  });

  it('stops after a turn in which the signal aborted, and at the next phase', async () => {
    const controller = new AbortController();
    const reason = new Error('asked to stop');
    const pace = new Pace({
      signal: controller.signal,
      turn: async () => controller.abort(reason),
    });
    pace.begin('sort', 1);
    await expect(pace.turn()).rejects.toBe(reason);
    expect(() => pace.begin('digest', 1)).toThrow(reason);
  });
});
