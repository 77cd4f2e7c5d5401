import type { Endpoint } from '../../http/api.ts';
import { approve } from './approve.ts';
import { bundle } from './bundle.ts';
import { draft } from './draft.ts';
import { indexList } from './index-list.ts';
import { withdraw } from './withdraw.ts';

/** What officers publish, and what everybody reads of it. */
export const noticeRoutes: readonly Endpoint[] = [draft, approve, withdraw, indexList, bundle];
