/**
 * The port of officers' keys on PostgreSQL.
 *
 * @module
 */
import type { OfficerKeyStore } from '@waypost/platform/ports';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { type Database, ONE } from './database.ts';
import { officerKeys } from './schema.ts';

/** The port of officers' keys. */
export const officerKeyStore = (db: Database): OfficerKeyStore => ({
  async insert(key) {
    const inserted = await db.insert(officerKeys).values(key).onConflictDoNothing().returning(ONE);
    return inserted.length === 1;
  },
  async findByHash(keyHash) {
    const [key] = await db
      .select()
      .from(officerKeys)
      .where(and(eq(officerKeys.keyHash, keyHash), isNull(officerKeys.revokedAt)));
    return key ?? null;
  },
  list: () =>
    db
      .select()
      .from(officerKeys)
      .orderBy(asc(officerKeys.createdAt), sql`${officerKeys.id} COLLATE "C"`),
  async revoke(id, at) {
    const revoked = await db
      .update(officerKeys)
      .set({ revokedAt: at })
      .where(and(eq(officerKeys.id, id), isNull(officerKeys.revokedAt)))
      .returning(ONE);
    return revoked.length === 1;
  },
});
