import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import type { Notice } from '../ports/index.ts';

/** @throws {@link PlatformError} `NOTICE_UNKNOWN`. */
export async function findNotice({ notices }: PlatformContext, id: string): Promise<Notice> {
  const notice = await notices.find(id);
  if (notice === null) throw new PlatformError('NOTICE_UNKNOWN', 'there is no such notice');
  return notice;
}
