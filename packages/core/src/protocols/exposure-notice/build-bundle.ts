import { chooseFuseLayout, type FuseLayout, MAX_FUSE_KEYS } from '../../filters/fuse-layout.ts';
import { hashItems, SEED_BYTES, sortDistinct } from '../../filters/hash-items.ts';
import { type PeelOrder, peel } from '../../filters/peel.ts';
import { assertBytes, compareBytes } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';
import type { RandomBytes } from '../../primitives/random.ts';
import { CELL_BYTES, encodeBundleHeader, HEADER_BYTES, PRINT_BYTES } from './bundle.ts';
import { CONTACT_ID_BYTES, cellsOf, ExposedTagger, printByte, SALT_BYTES } from './exposed-tag.ts';
import { compareExposures, type Exposure, encodeExposure } from './exposure.ts';

/** Most ids that a bundle holds, those that pad it included. */
export const MAX_BUNDLE_IDS: number = MAX_FUSE_KEYS;

const PAD_TO = 4_096;
/** One attempt in a few fails at worst: so many in a row do not happen to random salts. */
const MAX_ATTEMPTS = 64;
/** Most bytes that Web Crypto gives in one call. */
const RANDOM_CHUNK_BYTES = 65_536;

/** One exposed contact id. */
export interface BundleEntry extends Exposure {
  /** 16 bytes. */
  readonly contactId: Uint8Array;
}

/** How {@link buildBundle} builds. */
export interface BundleOptions {
  /** Asked for at most 65,536 bytes at a time: a key, salts, cells and the ids that pad. */
  readonly randomBytes: RandomBytes;
  /** The number of ids is padded with random ones to a multiple of this. Default 4,096. */
  readonly padTo?: number;
}

/**
 * Builds a bundle, also of no entry at all: it then looks like any other. A contact id that comes more
 * than once keeps its most serious exposure, the longer one of two equally serious. Store the bytes
 * before they are published: another call gives other bytes.
 *
 * Cost: one SHA-256 an id, and memory for all entries.
 *
 * @throws {@link WaypostError} `BUNDLE_CONTENT` for more than 1,500,000 ids with those that pad, negative
 *   minutes or another severity; `BUNDLE_BUILD` where `randomBytes` gives one unlucky salt again and
 *   again; `BYTES_LENGTH`, `NUMBER_RANGE`.
 */
export function buildBundle(entries: Iterable<BundleEntry>, options: BundleOptions): Uint8Array {
  const { randomBytes, padTo = PAD_TO } = options;
  if (!Number.isInteger(padTo) || padTo < 1)
    throw new WaypostError('NUMBER_RANGE', 'padTo must be a whole number, 1 or more');
  const ids = mostSerious(entries, randomBytes);
  pad(ids, padTo, randomBytes);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const bundle = place(ids, randomBytes);
    if (bundle) return bundle;
  }
  throw new WaypostError('BUNDLE_BUILD', 'no salt places all contact ids');
}

interface TaggedValue {
  readonly contactId: Uint8Array;
  readonly value: number;
}

/**
 * Each contact id once, with its most serious exposure. Sorted by a hash, the same ids stand together; it
 * is under a fresh key, so that nobody can choose ids that crowd one place.
 */
function mostSerious(entries: Iterable<BundleEntry>, randomBytes: RandomBytes): TaggedValue[] {
  const all = Array.from(entries, tagged);
  const key = assertBytes(randomBytes(SEED_BYTES), SEED_BYTES, 'key');
  const hashes = hashItems(
    all.map(({ contactId }) => contactId),
    key,
  );
  for (let i = 0; i < all.length; i++) hashes[2 * i] = i; // in the place of h0, which is not needed
  const sorted = sortDistinct(hashes);
  const kept: TaggedValue[] = [];
  let alike = 0; // from here on, those kept have the hash of the one before
  for (let i = 0; i < sorted.length; i += 2) {
    if (sorted[i + 1] !== sorted[i - 1]) alike = kept.length;
    keepMostSerious(kept, alike, all[sorted[i]!]!);
  }
  if (kept.length > MAX_BUNDLE_IDS) throw tooManyIds();
  return kept;
}

const tagged = (entry: BundleEntry): TaggedValue => ({
  contactId: assertBytes(entry.contactId, CONTACT_ID_BYTES, 'contactId'),
  value: encodeExposure(entry),
});

