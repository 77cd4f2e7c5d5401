import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Sample } from './bench.ts';
import { startPostgres } from './postgres.ts';
import { type ContactTotals, MIN_OVERLAP_SECONDS } from './venue-stays.ts';

/** A database with the stays and the index persons in it. */
export interface Peer {
  find(): Promise<Sample<ContactTotals>>;
  close(): Promise<void>;
}

/** The stays as CSV, and who is asked for. */
export interface PeerInput {
  readonly file: string;
  readonly persons: readonly number[];
  /** Length of the longest stay, in seconds: peers need look no further back than this. */
  readonly longestSeconds: number;
}

/**
 * The question as one statement for all index persons. How far back others can have begun is said
 * to the database, so that an index on venue and start serves.
 */
const question = (longestSeconds: number, least = 'least', greatest = 'greatest'): string => `
  WITH met AS (
    SELECT a.person AS index_person, b.person,
      ${least}(a.until, b.until) - ${greatest}(a.since, b.since) AS seconds
    FROM index_person JOIN stay a ON a.person = index_person.person
      JOIN stay b ON b.venue = a.venue
        AND b.since BETWEEN a.since - ${longestSeconds} AND a.until - ${MIN_OVERLAP_SECONDS}
        AND b.until >= a.since + ${MIN_OVERLAP_SECONDS} AND b.person <> a.person),
  contact AS (
    SELECT count(*) AS encounters, sum(seconds) AS seconds FROM met
    WHERE seconds >= ${MIN_OVERLAP_SECONDS} GROUP BY index_person, person)
  SELECT count(*) AS contacts, sum(encounters) AS encounters, sum(seconds) AS seconds FROM contact`;

const values = (persons: readonly number[]): string =>
  persons.map((person) => `(${person})`).join(',');

async function timed(run: () => unknown): Promise<Sample<ContactTotals>> {
  const started = performance.now();
  const row = (await Promise.resolve(run())) as Record<keyof ContactTotals, unknown>;
  const seconds = (performance.now() - started) / 1000;
  const answer = {
    contacts: Number(row.contacts),
    encounters: Number(row.encounters),
    seconds: Number(row.seconds),
  };
  return { seconds, answer };
}

/** DuckDB in memory, with so many threads. */
export async function duckdb(input: PeerInput, threads: number): Promise<Peer> {
  const { file, persons, longestSeconds } = input;
  const instance = await DuckDBInstance.create(':memory:', { threads: `${threads}` });
  const connection: DuckDBConnection = await instance.connect();
  await connection.run(`
    CREATE TABLE stay AS SELECT * FROM read_csv('${file}', header = false,
      columns = {venue: 'INTEGER', person: 'INTEGER', since: 'INTEGER', until: 'INTEGER'})`);
  await connection.run(
    `CREATE TABLE index_person AS SELECT * FROM (VALUES ${values(persons)}) AS p(person)`,
  );
  const find = async (): Promise<unknown> =>
    (await connection.runAndReadAll(question(longestSeconds))).getRowObjects()[0];
  return {
    find: () => timed(find),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** SQLite in memory, with an index that has all columns for either way of looking. */
export async function sqlite({ file, persons, longestSeconds }: PeerInput): Promise<Peer> {
  const database = new DatabaseSync(':memory:');
  database.exec(`
    CREATE TABLE stay (venue INT, person INT, since INT, until INT);
    CREATE TABLE index_person (person INT);
    INSERT INTO index_person VALUES ${values(persons)};
    BEGIN`);
  const insert = database.prepare('INSERT INTO stay VALUES (?, ?, ?, ?)');
  for (const line of readFileSync(file, 'utf8').split('\n'))
    if (line !== '') insert.run(...line.split(',').map(Number));
  database.exec(`
    COMMIT;
    CREATE INDEX by_venue ON stay (venue, since, until, person);
    CREATE INDEX by_person ON stay (person, venue, since, until);
    ANALYZE`);
  const statement = database.prepare(question(longestSeconds, 'min', 'max'));
  return { find: () => timed(() => statement.get()), close: async () => database.close() };
}

/** Tables of PostgreSQL, with a B-tree for either way of looking. */
const postgresTables = (source: string, persons: readonly number[]): string => `
  CREATE TABLE stay (venue int, person int, since int, until int);
  COPY stay FROM '${source}' (FORMAT csv);
  CREATE TABLE index_person (person int);
  INSERT INTO index_person VALUES ${values(persons)};
  CREATE INDEX ON stay (venue, since) INCLUDE (until, person);
  CREATE INDEX ON stay (person)`;

/** PostgreSQL, which answers in one process: ours runs on one core, too. */
export async function postgresql({ file, persons, longestSeconds }: PeerInput): Promise<Peer> {
  const server = await startPostgres();
  const client = new pg.Client(await server.createDatabase('venues'));
  await client.connect();
  await client.query('SET max_parallel_workers_per_gather = 0');
  await client.query(postgresTables(file, persons));
  await client.query('VACUUM ANALYZE');
  return {
    find: () => timed(async () => (await client.query(question(longestSeconds))).rows[0]),
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}

/** PGlite in memory: PostgreSQL compiled to WebAssembly, in the process of the bench. */
export async function pglite({ file, persons, longestSeconds }: PeerInput): Promise<Peer> {
  const database = await PGlite.create();
  const blob = new Blob([readFileSync(file)]);
  await database.exec(postgresTables('/dev/blob', persons), { blob });
  await database.exec('VACUUM ANALYZE');
  return {
    find: () => timed(async () => (await database.query(question(longestSeconds))).rows[0]),
    close: () => database.close(),
  };
}
