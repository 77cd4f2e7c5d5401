/**
 * The port of verification codes and disclosures on PostgreSQL.
 *
 * @module
 */
import { DAY_SECONDS } from '@waypost/core/primitives';
import type { CaseStore, Disclosure } from '@waypost/platform/ports';
import { and, asc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { type Database, ONE } from './database.ts';
import { disclosureContacts, disclosurePlaces, disclosures, verificationCodes } from './schema.ts';

/** How long the same body is accepted again after the first time. */
const REPEAT_SECONDS = DAY_SECONDS;

/** The port of verification codes and disclosures. */
export const caseStore = (db: Database): CaseStore => ({
  async insertCode(code) {
    const inserted = await db
      .insert(verificationCodes)
      .values(code)
      .onConflictDoNothing()
      .returning(ONE);
    return inserted.length === 1;
  },
  discloseOnce: (attempt) => db.transaction((tx) => discloseOnce(tx, attempt)),
  async listDisclosures(limit) {
    const rows = await db
      .select()
      .from(disclosures)
      .orderBy(asc(disclosures.receivedAt), sql`${disclosures.id} COLLATE "C"`)
      .limit(limit);
    return await withParts(db, rows);
  },
  async findDisclosure(id) {
    const rows = await db.select().from(disclosures).where(eq(disclosures.id, id));
    const [found] = await withParts(db, rows);
    return found ?? null;
  },
  dropBefore: (cutoff) =>
    db.transaction(async (tx) => {
      await tx.delete(verificationCodes).where(lt(verificationCodes.expiresAt, cutoff));
      const dropped = await tx
        .delete(disclosures)
        .where(lt(disclosures.receivedAt, cutoff))
        .returning(ONE);
      return dropped.length;
    }),
});

type Attempt = Parameters<CaseStore['discloseOnce']>[0];

async function discloseOnce(tx: Database, attempt: Attempt): Promise<'accepted' | 'refused'> {
  const { codeHash, bodyHash, now } = attempt;
  const isCode = eq(verificationCodes.codeHash, codeHash);
  // Of two that bring the same code at once, the second waits here, and finds it used.
  const [claimed] = await tx
    .update(verificationCodes)
    .set({ usedAt: now, usedBodyHash: bodyHash })
    .where(and(isCode, isNull(verificationCodes.usedAt), gt(verificationCodes.expiresAt, now)))
    .returning();
  if (claimed) {
    const { usedAt: _usedAt, usedBodyHash: _usedBodyHash, ...code } = claimed;
    await insertDisclosure(tx, attempt.disclosureOf(code));
    return 'accepted';
  }
  const [repeated] = await tx
    .select({ id: verificationCodes.id })
    .from(verificationCodes)
    .where(
      and(
        isCode,
        eq(verificationCodes.usedBodyHash, bodyHash),
        gt(verificationCodes.usedAt, now - REPEAT_SECONDS),
      ),
    );
  return repeated ? 'accepted' : 'refused';
}

async function insertDisclosure(
  tx: Database,
  { contactIds, places, ...disclosure }: Disclosure,
): Promise<void> {
  await tx.insert(disclosures).values(disclosure);
  const disclosureId = disclosure.id;
  if (contactIds.length > 0)
    await tx
      .insert(disclosureContacts)
      .values(contactIds.map((contactId) => ({ disclosureId, contactId })));
  if (places.length > 0)
    await tx
      .insert(disclosurePlaces)
      .values(places.map((place, position) => ({ ...place, disclosureId, position })));
}

/** The disclosures of these rows, in their order. */
async function withParts(
  db: Database,
  rows: readonly (typeof disclosures.$inferSelect)[],
): Promise<Disclosure[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const contacts = await db
    .select()
    .from(disclosureContacts)
    .where(inArray(disclosureContacts.disclosureId, ids))
    .orderBy(asc(disclosureContacts.contactId));
  const places = await db
    .select()
    .from(disclosurePlaces)
    .where(inArray(disclosurePlaces.disclosureId, ids))
    .orderBy(asc(disclosurePlaces.position));
  const contactsOf = Map.groupBy(contacts, ({ disclosureId }) => disclosureId);
  const placesOf = Map.groupBy(places, ({ disclosureId }) => disclosureId);
  return rows.map((disclosure) => ({
    ...disclosure,
    contactIds: (contactsOf.get(disclosure.id) ?? []).map(({ contactId }) => contactId),
    places: (placesOf.get(disclosure.id) ?? []).map(({ locationId, arrivedAt, departedAt }) => ({
      locationId,
      arrivedAt,
      departedAt,
    })),
  }));
}
