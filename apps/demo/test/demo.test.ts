import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrate } from '../src/demo.ts';
import { LANGUAGES } from '../src/language/index.ts';
import { type DemoServer, type OwnServer, startOwnServer } from '../src/own-server.ts';
import { progressLine } from '../src/progress-line.ts';
import { seededBytes } from '../src/seeded.ts';
import { makeStory, type StoryPlan } from '../src/story.ts';
import { isFlawless } from '../src/totals.ts';

const START = 1_772_409_600;
const SEED = 3;
const PATIENCE_MILLISECONDS = 60_000;

/** Tells a story; what was said, and the totals. */
async function tell(server: DemoServer, plan: Omit<StoryPlan, 'seed'>, folder: string) {
  const said: string[] = [];
  const randomnessOf = (visitor: number) => seededBytes(plan.start, `device ${visitor}`);
  const story = makeStory({ seed: SEED, ...plan });
  const totals = await demonstrate(
    { story, server, randomnessOf, folder, keepsFolder: true },
    {
      words: LANGUAGES.en,
      say: (line) => said.push(line),
      progress: progressLine(process.stderr),
      signal: new AbortController().signal,
    },
  );
  return { story, totals, text: said.join('\n') };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the demonstration, on a server of its own', () => {
  let server: OwnServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waypost-demo-test-'));
    server = await startOwnServer(START);
  }, PATIENCE_MILLISECONDS);
  afterAll(async () => {
    await server.stop();
    expect(isRunning(server.pid)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
    await rm(folder, { recursive: true });
  }, PATIENCE_MILLISECONDS);

  it('tells who was exposed, to the minute', async () => {
    const codes = join(folder, 'codes');
    const { story, totals, text } = await tell(
      server,
      { visitors: 12, start: START, days: 3, dayMinutes: 840 },
      codes,
    );
    expect(totals).toMatchObject({ visitors: 12, checkIns: story.visits.length });
    expect(totals.exposed).toBeGreaterThan(0);
    expect(totals.alerted).toBe(totals.exposed);
    expect(isFlawless(totals)).toBe(true);
    expect(text).toContain('refused, NOTICE_SAME_OFFICER');
    for (const key of server.officerKeys) expect(text).not.toContain(key);
    const drawn = await readdir(codes);
    expect(drawn).toHaveLength(story.venues.flatMap(({ zones }) => zones).length);
    expect(drawn).toContain('pho-ba-dan-tang-1.svg');
    expect(await readFile(join(codes, 'pho-ba-dan-tang-1.svg'), 'utf8')).toMatch(/^<svg /);
  });

  it('works on a server whose clock nobody moves on: all is sent ahead of time', async () => {
    const now = () => server.time.now();
    const waits: number[] = [];
    const time = {
      now,
      pass: async () => {},
      waitUntil: async (until: number) => {
        waits.push(until - now());
        // The time at which notices come out is far off here: nobody waits for it in small steps.
        await server.time.waitUntil(waits.length === 1 ? until : now() + 86_400);
      },
    };
    const start = now() + 120;
    const plan = { visitors: 40, start, days: 1, dayMinutes: 110 };
    const { totals } = await tell({ ...server, time }, plan, join(folder, 'more codes'));
    expect(totals.exposed).toBeGreaterThan(0);
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[0]).toBeLessThanOrEqual(3600);
    expect(isFlawless(totals)).toBe(true);
  });
});
