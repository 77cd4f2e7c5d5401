/**
 * The port of notices, published files and signed lists on PostgreSQL.
 *
 * @module
 */
import type { Notice, NoticeStore, PublishedFile } from '@waypost/platform/ports';
import { and, asc, eq, isNotNull, isNull, lt, ne, notExists, sql } from 'drizzle-orm';
import { type Database, lockUntilCommit, ONE } from './database.ts';
import { notices, publishedFiles, signedLists } from './schema.ts';

/** The port of notices, published files and signed lists. */
export const noticeStore = (db: Database): NoticeStore => ({
  insertDraft: (notice, files) => db.transaction((tx) => insertDraft(tx, notice, files)),
  async find(id) {
    const [notice] = await db.select().from(notices).where(eq(notices.id, id));
    return notice ?? null;
  },
  list: () =>
    db.select().from(notices).orderBy(asc(notices.draftedAt), sql`${notices.id} COLLATE "C"`),
  async approve(id, { by, at }) {
    const approved = await db
      .update(notices)
      .set({ approvedBy: by, approvedAt: at })
      .where(
        and(
          eq(notices.id, id),
          ne(notices.draftedBy, by),
          isNull(notices.approvedBy),
          isNull(notices.withdrawnAt),
        ),
      )
      .returning(ONE);
    return approved.length === 1;
  },
  publishApproved: (at) => db.transaction((tx) => publishApproved(tx, at)),
  async withdraw(id, { by, at }) {
    const withdrawn = await db
      .update(notices)
      .set({ withdrawnBy: by, withdrawnAt: at })
      .where(and(eq(notices.id, id), isNull(notices.withdrawnAt)))
      .returning(ONE);
    return withdrawn.length === 1;
  },
  async findFile(kind, sha256) {
    const [file] = await db
      .select()
      .from(publishedFiles)
      .where(and(eq(publishedFiles.kind, kind), eq(publishedFiles.sha256, sha256)));
    return file ?? null;
  },
  async latestList(kind) {
    const [list] = await db.select().from(signedLists).where(eq(signedLists.kind, kind));
    return list ?? null;
  },
  async insertList(list) {
    const { kind, seq } = list;
    const inserted =
      seq === 1
        ? await db.insert(signedLists).values(list).onConflictDoNothing().returning(ONE)
        : await db
            .update(signedLists)
            .set(list)
            .where(and(eq(signedLists.kind, kind), eq(signedLists.seq, seq - 1)))
            .returning(ONE);
    return inserted.length === 1;
  },
  dropBefore: (cutoff) => db.transaction((tx) => dropBefore(tx, cutoff)),
});

async function insertDraft(
  tx: Database,
  notice: Notice,
  files: readonly PublishedFile[],
): Promise<boolean> {
  const inserted = await tx.insert(notices).values(notice).onConflictDoNothing().returning(ONE);
  if (inserted.length === 0) return false;
  if (files.length > 0)
    await tx
      .insert(publishedFiles)
      .values([...files])
      .onConflictDoNothing();
  return true;
}

async function dropBefore(tx: Database, cutoff: number): Promise<number> {
  const madeAt = sql`coalesce(${notices.publishedAt}, ${notices.draftedAt})`;
  const dropped = await tx.delete(notices).where(lt(madeAt, cutoff)).returning(ONE);
  const isNamed = sql`${publishedFiles.sha256} IN (${notices.sha256}, ${notices.warningSha256})`;
  await tx
    .delete(publishedFiles)
    .where(notExists(tx.select({ id: notices.id }).from(notices).where(isNamed)));
  return dropped.length;
}

/** Gives numbers in the order of approval: nobody waits behind a notice that was approved later. */
async function publishApproved(tx: Database, at: number): Promise<Notice[]> {
  await lockUntilCommit(tx, 'publish notices');
  const due = await tx
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(isNotNull(notices.approvedAt), isNull(notices.sequence), isNull(notices.withdrawnAt)),
    )
    .orderBy(asc(notices.approvedAt), sql`${notices.id} COLLATE "C"`);
  const published: Notice[] = [];
  for (const { id } of due) {
    const [notice] = await tx
      .update(notices)
      .set({ sequence: sql`nextval('notice_sequence')`, publishedAt: at })
      .where(and(eq(notices.id, id), isNull(notices.withdrawnAt)))
      .returning();
    if (notice) published.push(notice);
  }
  return published;
}
