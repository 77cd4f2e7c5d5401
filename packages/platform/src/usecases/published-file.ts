import { equalBytes } from '@waypost/core/primitives';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { noticeState } from '../policies/notice-state.ts';
import { keptSince } from '../policies/retention.ts';
import type { Notice, PublishedFile } from '../ports/index.ts';

/**
 * The bytes of a published bundle or warning list, by their SHA-256 (32 bytes). A draft's are not
 * served, nor a withdrawn notice's, nor what is past the retention.
 *
 * @throws {@link PlatformError} `FILE_UNKNOWN`.
 */
export async function publishedFile(
  context: PlatformContext,
  kind: PublishedFile['kind'],
  sha256: Uint8Array,
): Promise<Uint8Array> {
  const kept = keptSince(context.clock(), context.settings.retentionDays);
  const isServed = (notice: Notice): boolean =>
    noticeState(notice) === 'published' &&
    (notice.publishedAt ?? 0) >= kept &&
    equalBytes(kind === 'notice' ? notice.sha256 : notice.warningSha256, sha256);
  const isListed = (await context.notices.list()).some(isServed);
  const file = isListed ? await context.notices.findFile(kind, sha256) : null;
  if (file === null) throw new PlatformError('FILE_UNKNOWN', 'there is no such file');
  return file.bytes;
}
