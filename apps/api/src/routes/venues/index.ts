import type { Endpoint } from '../../http/api.ts';
import { codeSvg } from './code-svg.ts';
import { get } from './get.ts';
import { register } from './register.ts';
import { rotate } from './rotate-code.ts';
import { update } from './update.ts';
import { withdraw } from './withdraw-code.ts';

/** What a venue's owner does. */
export const venueRoutes: readonly Endpoint[] = [register, get, update, codeSvg, rotate, withdraw];
