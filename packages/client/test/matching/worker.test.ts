import { MessageChannel } from 'node:worker_threads';
import {
  type MatchingPort,
  type MatchJob,
  matchFile,
  serveMatching,
  workerMatcher,
} from '@waypost/client';
import { buildBundle } from '@waypost/core/exposure-notice';
import { afterEach, expect, it } from 'vitest';
import { NOW, seededRandom } from '../support/surroundings.ts';

const randomBytes = seededRandom('worker');
const [mine, other] = [randomBytes(16), randomBytes(16)];
const jobFor = (sought: Uint8Array): MatchJob => ({
  kind: 'notices',
  bytes: buildBundle([{ contactId: mine, durationMinutes: 16, severity: 1 }], {
    randomBytes,
    padTo: 8,
  }),
  visits: [{ visitId: 'a', sought, start: NOW, end: NOW + 60 }],
});

const { port1, port2 } = new MessageChannel();
const asPort = (port: typeof port1): MatchingPort => ({
  postMessage: (message) => port.postMessage(message),
  addEventListener: (_, listener) => port.on('message', (data) => listener({ data })),
});
serveMatching(asPort(port1));
const match = workerMatcher(asPort(port2));
afterEach(() => {
  port1.close();
});

it('a worker finds what the plain function finds, and answers each question', async () => {
  const jobs = [jobFor(mine), jobFor(other), jobFor(mine)];
  const answers = await Promise.all(jobs.map(match));
  expect(answers).toEqual(jobs.map(matchFile));
  expect(answers.map((hits) => hits.length)).toEqual([1, 0, 1]);
  const broken = { ...jobFor(mine), bytes: new Uint8Array(3) };
  await expect(match(broken)).rejects.toMatchObject({ code: 'BUNDLE_FORMAT' });
  const warnings = { ...broken, kind: 'warnings' } as const;
  await expect(match(warnings)).rejects.toMatchObject({ code: 'WARNING_LIST_FORMAT' });
});
