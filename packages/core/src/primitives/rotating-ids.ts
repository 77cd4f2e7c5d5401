/**
 * What protocols of rotating ids have in common: ids that follow from a key, each broadcast in a time
 * slot, and a device that compares what it heard with what was published.
 *
 * Held to the laws in `test/rotating-ids/laws.ts`.
 *
 * @module
 */
import { assertBytes, assertUint, compareBytes } from './bytes.ts';
import { toHex } from './encoding.ts';
import { WaypostError } from './errors.ts';
import { sha256 } from './hash.ts';

/** Most slots by which clocks are taken to differ: a day of the shortest slots, ten minutes. */
export const MAX_SKEW_SLOTS = 144;
/** Most days that a chain of day keys is followed: a hundred years. */
export const MAX_CHAIN_DAYS = 36_525;

/** An id that a device heard. */
export interface Observation {
  /** As it was broadcast. */
  readonly id: Uint8Array;
  /** When: Unix seconds, with a fraction where the clock had one. */
  readonly at: number;
}

/** How {@link RotatingIds.match} compares. */
export interface MatchOptions {
  /** By how many slots the clocks of the two devices may differ, either way: 0..144. */
  readonly skewSlots: number;
}

/** One protocol of rotating ids. */
export interface RotatingIds<Published> {
  /** As it is written in commands and reports. */
  readonly name: string;
  /** Length of a key, in bytes. */
  readonly keyBytes: number;
  /** Length of a slot, in seconds: the unit of the skew. */
  readonly slotSeconds: number;
  /**
   * The ids of one day of a key, in the order of their slots.
   *
   * @param key - `keyBytes` bytes. Secret until published.
   * @param day - Days since the key was made, which is day 0; where keys last for one day or less,
   *   what the protocol says instead.
   * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`.
   */
  readonly deriveIds: (key: Uint8Array, day: number) => readonly Uint8Array[];
  /**
   * The observations of published keys, each once, oldest first; whichever the order of the input.
   *
   * @throws {@link WaypostError} `BYTES_LENGTH`, `NUMBER_RANGE`, `TIME_RANGE` for input that is none.
   */
  readonly match: <O extends Observation>(
    published: Iterable<Published>,
    observations: Iterable<O>,
    options: MatchOptions,
  ) => readonly O[];
}

/** An id, and when its owner may have broadcast it: `[start, end)` in Unix seconds. */
export interface IdSlot {
  readonly id: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** When it was published: what is heard from then on is nobody's, however large the skew. */
  readonly publishedAt?: number | undefined;
}

/** How a protocol matches whose published keys lead to the ids themselves. */
export interface SlotRules<Published> {
  /** Length of a slot, in seconds: the unit of the skew. */
  readonly slotSeconds: number;
  /** Whether the last instant of a slot, widened by the skew, counts too. */
  readonly endIncluded?: boolean | undefined;
  /** The ids of what was published, and when each may be heard. Throws for what cannot be published. */
  readonly slotsOf: (published: Published) => Iterable<IdSlot>;
}

/**
 * The `match` of {@link RotatingIds} by these rules: an observation matches if it falls into a slot of its
 * id, widened by the skew.
 *
 * Slots are taken one at a time; the observations are held. Cost: a look-up a slot, and a comparison for
 * each observation of its id.
 */
export const matchBySlots =
  <Published>({
    slotSeconds,
    endIncluded = false,
    slotsOf,
  }: SlotRules<Published>): RotatingIds<Published>['match'] =>
  <O extends Observation>(
    published: Iterable<Published>,
    observations: Iterable<O>,
    { skewSlots }: MatchOptions,
  ): readonly O[] => {
    const skewSeconds = assertUint(skewSlots, MAX_SKEW_SLOTS, 'skewSlots') * slotSeconds;
    const heard = groupById(observations);
    const matched = new Set<O>();
    for (const entry of published)
      for (const slot of slotsOf(entry))
        for (const observation of heard.get(toHex(slot.id)) ?? [])
          if (isInSlot(observation.at, slot, { skewSeconds, endIncluded }))
            matched.add(observation);
    return oldestFirst(matched);
  };

/** Observations by time, those of one time by id: an order that says nothing of how they came. */
export const oldestFirst = <O extends Observation>(observations: Iterable<O>): O[] =>
  [...observations].sort((a, b) => a.at - b.at || compareBytes(a.id, b.id));

/** @throws {@link WaypostError} `BYTES_LENGTH` for an id, `TIME_RANGE` for a time that is none. */
export function assertObservation({ id, at }: Observation): void {
  if (!(id instanceof Uint8Array))
    throw new WaypostError('BYTES_LENGTH', 'an id must be a Uint8Array', { what: 'id' });
  if (!(at >= 0 && at < 2 ** 32))
    throw new WaypostError('TIME_RANGE', 'an id is heard at a time in 0..2^32-1', { what: 'at' });
}

/**
 * The key after `days` steps of `key = SHA-256(key)`, as more than one protocol makes its day keys.
 *
 * @param key - 32 bytes. Whoever has it has every later one, and none before it.
 * @throws {@link WaypostError} `BYTES_LENGTH`; `NUMBER_RANGE` for more than 36,525 days.
 */
export function deriveChainKey(key: Uint8Array, days: number): Uint8Array {
  assertUint(days, MAX_CHAIN_DAYS, 'day');
  let derived: Uint8Array = assertBytes(key, 32, 'key').slice();
  for (let i = 0; i < days; i++) derived = sha256(derived);
  return derived;
}

function groupById<O extends Observation>(observations: Iterable<O>): Map<string, O[]> {
  const groups = new Map<string, O[]>();
  for (const observation of observations) {
    assertObservation(observation);
    const name = toHex(observation.id);
    const group = groups.get(name);
    if (group) group.push(observation);
    else groups.set(name, [observation]);
  }
  return groups;
}

function isInSlot(
  at: number,
  slot: IdSlot,
  { skewSeconds, endIncluded }: { skewSeconds: number; endIncluded: boolean },
): boolean {
  const end = slot.end + skewSeconds;
  if (at < slot.start - skewSeconds || at > end || (at === end && !endIncluded)) return false;
  return slot.publishedAt === undefined || at < slot.publishedAt;
}
