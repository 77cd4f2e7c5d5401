/**
 * The port of matching runs on PostgreSQL.
 *
 * @module
 */
import type { Exposure, MatchingRun, RunStore } from '@waypost/platform/ports';
import { asc, eq, getTableColumns, lt, type SQL, sql } from 'drizzle-orm';
import { columnsOf, type Database, ONE } from './database.ts';
import { exposures, matchingRuns } from './schema.ts';

/** The port of matching runs. */
export const runStore = (db: Database): RunStore => ({
  insert: (run, found) =>
    db.transaction(async (tx) => {
      const inserted = await tx
        .insert(matchingRuns)
        .values(toRow(run))
        .onConflictDoNothing()
        .returning(ONE);
      if (inserted.length === 0) return false;
      if (found.length > 0) await tx.execute(exposureStatement(run.id, found));
      return true;
    }),
  async find(id) {
    const [row] = await db.select().from(matchingRuns).where(eq(matchingRuns.id, id));
    return row ? fromRow(row) : null;
  },
  listExposures(id) {
    const { runId: _, ...columns } = getTableColumns(exposures);
    return db
      .select(columns)
      .from(exposures)
      .where(eq(exposures.runId, id))
      .orderBy(asc(exposures.contactId), asc(exposures.venueId));
  },
  async dropBefore(cutoff) {
    const dropped = await db
      .delete(matchingRuns)
      .where(lt(matchingRuns.createdAt, cutoff))
      .returning(ONE);
    return dropped.length;
  },
});

/** A run can find hundreds of thousands: one parameter a column, whatever their number. */
function exposureStatement(runId: string, found: readonly Exposure[]): SQL {
  const of = columnsOf(found);
  return sql`
    INSERT INTO exposure
      (run_id, contact_id, venue_id, minutes, severity, on_behalf, late, unconfirmed)
    SELECT ${runId}::text, * FROM unnest(
      ${of('contactId', 'bytea')}, ${of('venueId', 'bytea')}, ${of('minutes', 'int')},
      ${of('severity', 'smallint')}, ${of('onBehalf', 'boolean')}, ${of('late', 'boolean')},
      ${of('unconfirmed', 'boolean')}
    )`;
}

type Row = typeof matchingRuns.$inferSelect;

function toRow({ request, totals, ...run }: MatchingRun): Row {
  return {
    ...run,
    disclosureIds: request.disclosureIds,
    rule: request.rule,
    withLate: request.withLate,
    withUnconfirmed: request.withUnconfirmed,
    caseStays: totals.caseStays,
    exposureCount: totals.exposures,
    venueCount: totals.venues,
    overlapMinutes: totals.overlapMinutes,
  };
}

function fromRow(row: Row): MatchingRun {
  const { disclosureIds, rule, withLate, withUnconfirmed, ...rest } = row;
  const { caseStays, exposureCount, venueCount, overlapMinutes, ...run } = rest;
  return {
    ...run,
    request: { disclosureIds, rule, withLate, withUnconfirmed },
    totals: { caseStays, exposures: exposureCount, venues: venueCount, overlapMinutes },
  };
}
