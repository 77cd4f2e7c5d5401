/**
 * The engine in WebAssembly with 128-bit vectors: 8 keys at once. `assembly/proximity` says how.
 *
 * @module
 */
import { fromBase64Url } from '@waypost/core/primitives';
import { ID_BYTES, type KeyBatch } from './columns.ts';
import { type DayTable, findTag, type KeyPlan, PASS_INTERVALS, tableOfPass } from './day-tables.ts';
import type { Engine, MatchWork } from './engine.ts';
import { WASM_BASE64 } from './module.ts';
import { RpiCipher } from './rpi-cipher.ts';
import { EMPTY_SALT, INFO_SCHEDULE, INITIAL_STATE, ROUND_CONSTANTS } from './sha256.ts';
import { sortPairs } from './sort-pairs.ts';

/** The part of the host's WebAssembly that is used: there is no DOM here to declare it. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object): Promise<{ readonly exports: unknown }>;
};

/** What the module has in memory at fixed addresses; its `layout.ts` says what that is. */
const PLACES = [
  'SHA_CONSTANTS',
  'INFO_WORDS',
  'SHA_STATES',
  'TEKS',
  'STARTS',
  'KEY_PASSES',
  'TURNS',
  'FILTERS',
  'RPIKS',
  'CANDIDATES',
] as const;
type Place = (typeof PLACES)[number];

/** What `assembly/proximity` exports. */
interface ProximityModule extends Readonly<Record<Place, { readonly value: number }>> {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** From here on memory is ours. */
  firstFreeByte(): number;
  /** Takes the keys that stand there. Returns the number of candidates. */
  matchKeys(): number;
}

/** How many keys are worked on together. */
const LANES = 8;
/** How many of them are hashed together. */
const SHA_LANES = 4;
const CANDIDATE_WORDS = 3;
const PAGE_BYTES = 65_536;

/** Compiled at the first use, and once; the same for all engines. */
let compiled: Promise<object> | undefined;

/** See {@link Engine}. @throws An error of the host that forbids WebAssembly, or knows no vectors. */
export async function createWasmEngine(): Promise<Engine> {
  compiled ??= WebAssembly.compile(fromBase64Url(WASM_BASE64));
  // Not `new Instance`: older versions of Chrome refuse it on the main thread above 4 KiB.
  const { exports } = await WebAssembly.instantiate(await compiled);
  return new WasmEngine(exports as ProximityModule);
}

/** Keys that are worked on together. */
interface Lanes {
  /** How many of the eight are taken. */
  count: number;
  /** Index of each key in the batch. */
  readonly keys: Uint32Array;
  readonly plans: KeyPlan[];
}

class WasmEngine implements Engine {
  readonly name = 'wasm-simd';
  readonly #module: ProximityModule;
  /** Where each place begins, in words. */
  readonly #at: Readonly<Record<Place, number>>;
  /** The whole memory, as words and as bytes. */
  #words: Uint32Array = new Uint32Array(0);
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(module: ProximityModule) {
    this.#module = module;
    const at = PLACES.map((place) => [place, module[place].value / 4]);
    this.#at = Object.fromEntries(at) as Record<Place, number>;
  }

