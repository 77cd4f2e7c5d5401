import { deriveContactId, PROOF_KEY_BYTES } from '@waypost/core/contact-id';
import pg from 'pg';
import { seededBytes } from './random.ts';

const FIRST_DAY = 20_770;
const DAYS = 14;

/** Proof keys, so many for each disclosure; the same each time. */
export function makeProofs(disclosures: number, proofs: number, seed: number): Uint8Array[][] {
  const bytes = seededBytes(seed);
  return Array.from({ length: disclosures }, () =>
    Array.from({ length: proofs }, () => bytes(PROOF_KEY_BYTES)),
  );
}

/**
 * Fills the list of known contact ids, which alone is asked for proofs: first the ids of every second
 * proof, then made-up ones until there are `stored`. The rows of `check_in`, with
 * a card each, are not made: nobody looks at them here.
 */
export async function storeContactIds(
  url: string,
  { proofs, stored }: { proofs: readonly (readonly Uint8Array[])[]; stored: number },
): Promise<void> {
  const known = proofs.flatMap((of) => of.filter((_, i) => i % 2 === 0).map(deriveContactId));
  const client = new pg.Client(url);
  await client.connect();
  // Indexes are built once all rows are there: that is quicker, and makes the same indexes.
  await client.query(`
    SET maintenance_work_mem = '1GB';
    SET synchronous_commit = off;
    ALTER TABLE contact_id_index DROP CONSTRAINT contact_id_index_pkey;
    DROP INDEX contact_id_index_day`);
  await insertIds(client, 'unnest($1::bytea[]) WITH ORDINALITY AS made (id, n)', known);
  await insertIds(
    client,
    `(SELECT substr(sha256(int8send(n)), 1, 16) AS id, n
      FROM generate_series(1, $1::bigint) AS n) AS made`,
    stored - known.length,
  );
  await client.query(`
    ALTER TABLE contact_id_index ADD CONSTRAINT contact_id_index_pkey PRIMARY KEY (contact_id);
    CREATE INDEX contact_id_index_day ON contact_id_index (day)`);
  await client.query('VACUUM ANALYZE contact_id_index');
  await client.end();
}

const insertIds = (client: pg.Client, source: string, parameter: unknown): Promise<unknown> =>
  client.query(
    `INSERT INTO contact_id_index (contact_id, day, venue_id, body_hash)
     SELECT id, ${FIRST_DAY} + n % ${DAYS}, substr(sha256(id), 1, 16), sha256(id) FROM ${source}`,
    [parameter],
  );
