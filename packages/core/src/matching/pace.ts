/**
 * Long work in slices: reports progress, gives the host a turn, stops when asked to.
 *
 * @module
 */

/** What is going on, for a progress display. `done` and `total` are in the phase's own unit of work. */
export interface Progress {
  readonly phase: 'sort' | 'digest' | 'index' | 'match' | 'clusters';
  readonly done: number;
  readonly total: number;
}

/** How long work is watched and stopped. All fields may be left out. */
export interface PaceOptions {
  /** Stops the work: the function rejects with the signal's reason. */
  readonly signal?: { readonly aborted: boolean; throwIfAborted(): void };
  /** Called a few times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** Gives the host a turn between slices, so that signals arrive; by default a zero timeout. */
  readonly turn?: () => Promise<void>;
}

/** Rows of work between two turns: some tens of milliseconds. */
const SLICE = 1 << 19;

const nextTimeout = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Counts work and says when a turn is due. `if (pace.add(n)) await pace.turn();` */
export class Pace {
  readonly #options: PaceOptions;
  #phase: Progress['phase'] = 'sort';
  #total = 0;
  #done = 0;
  #slice = 0;

  constructor(options: PaceOptions = {}) {
    this.#options = options;
  }

  /** Begins a phase of `total` units. */
  begin(phase: Progress['phase'], total: number): void {
    this.#options.signal?.throwIfAborted();
    this.#phase = phase;
    this.#total = total;
    this.#done = 0;
    this.#report();
    this.#options.signal?.throwIfAborted();
  }

  /** Ends a phase: all of it is done. */
  finish(): void {
    this.#done = this.#total;
    this.#report();
  }

  /**
   * Counts finished work.
   *
   * @param units - Steps of the phase that are done.
   * @param cost - Rows it took, where a step's cost differs from its size.
   * @returns Whether a turn is due.
   */
  add(units: number, cost: number = units): boolean {
    this.#done += units;
    this.#slice += cost;
    return this.#slice >= SLICE;
  }

  /** Reports, lets the host run, and stops the work if it was aborted meanwhile. */
  async turn(): Promise<void> {
    this.#slice = 0;
    this.#report();
    await (this.#options.turn ?? nextTimeout)();
    this.#options.signal?.throwIfAborted();
  }

  #report(): void {
    this.#options.onProgress?.({ phase: this.#phase, done: this.#done, total: this.#total });
  }
}
