import { browser } from './browser.ts';
import { checkInPosts } from './check-in-posts.ts';
import { decodeFrames } from './decode-frames.ts';
import { disclosures } from './disclosures.ts';
import { filters } from './filters.ts';
import type { Bench } from './lib/bench.ts';
import { matchFile } from './match-file.ts';
import { noticeMatch } from './notice-match.ts';
import { proximityCores } from './proximity-cores.ts';
import { proximityKeys } from './proximity-keys.ts';
import { signedPdf } from './signed-pdf.ts';
import { signedPng } from './signed-png.ts';
import { signedSvg } from './signed-svg.ts';
import { venueContacts } from './venue-contacts.ts';
import { venueGrowth } from './venue-growth.ts';
import { verifyCodes } from './verify-codes.ts';

/** Every question, in the order in which it is run and stands on the page. */
export const BENCHES: readonly Bench[] = [
  matchFile,
  venueContacts,
  venueGrowth,
  proximityKeys,
  proximityCores,
  checkInPosts,
  disclosures,
  filters,
  noticeMatch,
  browser,
  signedSvg,
  signedPng,
  signedPdf,
  decodeFrames,
  verifyCodes,
];
