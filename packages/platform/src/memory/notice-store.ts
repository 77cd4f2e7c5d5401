import { toHex } from '@waypost/core/primitives';
import type { Notice, NoticeStore, PublishedFile, SignedList } from '../ports/index.ts';

/** A {@link NoticeStore} in memory. */
export function memoryNoticeStore(): NoticeStore {
  const notices = new Map<string, Notice>();
  const files = new Map<string, PublishedFile>();
  let lastSequence = 0;

  return {
    ...memorySignedLists(),
    async insertDraft(notice, itsFiles) {
      if (notices.has(notice.id)) return false;
      notices.set(notice.id, notice);
      for (const file of itsFiles) files.set(keyOf(file.kind, file.sha256), file);
      return true;
    },
    async find(id) {
      return notices.get(id) ?? null;
    },
    async list() {
      return [...notices.values()].sort((a, b) => a.draftedAt - b.draftedAt || byId(a, b));
    },
    async approve(id, { by, at }) {
      const notice = notices.get(id);
      if (!notice || notice.approvedAt !== null || notice.withdrawnAt !== null) return false;
      if (notice.draftedBy === by) return false;
      notices.set(id, { ...notice, approvedBy: by, approvedAt: at });
      return true;
    },
    async publishApproved(at) {
      const due = [...notices.values()].filter(isApproved).sort(byApproval);
      return due.map((notice) => {
        const published = { ...notice, sequence: ++lastSequence, publishedAt: at };
        notices.set(notice.id, published);
        return published;
      });
    },
    async withdraw(id, { by, at }) {
      const notice = notices.get(id);
      if (!notice || notice.withdrawnAt !== null) return false;
      notices.set(id, { ...notice, withdrawnBy: by, withdrawnAt: at });
      return true;
    },
    async findFile(kind, sha256) {
      return files.get(keyOf(kind, sha256)) ?? null;
    },
    async dropBefore(cutoff) {
      const dropped = [...notices.values()].filter(
        ({ publishedAt, draftedAt }) => (publishedAt ?? draftedAt) < cutoff,
      );
      for (const { id, sha256, warningSha256 } of dropped) {
        notices.delete(id);
        files.delete(keyOf('notice', sha256));
        files.delete(keyOf('warning', warningSha256));
      }
      return dropped.length;
    },
  };
}

function memorySignedLists(): Pick<NoticeStore, 'latestList' | 'insertList'> {
  const latest = new Map<SignedList['kind'], SignedList>();
  return {
    async latestList(kind) {
      return latest.get(kind) ?? null;
    },
    async insertList(list) {
      if (list.seq !== (latest.get(list.kind)?.seq ?? 0) + 1) return false;
      latest.set(list.kind, list);
      return true;
    },
  };
}

const keyOf = (kind: PublishedFile['kind'], sha256: Uint8Array): string =>
  `${kind} ${toHex(sha256)}`;

const isApproved = (notice: Notice): notice is Notice & { readonly approvedAt: number } =>
  notice.approvedAt !== null && notice.sequence === null && notice.withdrawnAt === null;

const byApproval = (
  a: Notice & { readonly approvedAt: number },
  b: Notice & { readonly approvedAt: number },
): number => a.approvedAt - b.approvedAt || byId(a, b);

const byId = (a: Notice, b: Notice): number => (a.id < b.id ? -1 : 1);
