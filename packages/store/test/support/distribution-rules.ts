import { type SQL, sql } from 'drizzle-orm';
import { type Database, rowsOf } from '../../src/database.ts';
import type { Distribution } from '../../src/distribution.ts';

/** One row an entry of the manifest: `rel` is its table, `key` the number of its column, if there are. */
const ENTRIES = (manifest: string): SQL => sql`
  entry AS (
    SELECT e.name, e.kind, e."column" AS col, e."colocateWith" AS beside, c.oid AS rel, a.attnum AS key,
      a.attnotnull AS is_filled, a.atttypid AS type
    FROM json_to_recordset(${manifest}::json)
      AS e (name text, kind text, "column" text, "colocateWith" text)
    LEFT JOIN pg_class c ON c.relname = e.name AND c.relkind IN ('r', 'p')
      AND c.relnamespace = 'public'::regnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = e."column"
  ), spread AS (
    SELECT * FROM entry WHERE kind = 'distributed' AND rel IS NOT NULL
  )`;

const RULES: readonly SQL[] = [
  sql`
    SELECT format('%s: no entry', relname) AS fault FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND NOT relispartition AND relname NOT IN (SELECT name FROM entry)`,
  sql`SELECT format('%s: no such table', name) FROM entry WHERE rel IS NULL`,
  sql`SELECT format('%s: no column %s', name, col) FROM spread WHERE key IS NULL`,
  sql`SELECT format('%s: %s may be null', name, col) FROM spread WHERE NOT is_filled`,
  sql`
    SELECT format('%s: key %s without %s', name, indexrelid::regclass, col)
    FROM spread JOIN pg_index i ON indrelid = rel AND indisunique
    WHERE NOT key = ANY ((indkey::int2[])[0:indnkeyatts - 1])`,
  sql`
    SELECT format('%s: exclusion constraint %s', name, conname)
    FROM spread JOIN pg_constraint ON conrelid = rel AND contype = 'x'`,
  sql`
    SELECT format('%s: trigger %s', name, tgname)
    FROM spread JOIN pg_trigger ON tgrelid = rel AND NOT tgisinternal`,
  sql`
    SELECT format('%s: %s is of another type than in %s', s.name, s.col, s.beside)
    FROM spread s LEFT JOIN spread n ON n.name = s.beside
    WHERE s.beside IS NOT NULL AND s.type IS DISTINCT FROM n.type`,
  sql`
    SELECT format('%s: %s refers to %s', f.name, conname, t.name)
    FROM pg_constraint JOIN entry f ON f.rel = conrelid JOIN entry t ON t.rel = confrelid
    WHERE contype = 'f' AND conparentid = 0 AND NOT CASE
      WHEN t.kind = 'reference' THEN true
      WHEN t.kind = 'local' THEN f.kind = 'local'
      ELSE f.kind = 'distributed' AND coalesce(f.beside, f.name) = coalesce(t.beside, t.name)
        AND array_position(conkey, f.key) = array_position(confkey, t.key) END`,
];

/**
 * What an engine that spreads tables over machines would refuse, found in the catalog of one machine:
 * years before it matters, while it can still be changed.
 */
export async function distributionFaults(
  db: Database,
  manifest: Readonly<Record<string, Distribution>>,
): Promise<string[]> {
  const entries = Object.entries(manifest).map(([name, entry]) => ({ name, ...entry }));
  const rules = sql.join([...RULES], sql` UNION ALL `);
  const rows = await rowsOf<{ fault: string }>(
    db,
    sql`WITH ${ENTRIES(JSON.stringify(entries))} ${rules} ORDER BY fault`,
  );
  return rows.map(({ fault }) => fault);
}
