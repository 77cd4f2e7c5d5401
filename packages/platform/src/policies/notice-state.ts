/**
 * Where a notice stands.
 *
 * ```text
 * draft -> approved (by somebody else) -> published (at the next fixed time)
 *     \_______________\_______________________\______> withdrawn
 * ```
 *
 * @module
 */
import type { Notice } from '../ports/index.ts';

/** Where a notice stands. */
export type NoticeState = 'draft' | 'approved' | 'published' | 'withdrawn';

/** Where this notice stands. */
export function noticeState(notice: Notice): NoticeState {
  if (notice.withdrawnAt !== null) return 'withdrawn';
  if (notice.publishedAt !== null) return 'published';
  return notice.approvedAt === null ? 'draft' : 'approved';
}

/** A notice that was given its place in the index. */
export type SequencedNotice = Notice & { readonly sequence: number; readonly publishedAt: number };

/** Whether a notice came out, withdrawn or not. */
export const isSequenced = (notice: Notice): notice is SequencedNotice =>
  notice.sequence !== null && notice.publishedAt !== null;

/** Whether nothing came out yet in the span of time that holds `now`. */
export const isTimeToPublish = (
  { now, lastPublishedAt }: { readonly now: number; readonly lastPublishedAt: number | null },
  everySeconds: number,
): boolean =>
  lastPublishedAt === null ||
  Math.floor(now / everySeconds) > Math.floor(lastPublishedAt / everySeconds);
