/** Steps 3 and 4: from hits to contacts. */
import {
  contactEncounters,
  contactPersons,
  contactSeconds,
  dividedPersons,
  dividedSums,
  hitPersons,
  hitSums,
} from './places';

/** Persons' numbers are taken in two halves of so many bits. */
export const HALF_BITS: u32 = 16;

/** One accumulator for each lower half: 65,536 sums, 512 KiB. */
const accumulators: usize = memory.data(8 * 65536, 16);

/** The lower halves of those who have a sum: up to 65,536, and one that is written and does not count. */
const met: usize = memory.data(2 * 65536 + 2, 16);

/** Where the hits of each upper half begin, and, as they are laid there, where the next one goes. */
const halfOffsets: usize = memory.data(4 * 65536, 16);

/** A sum has encounters in bits 40..63 and seconds in bits 0..39; this is one encounter. */
export const ENCOUNTER: u64 = 1 << 40;

/**
 * Steps 3 and 4 for so many hits: tells the sums of all but `self`.
 *
 * @param last - The largest upper half of a person's number.
 * @returns How many contacts there are.
 */
export function sumUp(hits: u32, last: u32, self: u32): u32 {
  if (last > 0) divide(hits, last);
  else store<u32>(halfOffsets, hits);
  const personsAt = last > 0 ? dividedPersons : hitPersons;
  const sumsAt = last > 0 ? dividedSums : hitSums;
  let contacts: u32 = 0;
  let from: u32 = 0;
  for (let half: u32 = 0; half <= last; half++) {
    const to = load<u32>(halfOffsets + 4 * half);
    const found = accumulate(personsAt + 4 * from, sumsAt + 8 * from, to - from);
    contacts = tell(found, contacts, half << HALF_BITS, self);
    from = to;
  }
  return contacts;
}

/** Step 3: a counting sort. Afterwards `halfOffsets` says where each half ends. */
function divide(hits: u32, last: u32): void {
  memory.fill(halfOffsets, 0, 4 * (last + 1));
  for (let i: u32 = 0; i < hits; i++) {
    const at = halfOffsets + 4 * (load<u32>(hitPersons + 4 * i) >>> HALF_BITS);
    store<u32>(at, load<u32>(at) + 1);
  }
  let from: u32 = 0;
  for (let half: u32 = 0; half <= last; half++) {
    const count = load<u32>(halfOffsets + 4 * half);
    store<u32>(halfOffsets + 4 * half, from);
    from += count;
  }
  for (let i: u32 = 0; i < hits; i++) {
    const person = load<u32>(hitPersons + 4 * i);
    const half = halfOffsets + 4 * (person >>> HALF_BITS);
    const at = load<u32>(half);
    store<u32>(half, at + 1);
    store<u32>(dividedPersons + 4 * at, person);
    store<u64>(dividedSums + 8 * at, load<u64>(hitSums + 8 * i));
  }
}

/** Step 4 for hits of one upper half: adds them up, and lists the lower halves of those met. */
function accumulate(personsAt: usize, sumsAt: usize, count: u32): u32 {
  let next = met;
  for (const to = personsAt + 4 * count; personsAt < to; personsAt += 4, sumsAt += 8) {
    const lower = load<u16>(personsAt);
    const accumulator = accumulators + 8 * <usize>lower;
    const before = load<u64>(accumulator);
    store<u16>(next, lower);
    next += 2 * <usize>(before === 0);
    store<u64>(accumulator, before + load<u64>(sumsAt));
  }
  return (next - met) / 2;
}

/** The rest of step 4: appends those met, `found` of them, to the contacts. */
function tell(found: u32, contacts: u32, upper: u32, self: u32): u32 {
  let at = contacts;
  for (let next = met, to = met + 2 * found; next < to; next += 2) {
    const lower = <u32>load<u16>(next);
    const accumulator = accumulators + 8 * lower;
    const sum = load<u64>(accumulator);
    store<u64>(accumulator, 0);
    store<u32>(contactPersons + 4 * at, upper | lower);
    store<u32>(contactEncounters + 4 * at, <u32>(sum >> 40));
    store<f64>(contactSeconds + 8 * at, <f64>(<i64>(sum & (ENCOUNTER - 1))));
    at += <u32>((upper | lower) !== self);
  }
  return at;
}
