/**
 * The venue port on PostgreSQL.
 *
 * @module
 */
import { compareBytes, toHex } from '@waypost/core/primitives';
import type {
  KnownLocation,
  Location,
  NewVenue,
  Venue,
  VenueChanges,
  VenueCode,
  VenueStore,
} from '@waypost/platform/ports';
import { and, asc, eq, getTableColumns, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { arrayOf, type Database, ONE } from './database.ts';
import { inOneTurn } from './in-one-turn.ts';
import { locations, venueCodes, venues } from './schema.ts';

/** The venue port. */
export const venueStore = (db: Database): VenueStore => ({
  async insertVenue(venue) {
    const inserted = await db.insert(venues).values(venue).onConflictDoNothing().returning(ONE);
    return inserted.length === 1;
  },
  insertVenues: (entries) => insertVenues(db, entries),
  async findVenue(venueId) {
    const [venue] = await db.select().from(venues).where(eq(venues.venueId, venueId));
    return venue ?? null;
  },
  listVenues: ({ after, limit }) =>
    db
      .select()
      .from(venues)
      .where(after === null ? undefined : gt(venues.venueId, after))
      .orderBy(asc(venues.venueId))
      .limit(limit),
  updateVenue: (venueId, changes) => updateVenue(db, venueId, changes),
  insertCode: (code, itsLocations) => db.transaction((tx) => insertCode(tx, code, itsLocations)),
  listCodes: (venueId) =>
    db
      .select()
      .from(venueCodes)
      .where(eq(venueCodes.venueId, venueId))
      .orderBy(asc(venueCodes.codeVersion)),
  listLocations(venueId, codeVersion) {
    const { locationId, zone, text } = locations;
    return db
      .select({ locationId, zone, text })
      .from(locations)
      .where(and(eq(locations.venueId, venueId), eq(locations.codeVersion, codeVersion)))
      .orderBy(sql`${zone} COLLATE "C"`);
  },
  findLocation: inOneTurn((locationIds) => findLocations(db, locationIds)),
  async withdrawCode(venueId, codeVersion, at) {
    const withdrawn = await db
      .update(venueCodes)
      .set({ withdrawnAt: at })
      .where(
        and(
          eq(venueCodes.venueId, venueId),
          eq(venueCodes.codeVersion, codeVersion),
          isNull(venueCodes.withdrawnAt),
        ),
      )
      .returning(ONE);
    return withdrawn.length === 1;
  },
  listWithdrawn: (now) =>
    db
      .select()
      .from(venueCodes)
      .where(and(isNotNull(venueCodes.withdrawnAt), gt(venueCodes.expires, now)))
      .orderBy(asc(venueCodes.venueId), asc(venueCodes.codeVersion)),
});

/** Rows of one statement: a statement has at most 65,535 parameters. */
const ROWS_PER_STATEMENT = 1000;

/** Ends a transaction that must leave nothing behind. */
class IdTaken extends Error {}

async function insertVenues(db: Database, entries: readonly NewVenue[]): Promise<boolean> {
  // One order for all callers: two that share ids wait for each other, and never both.
  const sorted = [...entries].sort((a, b) => compareBytes(a.venue.venueId, b.venue.venueId));
  try {
    await db.transaction(async (tx) => {
      for (let at = 0; at < sorted.length; at += ROWS_PER_STATEMENT)
        await insertPage(tx, sorted.slice(at, at + ROWS_PER_STATEMENT));
    });
    return true;
  } catch (error) {
    if (error instanceof IdTaken) return false;
    throw error;
  }
}

async function insertPage(tx: Database, entries: readonly NewVenue[]): Promise<void> {
  const rows = entries.map(({ venue }) => venue);
  const inserted = await tx.insert(venues).values(rows).onConflictDoNothing().returning(ONE);
  if (inserted.length < rows.length) throw new IdTaken();
  await tx.insert(venueCodes).values(entries.map(({ code }) => code));
  const locationRows = entries.flatMap(({ code: { venueId, codeVersion }, locations: its }) =>
    its.map((location) => ({ ...location, venueId, codeVersion })),
  );
  for (let at = 0; at < locationRows.length; at += ROWS_PER_STATEMENT)
    await tx.insert(locations).values(locationRows.slice(at, at + ROWS_PER_STATEMENT));
}

async function updateVenue(
  db: Database,
  venueId: Uint8Array,
  changes: VenueChanges,
): Promise<Venue | null> {
  const isVenue = eq(venues.venueId, venueId);
  const [venue] =
    Object.keys(changes).length === 0
      ? await db.select().from(venues).where(isVenue)
      : await db.update(venues).set(changes).where(isVenue).returning();
  return venue ?? null;
}

async function insertCode(
  tx: Database,
  code: VenueCode,
  itsLocations: readonly Location[],
): Promise<boolean> {
  const inserted = await tx.insert(venueCodes).values(code).onConflictDoNothing().returning(ONE);
  if (inserted.length === 0) return false;
  const { venueId, codeVersion } = code;
  const rows = itsLocations.map((location) => ({ ...location, venueId, codeVersion }));
  if (rows.length > 0) await tx.insert(locations).values(rows);
  return true;
}

/** The locations of these ids, in their order. */
async function findLocations(
  db: Database,
  locationIds: readonly Uint8Array[],
): Promise<(KnownLocation | null)[]> {
  const isCode = and(
    eq(venueCodes.venueId, locations.venueId),
    eq(venueCodes.codeVersion, locations.codeVersion),
  );
  const rows = await db
    .select({
      locationId: locations.locationId,
      zone: locations.zone,
      code: getTableColumns(venueCodes),
      venue: getTableColumns(venues),
    })
    .from(locations)
    .innerJoin(venueCodes, isCode)
    .innerJoin(venues, eq(venues.venueId, locations.venueId))
    .where(sql`${locations.locationId} = ANY (${arrayOf(locationIds, 'bytea')})`);
  const byId = new Map(rows.map((known) => [toHex(known.locationId), known]));
  return locationIds.map((locationId) => byId.get(toHex(locationId)) ?? null);
}
