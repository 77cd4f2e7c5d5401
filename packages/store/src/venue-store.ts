/**
 * The venue port on PostgreSQL.
 *
 * @module
 */
import { toHex } from '@waypost/core/primitives';
import type {
  KnownLocation,
  Location,
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
  async findVenue(venueId) {
    const [venue] = await db.select().from(venues).where(eq(venues.venueId, venueId));
    return venue ?? null;
  },
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
