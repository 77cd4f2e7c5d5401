import type { Endpoint } from '../../http/api.ts';
import { codeSvg } from './code-svg.ts';
import { get } from './get.ts';
import { importList } from './import.ts';
import { allPosters, poster } from './posters.ts';
import { register } from './register.ts';
import { rotate } from './rotate-code.ts';
import { update } from './update.ts';
import { withdraw } from './withdraw-code.ts';

/** What a venue's owner does, and what an officer does for many of them. */
export const venueRoutes: readonly Endpoint[] = [
  register,
  importList,
  // Before `{id}`, which would answer it too.
  allPosters,
  get,
  update,
  codeSvg,
  poster,
  rotate,
  withdraw,
];
