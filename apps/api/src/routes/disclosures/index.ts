import type { Endpoint } from '../../http/api.ts';
import { create } from './create.ts';
import { list } from './list.ts';

/** What a case sends, and what an officer sees of it. */
export const disclosureRoutes: readonly Endpoint[] = [create, list];