  allocate(words: number): Uint32Array {
    const { memory } = this.#module;
    const free = Math.ceil(this.#module.firstFreeByte() / PAGE_BYTES);
    const pages = free + Math.ceil((4 * words) / PAGE_BYTES);
    memory.grow(Math.max(pages - memory.buffer.byteLength / PAGE_BYTES, 0));
    this.#words = new Uint32Array(memory.buffer);
    this.#bytes = new Uint8Array(memory.buffer);
    const states = [INITIAL_STATE, EMPTY_SALT.inner, EMPTY_SALT.outer];
    this.#words.set(inLanes(ROUND_CONSTANTS), this.#at.SHA_CONSTANTS);
    this.#words.set(inLanes(INFO_SCHEDULE), this.#at.INFO_WORDS);
    this.#words.set(states.flatMap(inLanes), this.#at.SHA_STATES);
    return new Uint32Array(memory.buffer, free * PAGE_BYTES, words);
  }

  match(work: MatchWork): void {
    const { starts, periods } = work.batch;
    const order = byStart(starts);
    const lanes: Lanes = { count: 0, keys: new Uint32Array(LANES), plans: [] };
    for (let i = 0; i < order.length; i++) {
      const key = order[i]!;
      const plan = work.tables.plan(starts[key]!, periods[key]!);
      if (plan.passes === 0) continue;
      lanes.keys[lanes.count] = key;
      lanes.plans[lanes.count++] = plan;
      if (lanes.count === LANES) this.#matchLanes(lanes, work);
    }
    if (lanes.count > 0) this.#matchLanes(lanes, work);
  }

  #matchLanes(lanes: Lanes, { batch, hits }: MatchWork): void {
    const { RPIKS, CANDIDATES } = this.#at;
    const words = this.#words;
    this.#placeLanes(lanes, batch);
    const end = CANDIDATES + CANDIDATE_WORDS * this.#module.matchKeys();
    for (let at = CANDIDATES; at < end; at += CANDIDATE_WORDS) {
      const lane = words[at]!;
      const offset = words[at + 1]!;
      const key = lanes.keys[lane]!;
      const tag = words[at + 2]!;
      const table = tableOfPass(lanes.plans[lane]!, Math.floor(offset / PASS_INTERVALS));
      if (!table || offset >= batch.periods[key]! || findTag(table, tag) < 0) continue;
      const interval = batch.starts[key]! + offset;
      const rpi = () => {
        const rpik = [0, 1, 2, 3].map((word) => words[RPIKS + LANES * word + lane]!);
        return new RpiCipher(rpik).rpi(interval);
      };
      hits.add(table, tag, { key, interval, rpi });
    }
    lanes.count = 0;
  }

  /** Lanes that are not taken keep the key they had, with no pass to look for. */
  #placeLanes({ count, keys, plans }: Lanes, { teks, starts }: KeyBatch): void {
    const { TEKS, STARTS, KEY_PASSES, TURNS, FILTERS } = this.#at;
    const words = this.#words;
    const bytes = this.#bytes;
    words.fill(0, KEY_PASSES, KEY_PASSES + LANES);
    for (let lane = 0; lane < count; lane++) {
      const key = keys[lane]!;
      const { passes, turn, first, second } = plans[lane]!;
      for (let i = 0; i < ID_BYTES; i++)
        bytes[4 * TEKS + ID_BYTES * lane + i] = teks[ID_BYTES * key + i]!;
      words[STARTS + lane] = starts[key]!;
      words[KEY_PASSES + lane] = passes;
      words[TURNS + lane] = turn;
      placeFilter(first, words, FILTERS + 4 * lane);
      placeFilter(second, words, FILTERS + 4 * lane + 2);
    }
  }
}

/** Its address, and what to take of a tag to get from there to the tag's word, in bytes. */
function placeFilter(table: DayTable | undefined, words: Uint32Array, at: number): void {
  if (!table) return;
  words[at] = table.filter.byteOffset;
  words[at + 1] = 4 * (table.filter.length - 1);
}

/** Keys by rolling start, so that few lanes change their high bits at different times. */
function byStart(starts: Uint32Array): Uint32Array {
  const pairs = new Uint32Array(2 * starts.length);
  for (let key = 0; key < starts.length; key++) {
    pairs[2 * key] = key;
    pairs[2 * key + 1] = starts[key]!;
  }
  sortPairs(pairs);
  for (let i = 0; i < starts.length; i++) pairs[i] = pairs[2 * i]!;
  return pairs.subarray(0, starts.length);
}

/** Every word once for each lane of a vector. */
const inLanes = (words: Uint32Array): number[] =>
  Array.from({ length: SHA_LANES * words.length }, (_, i) => words[Math.floor(i / SHA_LANES)]!);
