/**
 * Writes check-ins in batches: whatever arrives in one turn of the host goes into one statement.
 *
 * @module
 */
import { compareBytes } from '@waypost/core/primitives';
import { PlatformError } from './errors.ts';
import type { CheckIn, CheckInStore, InsertResult } from './ports/index.ts';

/** Runs `work` after this turn of the host. */
export type NextTurn = (work: () => void) => void;

/** How much is written at once. */
export interface CheckInWriterOptions {
  /** Most check-ins of one batch. Default 1,000. */
  readonly maxBatch?: number;
  /** Most batches on their way to the store. Default 2. */
  readonly maxInFlight?: number;
  /** Most check-ins that wait. Default 10,000. */
  readonly maxWaiting?: number;
}

interface Waiting {
  readonly checkIn: CheckIn;
  readonly resolve: (result: InsertResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A queue before a {@link CheckInStore}. Each batch is sorted by contact id: row order links nothing. */
export class CheckInWriter {
  readonly #store: CheckInStore;
  readonly #nextTurn: NextTurn;
  readonly #options: Required<CheckInWriterOptions>;
  readonly #waiting: Waiting[] = [];
  #inFlight = 0;
  #isScheduled = false;

  constructor(store: CheckInStore, nextTurn: NextTurn, options: CheckInWriterOptions = {}) {
    this.#store = store;
    this.#nextTurn = nextTurn;
    this.#options = { maxBatch: 1000, maxInFlight: 2, maxWaiting: 10_000, ...options };
  }

  /**
   * Stores one check-in; resolves when it is durable.
   *
   * @throws {@link PlatformError} `CHECK_IN_BUSY` when too many wait already: try again later.
   * @throws What the store throws for this very row.
   */
  write(checkIn: CheckIn): Promise<InsertResult> {
    if (this.#waiting.length >= this.#options.maxWaiting)
      return Promise.reject(
        new PlatformError('CHECK_IN_BUSY', 'too many check-ins at once: try again later'),
      );
    return new Promise((resolve, reject) => {
      this.#waiting.push({ checkIn, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    const isFull = this.#inFlight >= this.#options.maxInFlight;
    if (this.#isScheduled || isFull || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    this.#nextTurn(() => {
      this.#isScheduled = false;
      void this.#flush();
      this.#schedule();
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting
      .splice(0, this.#options.maxBatch)
      .sort((a, b) => compareBytes(a.checkIn.contactId, b.checkIn.contactId));
    this.#inFlight++;
    try {
      await this.#insert(batch);
    } finally {
      this.#inFlight--;
      this.#schedule();
    }
  }

  async #insert(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#store.insert(batch.map(({ checkIn }) => checkIn));
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as InsertResult);
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) first?.reject(error);
      else for (const one of batch) await this.#insert([one]);
    }
  }
}
