/**
 * The search of the venue index in WebAssembly SIMD; what it finds is what
 * `src/venue/typescript-engine.ts` finds. The host lays the columns into this memory
 * (`src/venue/columns.ts`), writes visits and reads contacts (`src/venue/wasm-engine.ts`).
 *
 * A search for one index person has four steps:
 *
 * 1. **Locate.** Of each bucket of a visit's venue (the stays of one class of duration, sorted by
 *    start), the first row that may meet the visit, by a directory of every 64th row.
 * 2. **Filter.** From there on rows are read four at a time. Those that meet the visit are packed to the
 *    left and appended to the hits; no branch depends on how many they are.
 *
 *    ```text
 *    start     │  s0  │  s1  │  s2  │  s3  │  u32
 *    duration  │d0│d1│d2│d3│                  u16, widened to u32
 *    overlap = min(start + duration, visit's end) - max(start, visit's start), signed
 *    hit     = overlap >= minimum             lanes 0 1 1 0  →  set 0110
 *    person    │  p0  │  p1  │  p2  │  p3  │
 *    packed    │  p1  │  p2  │   …  │   …  │  by PACK[0110]; there are 2 hits more
 *    ```
 *
 * 3. **Divide.** Only where persons are many: hits are sorted by the upper half of the person's number,
 *    so that step 4 needs no more accumulators than stay in the cache, whatever the number of persons.
 * 4. **Accumulate.** Each hit adds to the accumulator of the lower half of its person's number; who had
 *    nothing there is appended to those met, again without a branch, so that many additions are under
 *    way at once. Then those met are told with their sums, and their accumulators become 0 again.
 */
import { fillPacking, filter } from './hits';
import { blockStarts, bucketOffsets, longest, minimum, starts } from './places';

export { add, collect } from './hits';
export { firstFreeByte, placeColumns, placeContacts, placeHits } from './places';

/** Classes of duration; class 0, too short to count, is not searched. */
const CLASSES: u32 = 4;

/** Rows for which the directory has one entry. */
const BLOCK: u32 = 64;

/** In a bucket of up to so many rows, or within a block, a search ends when so many rows are left. */
const SHORT: u32 = 16;

/** Visits that the host may write at a time, 12 bytes each: venue, start, end. */
const VISITS: u32 = 256;
const visits: usize = memory.data(12 * VISITS, 16);

/** What step 1 found, 12 bytes each: first row, the row after the bucket, address of the visit. */
const ranges: usize = memory.data(12 * VISITS * (CLASSES - 1), 16);

fillPacking();

/** Where the host writes visits. */
export function visitAddress(): usize {
  return visits;
}

/** Steps 1 and 2 for the first `count` visits. */
export function scan(count: u32): void {
  let found: u32 = 0;
  for (let i: u32 = 0; i < count; i++) found = locate(visits + 12 * i, found);
  for (let i: u32 = 0; i < found; i++) filter(ranges + 12 * i);
}

/** Step 1 for one visit. */
function locate(visit: usize, found: u32): u32 {
  const earliestEnd = load<u32>(visit, 4) + minimum;
  const bucket = bucketOffsets + 4 * CLASSES * load<u32>(visit);
  for (let c: u32 = 1; c < CLASSES; c++) {
    let row = load<u32>(bucket + 4 * c);
    const to = load<u32>(bucket + 4 * c, 4);
    // Who began earlier cannot have stayed for long enough.
    const reach = load<u32>(longest + 4 * c);
    if (to - row > SHORT && earliestEnd > reach) row = firstFrom(row, to, earliestEnd - reach);
    const range = ranges + 12 * found;
    store<u32>(range, row);
    store<u32>(range, to, 4);
    store<u32>(range, visit, 8);
    found += <u32>(row !== to);
  }
  return found;
}

/** The first of the rows `from..to-1` whose start is not below `bound`, or up to 16 rows before it. */
function firstFrom(from: u32, to: u32, bound: u32): u32 {
  const firstBlock = (from + BLOCK - 1) / BLOCK;
  const blocks = (to + BLOCK - 1) / BLOCK - firstBlock;
  // Blocks of the bucket that begin below the bound: the last of them has the row, or the one before all.
  const below = bisect(blockStarts + 4 * firstBlock, blocks, bound, 0);
  let row = from;
  let length = min(to, BLOCK * firstBlock) - from;
  if (below > 0) {
    row = BLOCK * (firstBlock + below - 1);
    length = min(BLOCK, to - row);
  }
  return row + bisect(starts + 4 * row, length, bound, SHORT);
}

/**
 * How many of `length` sorted numbers are below `bound`, or fewer, by up to `rest`. No branch depends on
 * the numbers.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
function bisect(numbers: usize, length: u32, bound: u32, rest: u32): u32 {
  let below: u32 = 0;
  while (length > rest) {
    const half = (length + 1) >> 1;
    below += select<u32>(half, 0, load<u32>(numbers + 4 * (below + half - 1)) < bound);
    length -= half;
  }
  return below;
}
