/** A worker's own global scope, as far as it is needed. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** (Worker) Answers the questions of `withBrowserWorker`. */
export function answerQuestions<Question>(answer: (question: Question) => Promise<unknown>): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.addEventListener('message', ({ data }) => {
    // A rejection is for the page: it is told of what is thrown outside a promise only.
    answer(data as Question).then(
      (reply) => scope.postMessage(reply),
      (error: unknown) => {
        setTimeout(() => {
          throw error;
        });
      },
    );
  });
}
