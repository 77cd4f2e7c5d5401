/**
 * How PostgreSQL answers `findPresence` on a fortnight of check-ins: by the covering index alone, on the
 * days that matter alone; and in how many statements. A wrong order of key columns once made it read
 * whole venue-days.
 */
import type { CaseStay, ExposureQuery } from '@waypost/platform/ports';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, rowsOf } from '../../src/database.ts';
import { presenceStatements } from '../../src/find-presence.ts';
import { MAX_STAYS } from '../../src/presence-batches.ts';
import { emptied, START_MS } from '../support/databases.ts';

const DAY = 20_000;
const DAYS = 14;

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Heap Fetches'?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

async function planOf(db: Database, query: ExposureQuery): Promise<Node[]> {
  const [statement] = presenceStatements(query);
  const [row] = await rowsOf<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    db,
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement!}`,
  );
  return nodesOf(row!['QUERY PLAN'][0].Plan);
}

const venueId = (n: number): Uint8Array => new Uint8Array(16).fill(n);

/** 28,000 check-ins, 2,000 a day, at 40 venues. */
async function fill(db: Database): Promise<void> {
  const { checkIns } = await emptied(db);
  await checkIns.ensureDays(DAY, DAY + DAYS - 1);
  await db.execute(sql`
    INSERT INTO check_in
    SELECT decode(md5(n::text), 'hex'), decode(repeat(lpad(to_hex(n % 40), 2, '0'), 16), 'hex'),
      n / 2000 + ${DAY}::int, '', (n / 2000 + ${DAY}::bigint) * 86400 + n % 1440 * 60,
      (n / 2000 + ${DAY}::bigint) * 86400 + n % 1440 * 60 + 3600, 0, false, false, 1, false,
      sha256('r'), repeat('c', 569)::bytea
    FROM generate_series(0, ${2000 * DAYS - 1}::int) n`);
  await db.execute(sql`VACUUM ANALYZE check_in`);
}

const stayOf = (day: number): CaseStay => ({
  venueId: venueId(day),
  zones: null,
  start: (DAY + day) * 86_400 + 36_000,
  end: (DAY + day) * 86_400 + 39_600,
});

/** A question about cases with these stays, each with as many ids of its own as there may be. */
const queryOf = (...cases: readonly (readonly CaseStay[])[]): ExposureQuery => ({
  cases: cases.map((stays) => ({
    stays,
    exclude: Array.from({ length: 512 }, (_, i) => new Uint8Array(16).fill(i)),
    receivedBeforeHour: 1,
  })),
  minOverlapSeconds: 900,
  maxStaySeconds: 10_800,
  firstDay: 0,
  withLate: false,
  withUnconfirmed: false,
});

/** The plan of the search for common presence on one driver. */
export function testPlan(database: () => Database): void {
  describe('the plan of findPresence', () => {
    beforeAll(() => fill(database()), START_MS);

    it('reads the covering index of the days around each stay, and no row', async () => {
      const nodes = await planOf(database(), queryOf([stayOf(3)], [], [stayOf(3), stayOf(9)]));
      const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
      for (const scan of scans) {
        expect(scan['Node Type']).toBe('Index Only Scan');
        expect(scan['Index Name']).toContain('venue_id_arrived_at');
        expect(scan['Heap Fetches']).toBe(0);
      }
      const read = scans.filter((scan) => scan['Actual Loops'] > 0);
      const days = read.map((scan) => Number(scan['Relation Name']?.slice('check_in_day_'.length)));
      expect(new Set(days)).toEqual(new Set([2, 3, 8, 9].map((day) => DAY + day)));
      // Days after the last stay, or a whole stay before the first, are not even planned.
      expect(scans.length).toBeLessThan(DAYS);
    });
    it.each([1, 5, 20, 100])('reads stays and own ids of %i cases once', async (count) => {
      const everyDay = Array.from({ length: DAYS }, (_, day) => stayOf(day));
      const cases = Array.from({ length: count }, () => everyDay);
      const nodes = await planOf(database(), queryOf(...cases));
      const lists = nodes.filter((node) => node['Node Type'] === 'Function Scan');
      expect(lists.map((list) => list['Actual Loops'])).toEqual([1, 1]);
    });
    it.each([
      ['no case', [], 0],
      ['cases without a stay', [0, 0], 0],
      ['all cases of a run, as most are', Array.from({ length: 100 }, () => 20), 1],
      ['as many stays as it may have', [MAX_STAYS - 1, 1], 1],
      ['one stay more', [MAX_STAYS - 1, 2], 2],
      ['a case that has too many alone', [1, MAX_STAYS + 1, 1], 3],
    ])('asks about %s in few statements', (_, stays, statements) => {
      const cases = stays.map((length) => Array.from({ length }, () => stayOf(1)));
      expect(presenceStatements(queryOf(...cases))).toHaveLength(statements);
    });
  });
}
