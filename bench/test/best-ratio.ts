const ROUNDS = 8;
/** Long enough for a clock of a microsecond and a scheduler of some milliseconds. */
const SHORTEST_RUN_SECONDS = 0.02;

/** Two ways to the same end. */
export interface Contest {
  readonly ours: () => unknown;
  readonly peer: () => unknown;
}

/**
 * How many times as fast as the peer ours is. Both run in turn, after a round that does not count, and
 * the best run of each counts: whatever else the machine does makes a run slower, and none faster. Ends as
 * soon as `enough` is reached, so that only a machine under load takes all rounds.
 */
export async function bestRatio(enough: number, { ours, peer }: Contest): Promise<number> {
  await timed(ours);
  await timed(peer);
  let [oursBest, peerBest] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    oursBest = Math.min(oursBest, await timed(ours));
    peerBest = Math.min(peerBest, await timed(peer));
    if (peerBest / oursBest >= enough) break;
  }
  return peerBest / oursBest;
}

/** Seconds of one run; short ones are repeated, and the mean is taken. */
async function timed(run: () => unknown): Promise<number> {
  const started = performance.now();
  let [runs, seconds] = [0, 0];
  while (seconds < SHORTEST_RUN_SECONDS) {
    await run();
    runs += 1;
    seconds = (performance.now() - started) / 1000;
  }
  return seconds / runs;
}
