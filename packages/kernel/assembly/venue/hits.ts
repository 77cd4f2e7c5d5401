/** Step 2: from rows to hits, and when they are many, to fewer. */
import {
  contactEncounters,
  contactPersons,
  contactSeconds,
  durations,
  hitPersons,
  hitSums,
  minimum,
  mostHits,
  persons,
  starts,
} from './places';
import { ENCOUNTER, HALF_BITS, sumUp } from './sums';

/** For each set of hit lanes the shuffle that packs them to the left: 16 × 16 bytes. */
const PACK: usize = memory.data(16 * 16, 16);

// Of the search that is under way: its hits, and all bits that a person's number has in any of them.
let hits: u32 = 0;
let personBits: v128 = i32x4.splat(0);

/** Fills {@link PACK}; once, before anything is filtered. */
export function fillPacking(): void {
  for (let set = 0; set < 16; set++) {
    let packed = 0;
    for (let lane = 0; lane < 4; lane++)
      if (set & (1 << lane)) {
        // Bytes 4 lane .. 4 lane + 3 as one little-endian word.
        store<u32>(PACK + 16 * set + 4 * packed, 0x03020100 + 0x04040404 * lane);
        packed++;
      }
  }
}

/** Step 2 for one range. */
export function filter(range: usize): void {
  const visit = load<u32>(range, 8);
  const start = load<u32>(visit, 4);
  const end = load<u32>(visit, 8);
  const to = load<u32>(range, 4);
  const visitStart = i32x4.splat(start);
  const visitEnd = i32x4.splat(end);
  const tooShort = i32x4.splat(minimum - 1);
  const encounter = i64x2.splat(ENCOUNTER);
  let bits = personBits;
  let at = hits;
  for (let row = load<u32>(range); row < to; row += 4) {
    if (at > mostHits - 4) {
      hits = at;
      fold();
      at = hits;
    }
    const from = v128.load(starts + 4 * row);
    const until = i32x4.add(from, v128.load_ext<u16>(durations + 2 * row));
    const overlap = i32x4.sub(i32x4.min_u(until, visitEnd), i32x4.max_u(from, visitStart));
    let set = i32x4.bitmask(i32x4.gt_s(overlap, tooShort));
    if (to - row < 4) set &= (1 << (to - row)) - 1;
    const packing = v128.load(PACK + 16 * set);
    const who = v128.load(persons + 4 * row);
    const seconds = v128.swizzle(overlap, packing);
    v128.store(hitPersons + 4 * at, v128.swizzle(who, packing));
    v128.store(hitSums + 8 * at, i64x2.add(encounter, i64x2.extend_low_i32x4_u(seconds)));
    v128.store(hitSums + 8 * at, i64x2.add(encounter, i64x2.extend_high_i32x4_u(seconds)), 16);
    bits = v128.or(bits, who);
    at += popcnt(set);
    if (<u32>i32x4.extract_lane(from, 3) > end - minimum) break;
  }
  hits = at;
  personBits = bits;
}

/** Adds one hit that the host found. */
export function add(person: u32, seconds: u32): void {
  if (hits === mostHits) fold();
  store<u32>(hitPersons + 4 * hits, person);
  store<u64>(hitSums + 8 * hits, ENCOUNTER + seconds);
  personBits = v128.or(personBits, i32x4.splat(person));
  hits++;
}

/**
 * Steps 3 and 4, which end a search: leaves out `self`, who was at every visit.
 *
 * @returns How many contacts there are.
 */
export function collect(self: u32): u32 {
  const contacts = sumUp(hits, lastUpperHalf(), self);
  hits = 0;
  personBits = i32x4.splat(0);
  return contacts;
}

/** The hits are as many as may be: makes those of a person one. */
function fold(): void {
  hits = sumUp(hits, lastUpperHalf(), -1);
  for (let i: u32 = 0; i < hits; i++) {
    const seconds = <u64>load<f64>(contactSeconds + 8 * i);
    store<u32>(hitPersons + 4 * i, load<u32>(contactPersons + 4 * i));
    store<u64>(hitSums + 8 * i, (<u64>load<u32>(contactEncounters + 4 * i) << 40) + seconds);
  }
}

/** The largest upper half of a person's number, or more, by the bits that any of them has. */
function lastUpperHalf(): u32 {
  const bits = v128.or(personBits, v128.shuffle<u32>(personBits, personBits, 2, 3, 0, 1));
  return (i32x4.extract_lane(bits, 0) | i32x4.extract_lane(bits, 1)) >>> HALF_BITS;
}
