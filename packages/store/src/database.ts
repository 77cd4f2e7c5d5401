/**
 * What the adapters need of a driver: the same for node-postgres and PGlite.
 *
 * @module
 */
import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Any Drizzle handle on PostgreSQL, or a transaction of one. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** A database that is open, with its schema up to date. */
export interface OpenDatabase {
  readonly db: Database;
  /** Ends all connections. Nothing may be under way. */
  readonly close: () => Promise<void>;
}

/** A value as a driver returns it: node-postgres gives `bigint` as text and `bytea` as a Buffer. */
export type Raw<T> = T extends number ? number | string : T;

/** Runs a statement; its rows as the driver gives them. */
export async function rowsOf<Row>(db: Database, statement: SQL): Promise<readonly Row[]> {
  const { rows } = (await db.execute(statement)) as { rows: Row[] };
  return rows;
}

/** What a statement returns of each row it wrote, where only their number matters. */
export const ONE = { one: sql<number>`1` };

/** Values as one parameter, an array, whatever their number. */
export const arrayOf = (values: readonly unknown[], type: string): SQL =>
  sql`${sql.param(values)}::${sql.raw(type)}[]`;

/** The columns of some rows, each as one parameter, for `unnest`. */
export const columnsOf =
  <Row>(rows: readonly Row[]): ((name: keyof Row, type: string) => SQL) =>
  (name, type) =>
    arrayOf(
      rows.map((row) => row[name]),
      type,
    );

/**
 * Waits for a lock by this name, until the transaction ends. Names are told apart by their hash: two
 * that share one only wait for each other.
 */
export async function lockUntilCommit(transaction: Database, name: string): Promise<void> {
  await transaction.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${name}))`);
}
