import type { Endpoint } from '../../http/api.ts';
import { change } from './change.ts';
import { create } from './create.ts';

/** What a visitor's device sends. */
export const checkInRoutes: readonly Endpoint[] = [create, change];
