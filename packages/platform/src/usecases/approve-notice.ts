import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { findNotice } from '../notices/find-notice.ts';
import type { Notice } from '../ports/index.ts';

/**
 * Approves a draft, which comes out at the next fixed time. Never by the officer who drafted it.
 *
 * @throws {@link PlatformError} `NOTICE_UNKNOWN`, `NOTICE_SAME_OFFICER`, `NOTICE_STATE`.
 */
export async function approveNotice(
  context: PlatformContext,
  officerId: string,
  id: string,
): Promise<Notice> {
  const notice = await findNotice(context, id);
  if (notice.draftedBy === officerId)
    throw new PlatformError('NOTICE_SAME_OFFICER', 'another officer must approve the notice');
  if (!(await context.notices.approve(id, { by: officerId, at: context.clock() })))
    throw new PlatformError('NOTICE_STATE', 'only a draft can be approved');
  return findNotice(context, id);
}