/** Adds an id, or makes it as serious as it now is where it stands in `kept` from `start` on. */
function keepMostSerious(kept: TaggedValue[], start: number, one: TaggedValue): void {
  for (let i = start; i < kept.length; i++) {
    const known = kept[i]!;
    if (compareBytes(known.contactId, one.contactId) !== 0) continue;
    if (compareExposures(one.value, known.value) > 0) kept[i] = one;
    return;
  }
  kept.push(one);
}

/** Adds ids that nobody has, at least to one multiple: an empty bundle must not look empty. */
function pad(ids: TaggedValue[], padTo: number, randomBytes: RandomBytes): void {
  const size = Math.ceil(Math.max(ids.length, 1) / padTo) * padTo;
  if (size > MAX_BUNDLE_IDS) throw tooManyIds();
  const value = encodeExposure({ durationMinutes: 0, severity: 1 });
  while (ids.length < size) ids.push({ contactId: randomBytes(CONTACT_ID_BYTES), value });
}

/** One attempt to place all ids under a new salt: `null` if they do not peel. */
function place(ids: readonly TaggedValue[], randomBytes: RandomBytes): Uint8Array | null {
  const salt = assertBytes(randomBytes(SALT_BYTES), SALT_BYTES, 'salt');
  const layout = chooseFuseLayout(ids.length);
  const { positions, contents } = placeTags(ids, salt, layout);
  const order = peel(positions, layout.cellCount);
  if (!order) return null;
  const bundle = new Uint8Array(HEADER_BYTES + layout.cellCount * CELL_BYTES);
  bundle.set(encodeBundleHeader(salt, ids.length, layout));
  const cells = bundle.subarray(HEADER_BYTES);
  // Random first: a cell that no id owns must not stand out.
  fillRandom(cells, randomBytes);
  write(cells, { order, positions, contents });
  return bundle;
}

interface PlacedTags {
  /** Three cells for each id. */
  readonly positions: Uint32Array;
  /** What the three cells of each id must xor to: 6 bytes each. */
  readonly contents: Uint8Array;
}

function placeTags(ids: readonly TaggedValue[], salt: Uint8Array, layout: FuseLayout): PlacedTags {
  const tagger = new ExposedTagger(salt);
  const positions = new Uint32Array(ids.length * 3);
  const contents = new Uint8Array(ids.length * CELL_BYTES);
  for (let i = 0; i < ids.length; i++) {
    const { contactId, value } = ids[i]!;
    const tag = tagger.derive(contactId);
    const [first, second, third] = cellsOf(tag, layout);
    positions[3 * i] = first;
    positions[3 * i + 1] = second;
    positions[3 * i + 2] = third;
    for (let byte = 0; byte < PRINT_BYTES; byte++)
      contents[i * CELL_BYTES + byte] = printByte(tag, byte);
    contents[i * CELL_BYTES + PRINT_BYTES] = value;
  }
  return { positions, contents };
}

function write(cells: Uint8Array, tags: PlacedTags & { readonly order: PeelOrder }): void {
  const { order, positions, contents } = tags;
  for (let i = 0; i < order.keys.length; i++) {
    const key = order.keys[i]!;
    const own = order.cells[i]! * CELL_BYTES;
    const first = positions[3 * key]! * CELL_BYTES;
    const second = positions[3 * key + 1]! * CELL_BYTES;
    const third = positions[3 * key + 2]! * CELL_BYTES;
    for (let byte = 0; byte < CELL_BYTES; byte++)
      cells[own + byte]! ^=
        contents[key * CELL_BYTES + byte]! ^
        cells[first + byte]! ^
        cells[second + byte]! ^
        cells[third + byte]!;
  }
}

function fillRandom(target: Uint8Array, randomBytes: RandomBytes): void {
  for (let at = 0; at < target.length; at += RANDOM_CHUNK_BYTES) {
    const length = Math.min(RANDOM_CHUNK_BYTES, target.length - at);
    target.set(assertBytes(randomBytes(length), length, 'random bytes'), at);
  }
}

const tooManyIds = (): WaypostError =>
  new WaypostError('BUNDLE_CONTENT', `a bundle holds at most ${MAX_BUNDLE_IDS} ids`, {
    max: MAX_BUNDLE_IDS,
  });
