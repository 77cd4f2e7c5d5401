/**
 * `npm run demo`: words in, exit code out. 0: the devices said what really happened; 1: they did not, or
 * something failed; 2: the command line is wrong; 130: stopped.
 *
 * @module
 */
import { join } from 'node:path';
import { demonstrate, type Teller } from './demo.ts';
import { LANGUAGES } from './language/index.ts';
import { languageOf, type Options, readOptions, UsageError } from './options.ts';
import { type DemoServer, startOwnServer } from './own-server.ts';
import { progressLine } from './progress-line.ts';
import { seededBytes } from './seeded.ts';
import { makeStory } from './story.ts';
import { realTime } from './story-time.ts';
import { isFlawless, type Totals } from './totals.ts';

/** Monday 2 March 2026, 7:00 in Hà Nội. */
const STORY_STARTS = Date.UTC(2026, 2, 2) / 1000;
const OWN_TIME = { start: STORY_STARTS, days: 3, dayMinutes: 14 * 60 };
/** A server takes arrivals of the next two hours, and none from before its code. */
const REAL_TIME = { days: 1, dayMinutes: 110 };

const args = process.argv.slice(2);
const language = languageOf(args, process.env);
const words = LANGUAGES[language];
const stop = new AbortController();
const { signal } = stop;
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const say = (line: string) => void process.stdout.write(`${line}\n`);
const teller: Teller = { words, say, progress: progressLine(process.stderr), signal };

/** On a server of its own, of which nothing is left. */
async function onOwnServer({ seed, visitors, out }: Options): Promise<Totals> {
  teller.progress.show(words.starting, null);
  const server = await startOwnServer(STORY_STARTS);
  try {
    teller.progress.clear();
    say(words.intro(visitors, seed, server.url));
    say(words.storyClock);
    const story = makeStory({ seed, visitors, ...OWN_TIME });
    const folder = out ?? join(server.folder, 'codes');
    const randomnessOf = (visitor: number) => seededBytes(seed, `device ${visitor}`);
    const stage = { story, server, randomnessOf, folder, keepsFolder: out !== null };
    return await demonstrate(stage, teller);
  } finally {
    await server.stop();
  }
}

/** On a server that runs already, at the pace of the world. */
async function onOtherServer(options: Options, server: DemoServer): Promise<Totals> {
  const { seed, visitors, out } = options;
  say(words.intro(visitors, seed, server.url));
  say(words.aheadOfTime);
  const start = (Math.floor(server.time.now() / 60) + 2) * 60;
  const story = makeStory({ seed, visitors, start, ...REAL_TIME });
  const folder = out ?? 'waypost-demo-codes';
  // The same story may have been told there before, and its secrets are used once.
  const randomnessOf = () => randomBytes;
  return demonstrate({ story, server, randomnessOf, folder, keepsFolder: true }, teller);
}

function tellTotals(totals: Totals): number {
  say('');
  for (const [key, label] of words.totals) say(`${label.padEnd(16)}${totals[key]}`);
  return isFlawless(totals) ? 0 : 1;
}

async function main(): Promise<number> {
  const options = readOptions(args, language);
  if (options === 'help') {
    say(words.usage);
    return 0;
  }
  const { server } = options;
  const other = server && { ...server, time: realTime(signal) };
  return tellTotals(await (other ? onOtherServer(options, other) : onOwnServer(options)));
}

function explain(error: unknown): number {
  teller.progress.clear();
  if (signal.aborted) {
    process.stderr.write(`${words.stopped}\n`);
    return 130;
  }
  const why = error instanceof Error ? error.message : 'unknown error';
  const isUsage = error instanceof UsageError;
  process.stderr.write(isUsage ? `${why}\n${words.usage}\n` : `${words.failed(why)}\n`);
  return isUsage ? 2 : 1;
}

process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
process.stdout.on('error', () => {}); // who reads a part only, as behind `| head`, has enough
process.exitCode = await main().catch(explain);
