/**
 * Tags of 8 keys against filters of what was heard: all that costs time when published keys are matched.
 *
 * The host looks candidates up and derives their identifiers itself: there are few.
 */
import { firstIntervals, nextIntervals } from './interval-planes';
import { expandKeys } from './key-schedule';
import {
  CANDIDATES,
  FILTERS,
  KEY_PASSES,
  KEYS,
  PASS_INTERVALS,
  PASSES,
  TEKS,
  TURNS,
} from './layout';
import { encryptPass, fixIntervals, fixKeys } from './passes';
import { gather } from './planes';
import { deriveRpiks } from './sha256';

export {
  CANDIDATES,
  FILTERS,
  INFO_WORDS,
  KEY_PASSES,
  RPIKS,
  SHA_CONSTANTS,
  SHA_STATES,
  STARTS,
  TEKS,
  TURNS,
} from './layout';

/** Tags of a pass as planes of their four bytes, then as words: see `gather`. */
const TAG_PLANES: usize = memory.data(512, 16);
const TAGS: usize = memory.data(512, 16);

let nextCandidate: usize = 0;

/** From here on memory is the host's. */
export function firstFreeByte(): usize {
  return __heap_base;
}

/** Takes 8 keys. @returns How many candidates there are. */
export function matchKeys(): u32 {
  nextCandidate = CANDIDATES;
  deriveRpiks(TEKS, 0);
  deriveRpiks(TEKS + 64, 1);
  expandKeys();
  fixKeys();
  firstIntervals();
  const passes = passesOfAny();
  let stale = true;
  for (let pass: u32 = 0; pass < PASSES; pass++) {
    if ((passes >> pass) & 1) {
      if (stale) fixIntervals();
      stale = false;
      encryptPass(TAG_PLANES);
      gather(TAG_PLANES, TAGS);
      for (let key: usize = 0; key < KEYS; key++) probe(key, pass);
    }
    if (nextIntervals()) stale = true;
  }
  return <u32>(nextCandidate - CANDIDATES) / 12;
}

/** Passes that any of the keys wants. */
function passesOfAny(): u32 {
  let passes: u32 = 0;
  for (let key: usize = 0; key < KEYS; key++) passes |= load<u32>(KEY_PASSES + 4 * key);
  return passes;
}

/** Tests the 16 tags of a key. */
function probe(key: usize, pass: u32): void {
  if (!((load<u32>(KEY_PASSES + 4 * key) >> pass) & 1)) return;
  const entry = FILTERS + 16 * key + (pass < load<u32>(TURNS + 4 * key) ? 0 : 8);
  const filter = load<u32>(entry);
  const mask = load<u32>(entry, 4);
  const first = PASS_INTERVALS * pass;
  // Interval i is bit 16 key + i of a plane, so it is in vector i mod 8, at place 2 key + i / 8.
  let at = TAGS + 8 * key;
  for (let i: u32 = 0; i < 8; i++, at += 64) {
    const tag = load<u32>(at);
    if (mayHold(filter, mask, tag)) addCandidate(<u32>key, first + i, tag);
    const later = load<u32>(at, 4);
    if (mayHold(filter, mask, later)) addCandidate(<u32>key, first + 8 + i, later);
  }
}

/** The same as `mayHold` of the twin. */
function mayHold(filter: usize, mask: u32, tag: u32): bool {
  const word = load<u32>(filter + (tag & mask));
  return <bool>((word >> (tag >> 27)) & (word >> (tag >> 22)) & 1);
}

function addCandidate(key: u32, offset: u32, tag: u32): void {
  store<u32>(nextCandidate, key);
  store<u32>(nextCandidate, offset, 4);
  store<u32>(nextCandidate, tag, 8);
  nextCandidate += 12;
}
