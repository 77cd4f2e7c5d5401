import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Database, rowsOf } from '../src/database.ts';
import * as schema from '../src/schema.ts';
import { testDistribution } from './suites/distribution.ts';
import { useMemoryDatabase } from './support/databases.ts';

const database = useMemoryDatabase();

/** Everything that a namespace holds, a line each. */
async function catalogOf(db: Database, namespace: 'public' | 'said'): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    db,
    sql`
    WITH class AS (SELECT * FROM pg_class WHERE relnamespace = ${namespace}::regnamespace)
    SELECT concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod),
        CASE WHEN attnotnull THEN 'NOT NULL' END, pg_get_expr(adbin, adrelid)) AS line
      FROM class JOIN pg_attribute a ON attrelid = class.oid AND attnum > 0 AND NOT attisdropped
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE relkind IN ('r', 'p')
    UNION ALL SELECT concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(c.oid))
      FROM class JOIN pg_constraint c ON conrelid = class.oid
    UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid))
      FROM class JOIN pg_index ON indrelid = class.oid
    UNION ALL SELECT concat_ws(' ', 'sequence', relname) FROM class WHERE relkind = 'S'
    ORDER BY line`,
  );
  return rows.map(({ line }) => line.replaceAll(/\b(public|said)\.|ONLY /g, ''));
}

/** What drizzle-kit would make of the schema, in a namespace of its own. */
async function makeAsSaid(db: Database): Promise<void> {
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(schema));
  await db.execute(sql`CREATE SCHEMA said`);
  await db.execute(sql`SET search_path = said`);
  for (const statement of statements)
    await db.execute(sql.raw(statement.replaceAll('"public".', '"said".')));
  await db.execute(sql`RESET search_path`);
}

describe('the migrations', () => {
  it('make what the schema says, and what it cannot say', async () => {
    const made = await catalogOf(database(), 'public');
    await makeAsSaid(database());
    const said = await catalogOf(database(), 'said');
    expect(said.length).toBeGreaterThan(150);
    const presence =
      'index CREATE INDEX check_in_presence ON check_in USING btree (venue_id, arrived_at) INCLUDE (departed_at, contact_id, day, zone, received_hour, late, unconfirmed, on_behalf)';
    expect(made).toEqual([...said, presence].sort());
    const [partitioned] = await rowsOf<{ by: string }>(
      database(),
      sql`SELECT pg_get_partkeydef('public.check_in'::regclass) AS by`,
    );
    expect(partitioned?.by).toBe('RANGE (day)');
  });
});

testDistribution(database);
