import type { PlatformContext } from '../context.ts';
import { storeEmptyNotice } from '../notices/store-empty-notice.ts';
import { isTimeToPublish } from '../policies/notice-state.ts';
import type { Notice } from '../ports/index.ts';
import { signIndex } from '../signed-lists.ts';

/**
 * Publishes what is approved, once in each span of `publishEverySeconds`; where nothing is, an empty
 * notice comes out that looks like any other. Signs the index anew where it changed. Call it often: at
 * other times it does nothing.
 *
 * @returns What was published by this call, by sequence.
 */
export async function publishDue(context: PlatformContext): Promise<readonly Notice[]> {
  const published = (await isTime(context)) ? await publish(context) : [];
  await signIndex(context);
  return published;
}

async function isTime({ notices, clock, settings }: PlatformContext): Promise<boolean> {
  const times = (await notices.list()).map(({ publishedAt }) => publishedAt ?? 0);
  const lastPublishedAt = times.length === 0 ? null : Math.max(...times);
  return isTimeToPublish({ now: clock(), lastPublishedAt }, settings.publishEverySeconds);
}

async function publish(context: PlatformContext): Promise<readonly Notice[]> {
  const published = await context.notices.publishApproved(context.clock());
  if (published.length > 0) return published;
  await storeEmptyNotice(context);
  return context.notices.publishApproved(context.clock());
}
