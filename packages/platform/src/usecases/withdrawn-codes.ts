import type { PlatformContext } from '../context.ts';
import { currentList } from '../signed-lists.ts';

/** The signed list of withdrawn venue codes: compact JWS, the same for every phone, never stale. */
export const withdrawnCodes = (context: PlatformContext): Promise<string> =>
  currentList(context, 'withdrawn');
