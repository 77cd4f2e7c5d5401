import { toBase64Url } from '@waypost/core/primitives';
import type { Notice } from '@waypost/platform/ports';

/** A notice as it is answered. */
export const encodeNotice = (notice: Notice) => ({
  id: notice.id,
  runId: notice.runId,
  rule: notice.rule,
  draftedBy: notice.draftedBy,
  draftedAt: notice.draftedAt,
  approvedBy: notice.approvedBy,
  approvedAt: notice.approvedAt,
  sequence: notice.sequence,
  sha256: toBase64Url(notice.sha256),
  bytes: notice.bytes,
  warningSha256: toBase64Url(notice.warningSha256),
  warningBytes: notice.warningBytes,
  publishedAt: notice.publishedAt,
  withdrawnBy: notice.withdrawnBy,
  withdrawnAt: notice.withdrawnAt,
});
