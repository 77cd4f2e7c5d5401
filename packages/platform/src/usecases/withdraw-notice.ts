import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { findNotice } from '../notices/find-notice.ts';
import { signIndex } from '../signed-lists.ts';

/**
 * Takes a notice back: one that came out is listed as withdrawn and no longer served, one that did not
 * never comes out.
 *
 * @throws {@link PlatformError} `NOTICE_UNKNOWN`, `NOTICE_STATE` where it is withdrawn already.
 */
export async function withdrawNotice(
  context: PlatformContext,
  officerId: string,
  id: string,
): Promise<void> {
  await findNotice(context, id);
  const withdrawal = { by: officerId, at: context.clock() };
  if (!(await context.notices.withdraw(id, withdrawal)))
    throw new PlatformError('NOTICE_STATE', 'the notice is withdrawn already');
  await signIndex(context);
}
