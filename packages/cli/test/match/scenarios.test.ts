/**
 * Every scenario of the matching definitions, from a CSV with ISO 8601 times to the JSON report.
 * Seats are the zones of `--near`.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../check-ins/read-kit.ts';
import { scratchFolder } from '../scratch.ts';
import { runJson } from './run-kit.ts';

interface Scenario {
  readonly id: string;
  readonly why: string;
  readonly rule: {
    readonly mode: string;
    readonly min_overlap_s: number;
    readonly linger_s: number;
    readonly tolerance_s: number;
    readonly auto_checkout_s: number;
  };
  readonly index: string;
  readonly visits: readonly {
    readonly person: string;
    readonly venue: string;
    readonly in: string;
    readonly out: string | null;
  }[];
  readonly expect: readonly string[];
}

interface Vectors {
  readonly scenarios: readonly Scenario[];
  readonly seat_scenarios: readonly {
    readonly id: string;
    readonly seats_near: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
    readonly expect: readonly string[];
  }[];
  readonly seat_visits: readonly {
    readonly person: string;
    readonly venue: string;
    readonly in_min: number;
    readonly out_min: number;
    readonly seat: number;
  }[];
}

// The copy that the core library keeps, so that these run everywhere.
const file = new URL('../../../core/test/vectors/matching-scenarios.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(file, 'utf8'));

const { write } = scratchFolder();

const optionsOf = ({ rule, index }: Scenario) => ({
  mode: rule.mode === 'cumulative24h' ? 'cumulative-24h' : rule.mode,
  minOverlap: `${rule.min_overlap_s}s`,
  linger: String(rule.linger_s),
  tolerance: String(rule.tolerance_s),
  maxStay: String(rule.auto_checkout_s),
  index: [index],
});

describe('scenarios of the matching definitions', () => {
  it('are all here', () => {
    expect(vectors.scenarios).toHaveLength(15);
    expect(vectors.seat_scenarios).toHaveLength(4);
  });

  it.each(vectors.scenarios)('$id: $why', async (scenario) => {
    const rows = scenario.visits.map((visit) =>
      [visit.person, visit.venue, visit.in, visit.out ?? ''].join(),
    );
    const checkIns = write(`${scenario.id}.csv`, `person,venue,start,end\n${rows.join('\n')}\n`);
    const options = { checkIns, ...optionsOf(scenario) };
    if (scenario.id === 'out-before-in')
      expect(await refusalOf(runJson(options))).toMatchObject({
        problem: { kind: 'end-before-start' },
      });
    const skipBadRows = scenario.id === 'out-before-in';
    const { index, rows: counted } = await runJson({ ...options, skipBadRows });
    expect(counted).toEqual({ read: rows.length, skipped: skipBadRows ? 1 : 0 });
    expect(index![0]!.contacts.map(({ person }) => person)).toEqual(scenario.expect);
  });

  it.each(vectors.seat_scenarios)('$id', async ({ id, seats_near, expect: expected }) => {
    const rows = vectors.seat_visits.map(({ person, venue, in_min, out_min, seat }) =>
      [person, venue, in_min * 60, out_min * 60, seat].join(),
    );
    const checkIns = write('seats.csv', `person,venue,start,end,zone\n${rows.join('\n')}\n`);
    const near = write(`${id}.json`, JSON.stringify(seats_near));
    const { index } = await runJson({ checkIns, near, minOverlap: '1', index: ['X'] });
    expect(index![0]!.contacts.map(({ person }) => person)).toEqual(expected);
  });
});
