import { type MatcherWorkerScope, serveMatcher, type WebWorker } from '@waypost/kernel/workers';

interface Sent {
  readonly type: 'message' | 'error';
  readonly data?: unknown;
  readonly message?: unknown;
}
type Listener = (event: Sent) => void;

/** A worker as a browser has it, on this thread: messages are copied, and arrive a turn later. */
export class PageWorker implements WebWorker {
  readonly #listeners: (readonly [type: string, listener: Listener])[] = [];
  readonly #inside: Listener[] = [];
  isTerminated = false;

  constructor(serve: (scope: MatcherWorkerScope) => void = serveMatcher) {
    serve({
      addEventListener: (_type, listener) => this.#inside.push(listener),
      postMessage: (message) => this.#send({ type: 'message', data: structuredClone(message) }),
    });
  }

  postMessage(message: unknown, transfer: ArrayBuffer[]): void {
    const data: unknown = structuredClone(message, { transfer });
    for (const listener of this.#inside) setImmediate(() => listener({ type: 'message', data }));
  }

  addEventListener(type: 'message' | 'error', listener: Listener): void {
    this.#listeners.push([type, listener]);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** As when the worker's file throws. */
  fail(message: string): void {
    this.#send({ type: 'error', message });
  }

  #send(event: Sent): void {
    setImmediate(() => {
      for (const [wanted, listener] of this.#listeners)
        if (wanted === event.type && !this.isTerminated) listener(event);
    });
  }
}
