import { type PoolMessage, toError, type WorkerMessage } from './messages.ts';

/** A `MessageEvent` has `data`, an `ErrorEvent` has `message`. */
interface WorkerEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly message?: unknown;
}

/** A `Worker` of a browser, as far as a pool needs it. */
export interface WebWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message' | 'error', listener: (event: WorkerEvent) => void): void;
  terminate(): unknown;
}

/** A `Worker` of `node:worker_threads`, as far as a pool needs it. */
export interface NodeWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(event: 'message' | 'error' | 'exit', listener: (value: unknown) => void): unknown;
  terminate(): unknown;
}

/** An answer of a worker that did what it was told. */
type Answer = Exclude<WorkerMessage, { kind: 'failed' }>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One worker. Answers come in the order of the questions, since it does one thing at a time. */
export class Lane {
  readonly #worker: WebWorker | NodeWorker;
  readonly #waiting: Waiting[] = [];
  /** Why there will be no more answers. */
  #end: Error | null = null;

  constructor(worker: WebWorker | NodeWorker) {
    this.#worker = worker;
    if ('on' in worker) {
      worker.on('message', (message) => this.#receive(message as WorkerMessage));
      worker.on('error', (error) => this.#finish(new Error('a worker failed', { cause: error })));
      worker.on('exit', () => this.#finish(new Error('a worker ended')));
    } else {
      worker.addEventListener('message', ({ data }) => this.#receive(data as WorkerMessage));
      worker.addEventListener('error', ({ message }) =>
        this.#finish(new Error('a worker failed', { cause: message })),
      );
    }
  }

  /** @param transfer - Buffers that the worker gets instead of copies. */
  ask(message: PoolMessage, transfer: ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#end) {
        reject(this.#end);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(message, transfer);
    });
  }

  /** Ends the worker; who waits for it is told. */
  close(): void {
    this.#finish(new Error('the pool was closed'));
    this.#worker.terminate();
  }

  #receive(message: WorkerMessage): void {
    const asked = this.#waiting.shift();
    if (message.kind === 'failed') asked?.reject(toError(message.failure));
    else asked?.resolve(message);
  }

  #finish(error: Error): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end);
  }
}
