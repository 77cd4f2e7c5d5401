import type { Endpoint } from '../../http/api.ts';
import { create } from './create.ts';

/** What an officer gives to a case. */
export const verificationCodeRoutes: readonly Endpoint[] = [create];
