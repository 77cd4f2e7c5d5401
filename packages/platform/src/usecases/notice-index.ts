import type { PlatformContext } from '../context.ts';
import { currentList } from '../signed-lists.ts';

/** The signed index of what is published: compact JWS, the same for every phone, never stale. */
export const noticeIndex = (context: PlatformContext): Promise<string> =>
  currentList(context, 'index');
