/**
 * Work by the clock: each job runs again some time after it ended, never twice at once.
 *
 * @module
 */
import { type Log, traceOf } from './http/logging.ts';

/** Something that is done again and again. */
export interface Job {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<unknown>;
}

/** Jobs that were started. */
export interface RunningJobs {
  /** Starts none any more; resolves when those that run have ended. */
  stop(): Promise<void>;
}

/** Starts jobs; each runs first after its span of time. A failure is logged, and tried again then. */
export function startJobs(jobs: readonly Job[], log: Log): RunningJobs {
  const running = jobs.map((job) => startJob(job, log));
  return {
    async stop() {
      await Promise.all(running.map((job) => job.stop()));
    },
  };
}

function startJob({ name, everySeconds, run }: Job, log: Log): RunningJobs {
  let current: Promise<void> = Promise.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const schedule = () => {
    if (!isStopped) timer = setTimeout(work, everySeconds * 1000);
  };
  const work = () => {
    current = run()
      .catch((error: unknown) => log({ event: 'job failed', job: name, error: traceOf(error) }))
      .then(schedule);
  };
  schedule();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return current;
    },
  };
}
