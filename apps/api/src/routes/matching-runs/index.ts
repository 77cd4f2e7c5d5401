import type { Endpoint } from '../../http/api.ts';
import { create } from './create.ts';
import { get } from './get.ts';

/** Who was exposed. */
export const matchingRunRoutes: readonly Endpoint[] = [create, get];
