/**
 * Whom index persons were with, at the same venue and for long enough: many index persons, on many
 * stays, held in columns and scanned by vectors.
 *
 * @module
 */
import { WaypostError } from '@waypost/core/primitives';
import { venuesIn } from './columns.ts';
import {
  type ContactColumns,
  type MakeVenueEngine,
  type VenueEngineName,
  VISITS,
} from './engine.ts';
import { forEachLooseMeeting } from './loose-stays.ts';
import { findSecondDegree } from './second-degree.ts';
import { StayStore } from './stay-store.ts';
import type { StayColumns } from './stays.ts';
import { typescriptEngine } from './typescript-engine.ts';
import { wasmEngine } from './wasm-engine.ts';

/** How an index is built. */
export interface VenueIndexOptions {
  /** Shortest overlap that makes two people contacts, in seconds, 1 or more; by default 900. */
  readonly minOverlapSeconds?: number;
  /** `auto`, the default, takes WebAssembly where the host allows it. */
  readonly engine?: VenueEngineName | 'auto';
}

/** Rows that a slice of a merge goes through, where nothing else is said: about a millisecond. */
const SLICE_ROWS = 65_536;

/**
 * An index of stays that answers who was with whom.
 *
 * The rule is `single` of `docs/matching.md`, without zones, widening or window: definitions 1 and 2
 * are the caller's, 3 and 6 are followed to the second. Memory: 14 bytes a stay, 16 a venue and 4 a
 * person; while a merge is under way, twice that. Two people may have up to 2^24 - 1 encounters.
 */
export class VenueIndex {
  readonly #store: StayStore;

  private constructor(store: StayStore) {
    this.#store = store;
  }

  /**
   * Builds an index. Cost: linear in the stays; it takes about three times the index beside it.
   *
   * @throws {@link WaypostError} `CHECK_IN_INVALID` for columns of different lengths, a stay that ends
   *   before it begins, a person or venue from 2^26 on, or times more than 68 years apart.
   * @throws {@link WaypostError} `RULE_INVALID` for a shortest overlap that is no such number.
   * @throws An error of the host where `wasm-simd` is asked for and cannot be had.
   */
  static build(stays: StayColumns, options: VenueIndexOptions = {}): VenueIndex {
    const { minOverlapSeconds = 900, engine = 'auto' } = options;
    if (!(Number.isInteger(minOverlapSeconds) && minOverlapSeconds > 0) || minOverlapSeconds > MAX)
      throw new WaypostError('RULE_INVALID', `minOverlapSeconds must be in 1..${MAX}`, {
        setting: 'minOverlapSeconds',
      });
    return new VenueIndex(
      new StayStore(stays, { makeEngine: engineNamed(engine), minOverlapSeconds }),
    );
  }

  /** What scans the columns. */
  get engine(): VenueEngineName {
    return this.#store.engine.name;
  }

  /** Bytes of all columns, and of what a search writes to. */
  get bytes(): number {
    return this.#store.bytes;
  }

  /** The contacts of a person; none for one without a stay. */
  contactsOf(person: number): ContactColumns {
    const found = this.#search(person);
    return {
      persons: found.persons.slice(),
      encounters: found.encounters.slice(),
      seconds: found.seconds.slice(),
    };
  }

  /**
   * The contacts of many, one after another.
   *
   * @param visit - Receives each person's contacts. The columns are used again for the next person.
   */
  forEachContacts(
    persons: Iterable<number>,
    visit: (person: number, contacts: ContactColumns) => void,
  ): void {
    for (const person of persons) visit(person, this.#search(person));
  }

  /**
   * Contacts of contacts, as `docs/matching.md` defines the second degree: people who are neither
   * index persons nor contacts of one, and were with a contact after the end of the contact's first
   * encounter with an index person. Cost: linear in the stays at the venues of the contacts.
   *
   * @returns Their numbers, ascending.
   */
  secondDegreeOf(persons: Iterable<number>): Uint32Array {
    return findSecondDegree(this.#store, persons);
  }

  /**
   * Takes new stays in: the next search knows them. Each is joined with those of its person that it
   * overlaps or touches, as if all had been there when the index was built. It stays loose, in
   * a list of its venue, until a merge.
   *
   * @throws {@link WaypostError} `CHECK_IN_INVALID` as {@link VenueIndex.build}, and for a person
   *   number 131,072 or more above those that the last build or merge knew. Nothing is taken in then.
   */
  insert(stays: StayColumns): void {
    this.#store.insert(stays);
  }

  /** Whether a merge is under way, or so many stays are loose (65,536) that one is worth its while. */
  get needsMerge(): boolean {
    return this.#store.needsMerge;
  }

  /**
   * One slice of a merge, which lays loose stays into the columns. Between slices everything may be
   * asked and inserted; what is answered does not depend on how far the merge is. Slices:
   * one that sorts the loose stays, then those that copy rows, one that counts persons, and those that
   * list each person's rows.
   *
   * @param rows - How many rows the slice goes through at most, 1 or more.
   * @returns Whether nothing is under way any more.
   * @throws {@link WaypostError} `NUMBER_RANGE` for fewer rows, which would never come to an end.
   */
  mergeSlice(rows: number = SLICE_ROWS): boolean {
    if (!(rows >= 1))
      throw new WaypostError('NUMBER_RANGE', 'a slice has 1 row or more', { what: 'rows' });
    return this.#store.mergeSlice(rows);
  }

  /** Finds the contacts of a person; what it returns is overwritten by the next search. */
  #search(person: number): ContactColumns {
    const { engine, loose, minOverlapSeconds } = this.#store;
    const { columns, visits, contacts } = engine;
    const venues = venuesIn(columns);
    const meet = (other: number, start: number, end: number): void =>
      engine.add(other, end - start);
    let count = 0;
    this.#store.forEachStayOf(person, (venue, start, end) => {
      if (end - start < minOverlapSeconds) return;
      if (loose.length > 0)
        forEachLooseMeeting(loose, { venue, start, end }, { minOverlapSeconds, meet });
      if (venue >= venues) return;
      visits[3 * count] = venue;
      visits[3 * count + 1] = start;
      visits[3 * count + 2] = end;
      if (++count === VISITS) {
        engine.scan(count);
        count = 0;
      }
    });
    engine.scan(count);
    const found = engine.collect(person);
    return {
      persons: contacts.persons.subarray(0, found),
      encounters: contacts.encounters.subarray(0, found),
      seconds: contacts.seconds.subarray(0, found),
    };
  }
}

/** Longest shortest overlap: times in one index are no further apart. */
const MAX = 2 ** 31 - 1;

/** The engine that was asked for, or the fastest that the host runs. */
function engineNamed(name: VenueEngineName | 'auto'): MakeVenueEngine {
  if (name === 'typescript') return typescriptEngine;
  if (name === 'wasm-simd') return wasmEngine;
  return (sizes, minOverlapSeconds) => {
    try {
      return wasmEngine(sizes, minOverlapSeconds);
    } catch {
      return typescriptEngine(sizes, minOverlapSeconds);
    }
  };
}
