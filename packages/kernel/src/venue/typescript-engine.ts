/**
 * The search in plain TypeScript: where WebAssembly is forbidden or has no vectors, and as the twin that
 * `assembly/venue` is held to.
 *
 * @module
 */
import {
  bytesOf,
  CLASSES,
  ColumnCutter,
  CUTTING_BYTES,
  cutColumns,
  type IndexSizes,
  type VenueColumns,
} from './columns.ts';
import { type ContactColumns, type VenueEngine, VISITS } from './engine.ts';
import { firstRowFrom } from './meeting.ts';

/** See {@link VenueEngine}. */
export function typescriptEngine(sizes: IndexSizes, minOverlapSeconds: number): VenueEngine {
  return new TypescriptEngine(sizes, minOverlapSeconds);
}

class TypescriptEngine implements VenueEngine {
  readonly name = 'typescript';
  readonly columns: VenueColumns;
  readonly visits: Uint32Array = new Uint32Array(3 * VISITS);
  readonly contacts: ContactColumns;
  readonly #minOverlapSeconds: number;
  /** Sums of each person, 0 but for those whose numbers are the first of `contacts.persons`. */
  readonly #encounters: Uint32Array;
  readonly #seconds: Float64Array;
  #met = 0;

  constructor(sizes: IndexSizes, minOverlapSeconds: number) {
    const { capacity } = sizes;
    const buffer = new ArrayBuffer(bytesOf(sizes) + CUTTING_BYTES);
    this.columns = cutColumns(new ColumnCutter(buffer, 0), sizes);
    this.contacts = {
      persons: new Uint32Array(capacity),
      encounters: new Uint32Array(capacity),
      seconds: new Float64Array(capacity),
    };
    this.#minOverlapSeconds = minOverlapSeconds;
    this.#encounters = new Uint32Array(capacity);
    this.#seconds = new Float64Array(capacity);
  }

  scan(count: number): void {
    const { visits } = this;
    for (let i = 0; i < count; i++)
      for (let c = 1; c < CLASSES; c++)
        this.#scanBucket(CLASSES * visits[3 * i]! + c, visits[3 * i + 1]!, visits[3 * i + 2]!);
  }

  #scanBucket(bucket: number, visitStart: number, visitEnd: number): void {
    const { start, duration, person, bucketOffset, longest } = this.columns;
    const shortest = this.#minOverlapSeconds;
    const to = bucketOffset[bucket + 1]!;
    // Who began earlier cannot have stayed for long enough.
    const earliest = visitStart + shortest - longest[bucket % CLASSES]!;
    let row = firstRowFrom(start, { from: bucketOffset[bucket]!, to }, earliest);
    for (; row < to; row++) {
      const began = start[row]!;
      if (began > visitEnd - shortest) return;
      const ended = began + duration[row]!;
      const seconds = Math.min(ended, visitEnd) - Math.max(began, visitStart);
      if (seconds >= shortest) this.add(person[row]!, seconds);
    }
  }

  add(person: number, seconds: number): void {
    const before = this.#encounters[person]!;
    if (before === 0) this.contacts.persons[this.#met++] = person;
    this.#encounters[person] = before + 1;
    this.#seconds[person] = this.#seconds[person]! + seconds;
  }

  collect(self: number): number {
    const { persons, encounters, seconds } = this.contacts;
    let contacts = 0;
    for (let i = 0; i < this.#met; i++) {
      const person = persons[i]!;
      persons[contacts] = person;
      encounters[contacts] = this.#encounters[person]!;
      seconds[contacts] = this.#seconds[person]!;
      this.#encounters[person] = 0;
      this.#seconds[person] = 0;
      if (person !== self) contacts++;
    }
    this.#met = 0;
    return contacts;
  }
}
