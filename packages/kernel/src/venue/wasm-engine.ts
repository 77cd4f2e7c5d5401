/**
 * The scan in WebAssembly SIMD: `assembly/venue` says how.
 *
 * @module
 */
import { fromBase64Url } from '@waypost/core/primitives';
import { bytesOf, ColumnCutter, CUTTING_BYTES, cutColumns, type IndexSizes } from './columns.ts';
import { type VenueEngine, VISITS } from './engine.ts';
import { WASM_BASE64 } from './module.ts';

/** The part of the host's WebAssembly that is used: the core's `lib` has no DOM. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** What `assembly/venue` exports; places are in bytes. */
interface VenueModule {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  firstFreeByte(): number;
  visitAddress(): number;
  placeColumns(
    start: number,
    duration: number,
    person: number,
    bucketOffset: number,
    startOfBlock: number,
    longest: number,
    minOverlapSeconds: number,
  ): void;
  placeHits(
    hitPersons: number,
    hitSums: number,
    dividedPersons: number,
    dividedSums: number,
    mostHits: number,
  ): void;
  placeContacts(persons: number, encounters: number, seconds: number): void;
  scan(visits: number): void;
  add(person: number, seconds: number): void;
  collect(self: number): number;
}

const PAGE_BYTES = 65_536;

/** Hits beyond one for each person: when there are no more, those of a person are made one. */
const HITS = 65_536;

/** Compiled at the first use, and at once: browsers ask for patience with modules above 4 KiB only. */
let compiled: object | undefined;

/**
 * See {@link VenueEngine}.
 *
 * @throws An error of the host that forbids WebAssembly, knows no vectors or has not the memory.
 */
export function wasmEngine(sizes: IndexSizes, minOverlapSeconds: number): VenueEngine {
  compiled ??= new WebAssembly.Module(fromBase64Url(WASM_BASE64));
  const kernel = new WebAssembly.Instance(compiled).exports as VenueModule;
  const free = kernel.firstFreeByte();
  const mostHits = sizes.capacity + HITS;
  const bytes = free + bytesOf(sizes) + 24 * mostHits + 16 * sizes.capacity + CUTTING_BYTES;
  const missing = bytes - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE_BYTES));
  const cutter = new ColumnCutter(kernel.memory.buffer, free);
  const columns = cutColumns(cutter, sizes);
  const contacts = {
    persons: cutter.uint32(sizes.capacity),
    encounters: cutter.uint32(sizes.capacity),
    seconds: cutter.float64(sizes.capacity),
  };
  kernel.placeColumns(
    columns.start.byteOffset,
    columns.duration.byteOffset,
    columns.person.byteOffset,
    columns.bucketOffset.byteOffset,
    columns.startOfBlock.byteOffset,
    columns.longest.byteOffset,
    minOverlapSeconds,
  );
  kernel.placeHits(
    cutter.uint32(mostHits).byteOffset,
    cutter.float64(mostHits).byteOffset,
    cutter.uint32(mostHits).byteOffset,
    cutter.float64(mostHits).byteOffset,
    mostHits,
  );
  kernel.placeContacts(
    contacts.persons.byteOffset,
    contacts.encounters.byteOffset,
    contacts.seconds.byteOffset,
  );
  return {
    name: 'wasm-simd',
    columns,
    contacts,
    visits: new Uint32Array(kernel.memory.buffer, kernel.visitAddress(), 3 * VISITS),
    scan: (count) => kernel.scan(count),
    add: (person, seconds) => kernel.add(person, seconds),
    collect: (self) => kernel.collect(self),
  };
}
