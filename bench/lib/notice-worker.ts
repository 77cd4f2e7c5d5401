// (Worker) Fetches notices and goes through them, as the worker of a web app does.

import { answerQuestions } from './browser-scope.ts';
import type { NoticeWorld } from './notice-data.ts';
import { NOTICE_READERS } from './notice-readers.ts';

/** Which reader is asked, how many notices there are, and how often it goes through them. */
export interface NoticeQuestion {
  readonly reader: keyof typeof NOTICE_READERS;
  readonly bundles: number;
  readonly passes: number;
}

/** What it found, and how long each pass took. */
export interface NoticeReply {
  readonly found: readonly string[];
  readonly seconds: readonly number[];
}

answerQuestions(async ({ reader, bundles, passes }: NoticeQuestion): Promise<NoticeReply> => {
  const world = await fetchWorld(bundles);
  let found: string[] = [];
  const seconds: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    const started = performance.now();
    found = NOTICE_READERS[reader](world);
    seconds.push((performance.now() - started) / 1000);
  }
  return { found, seconds };
});

async function fetchWorld(bundles: number): Promise<NoticeWorld> {
  const paths = Array.from({ length: bundles }, (_, i) => `/bundles/${i}`);
  const [sent, ...rest] = await Promise.all(['/sent', ...paths].map(fetchBytes));
  return { sent: sent ?? new Uint8Array(0), bundles: rest };
}

const fetchBytes = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(path)).arrayBuffer());
