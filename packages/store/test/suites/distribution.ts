import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/database.ts';
import { DISTRIBUTION, type Distribution } from '../../src/distribution.ts';
import { distributionFaults } from '../support/distribution-rules.ts';

type Manifest = Readonly<Record<string, Distribution>>;

/** The faults after a change, which is taken back. */
async function faultsAfter(db: Database, change: string, entries: Manifest): Promise<string[]> {
  let faults: string[] = [];
  const undone = new Error('undone');
  const planting = db.transaction(async (tx: Database) => {
    for (const statement of change.split(';')) await tx.execute(sql.raw(statement));
    faults = await distributionFaults(tx, { ...DISTRIBUTION, ...entries });
    throw undone;
  });
  await expect(planting).rejects.toBe(undone);
  return faults;
}

const local: Manifest = { guest: { kind: 'local' } };
const byVenue: Manifest = {
  guest: { kind: 'distributed', column: 'venue_id', colocateWith: 'venue' },
};

const PLANTED: readonly (readonly [string, string, Manifest, string])[] = [
  ['a table without an entry', 'CREATE TABLE guest (id int)', {}, 'guest: no entry'],
  ['an entry without a table', 'SELECT 1', local, 'guest: no such table'],
  [
    'a spread table without the column',
    'CREATE TABLE guest (id int)',
    { guest: { kind: 'distributed', column: 'venue_id', colocateWith: null } },
    'guest: no column venue_id',
  ],
  [
    'a column that may be null',
    'CREATE TABLE guest (venue_id bytea)',
    byVenue,
    'guest: venue_id may be null',
  ],
  [
    'a column of another type than its neighbours have',
    'CREATE TABLE guest (venue_id uuid NOT NULL)',
    byVenue,
    'guest: venue_id is of another type than in venue',
  ],
  [
    'a primary key without the column',
    'CREATE TABLE guest (id int PRIMARY KEY, venue_id bytea NOT NULL)',
    byVenue,
    'guest: key guest_pkey without venue_id',
  ],
  [
    'a unique index that only includes the column',
    `CREATE TABLE guest (id int, venue_id bytea NOT NULL);
     CREATE UNIQUE INDEX guest_id ON guest (id) INCLUDE (venue_id)`,
    byVenue,
    'guest: key guest_id without venue_id',
  ],
  [
    'a unique receipt',
    'CREATE UNIQUE INDEX receipt ON check_in (receipt_hash, day)',
    {},
    'check_in: key receipt without venue_id',
  ],
  [
    'an exclusion constraint',
    'ALTER TABLE venue ADD CONSTRAINT bad EXCLUDE USING btree (venue_id WITH =)',
    {},
    'venue: exclusion constraint bad',
  ],
  [
    'a trigger',
    `CREATE TRIGGER bad BEFORE UPDATE ON venue FOR EACH ROW
     EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
    {},
    'venue: trigger bad',
  ],
  [
    'a reference between tables that are spread apart',
    'ALTER TABLE venue_code ADD CONSTRAINT bad FOREIGN KEY (seed) REFERENCES location',
    {},
    'venue_code: bad refers to location',
  ],
  [
    'a reference from a spread table to a local one',
    'ALTER TABLE exposure ADD CONSTRAINT bad FOREIGN KEY (run_id) REFERENCES notice',
    {},
    'exposure: bad refers to notice',
  ],
  [
    'a reference from a local table to a spread one',
    'ALTER TABLE disclosure_place ADD CONSTRAINT bad FOREIGN KEY (location_id) REFERENCES location',
    {},
    'disclosure_place: bad refers to location',
  ],
];

/** The manifest against the catalog, as it is and with faults. */
export function testDistribution(database: () => Database): void {
  describe('the distribution manifest', () => {
    it('fits the schema, partitions included', async () => {
      const partition = 'CREATE TABLE one_day PARTITION OF check_in FOR VALUES FROM (1) TO (2)';
      expect(await faultsAfter(database(), partition, {})).toEqual([]);
    });
    it.each(PLANTED)('does not pass with %s', async (_, change, entries, fault) => {
      expect(await faultsAfter(database(), change, entries)).toEqual([fault]);
    });
  });
}
