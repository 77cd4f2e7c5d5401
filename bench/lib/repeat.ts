/** Runs something so often that the clock can tell, and gives the time of one run and its result. */
export function repeated<Result>(
  minSeconds: number,
  run: () => Result,
): { readonly seconds: number; readonly result: Result } {
  const started = performance.now();
  for (let times = 1; ; times++) {
    const result = run();
    const seconds = (performance.now() - started) / 1000;
    if (seconds >= minSeconds) return { seconds: seconds / times, result };
  }
}
