/**
 * The demonstration, step by step.
 *
 * @module
 */
import { createApiClient, type DisclosableVisit } from '@waypost/client';
import type { RandomBytes } from '@waypost/core/primitives';
import { type Comparison, compare } from './compare.ts';
import {
  approveNotice,
  disclosureIds,
  draftNotice,
  isPublished,
  issueCode,
  makeRun,
  type RegisteredVenue,
  registerVenue,
} from './department.ts';
import type { Words } from './language/words.ts';
import type { DemoServer } from './own-server.ts';
import type { ProgressLine } from './progress-line.ts';
import type { Story } from './story.ts';
import { type Totals, totalsOf } from './totals.ts';
import {
  alertsOf,
  createVisitors,
  type Going,
  liveThrough,
  type Receipts,
  receiptsOf,
  type Visitor,
} from './visitors.ts';
import { wallClock } from './wall-clock.ts';

/** Who is told, and how. */
export interface Teller {
  readonly words: Words;
  readonly say: (line: string) => void;
  readonly progress: ProgressLine;
  readonly signal: AbortSignal;
}

/** What a demonstration is made of. */
export interface Stage {
  readonly story: Story;
  readonly server: DemoServer;
  /** Of the visitors' devices, by number of the visitor. */
  readonly randomnessOf: (visitor: number) => RandomBytes;
  /** Where codes are drawn. */
  readonly folder: string;
  /** Whether the folder is there afterwards. */
  readonly keepsFolder: boolean;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const LOOK_EVERY_SECONDS = 5;

/** Tells the whole story; the totals say whether all is as it should be. */
export async function demonstrate(stage: Stage, teller: Teller): Promise<Totals> {
  const { story, server, randomnessOf } = stage;
  const step = steps(teller);
  const visitors = createVisitors(story, server, randomnessOf);

  step();
  const venues = await openVenues(stage, teller);
  step();
  const receipts = await visit(stage, { venues, visitors, teller });
  step();
  const disclosureId = await disclose(stage, { person: visitors[story.caseVisitor]!, teller });
  step();
  const runId = await match(stage, { disclosureId, receipts, teller });
  step();
  await publish(stage, { runId, teller });
  step();
  const told = await alertsOf(visitors, going(teller));
  const comparison = compare(story, told);
  teller.progress.clear();
  teller.say(`   ${teller.words.matched(visitors.length, comparison.alerted)}`);
  step();
  tellTruth(comparison, teller);
  return totalsOf(comparison, { visitors: visitors.length, checkIns: receipts.taken });
}

function steps({ words, say }: Teller): () => void {
  let number = 0;
  return () => {
    say(`\n${number + 1}. ${words.steps[number] ?? ''}`);
    number++;
  };
}

/** Progress under the name of what is done. */
const going = ({ signal, progress, words }: Teller): Going => ({
  signal,
  onProgress: (fraction) => progress.show(words.working, fraction),
});

async function openVenues(
  { story, server, folder, keepsFolder }: Stage,
  { words, say }: Teller,
): Promise<readonly RegisteredVenue[]> {
  const api = apiOf(server);
  const venues: RegisteredVenue[] = [];
  for (const venue of story.venues) {
    venues.push(await registerVenue(api, venue, folder));
    say(`   ${words.venue(venue.name, venue.zones.length)}`);
  }
  const drawn = venues.flatMap(({ files }) => files).length;
  say(`   ${words.drawn(drawn, keepsFolder ? folder : null)}`);
  return venues;
}

async function visit(
  { story, server }: Stage,
  {
    venues,
    visitors,
    teller,
  }: {
    readonly venues: readonly RegisteredVenue[];
    readonly visitors: readonly Visitor[];
    readonly teller: Teller;
  },
): Promise<Receipts> {
  const { words, say, progress } = teller;
  const codeOf = ({ venue, zone }: Story['visits'][number]) => venues[venue]?.codes.get(zone) ?? '';
  await liveThrough(story, { visitors, codeOf, time: server.time, ...going(teller) });
  progress.clear();
  const receipts = await receiptsOf(visitors);
  const byDevice = story.visits.filter(({ tapsCheckOut }) => !tapsCheckOut).length;
  const checkIns = receipts.taken;
  say(`   ${words.visits({ visitors: visitors.length, checkIns, byDevice })}`);
  say(`   ${words.receipts(receipts.late, receipts.unconfirmed)}`);
  return receipts;
}

/** @returns Id of the disclosure, as an officer sees it. */
async function disclose(
  { story, server }: Stage,
  { person, teller }: { readonly person: Visitor; readonly teller: Teller },
): Promise<string> {
  const { words, say, progress } = teller;
  const [key] = server.officerKeys;
  const nextHour = (Math.floor(server.time.now() / HOUR_SECONDS) + 1) * HOUR_SECONDS;
  say(`   ${words.waitHour(wallClock(nextHour))}`);
  progress.show(words.working, null);
  await server.time.waitUntil(nextHour);
  progress.clear();
  const code = await issueCode(person.device.api, key);
  const before = await disclosureIds(person.device.api, key);

  const preview = await person.device.previewDisclosure();
  const withheldId = person.visitIds.get(story.withheld);
  const chosen = preview.filter(({ visitId }) => visitId !== withheldId);
  say(`   ${words.caseIs(person.name, preview.length)}`);
  for (const one of preview)
    say(`     ${one.visitId === withheldId ? words.withheld : words.sent}  ${placeAndTime(one)}`);
  await person.device.disclose({ code, visitIds: chosen.map(({ visitId }) => visitId) });
  say(`   ${words.disclosed(chosen.length)}`);

  const after = await disclosureIds(person.device.api, key);
  const [id] = after.filter((one) => !before.includes(one));
  if (id === undefined) throw new Error('the disclosure is not on the list of officers');
  return id;
}

/** @returns Id of the run. */
async function match(
  { server }: Stage,
  {
    disclosureId,
    receipts,
    teller,
  }: {
    readonly disclosureId: string;
    readonly receipts: Receipts;
    readonly teller: Teller;
  },
): Promise<string> {
  const { words, say } = teller;
  const [key] = server.officerKeys;
  const request = { disclosureId, withUnconfirmed: receipts.unconfirmed > 0 };
  const run = await makeRun(apiOf(server), key, request);
  const again = await makeRun(apiOf(server), key, request);
  if (again.inputDigest !== run.inputDigest || again.resultDigest !== run.resultDigest)
    throw new Error('the same run gave other digests');
  const { caseStays: stays, exposures, overlapMinutes: minutes } = run.totals;
  const { rule } = run.request;
  say(`   ${words.run({ stays, exposures, minutes, rule, version: run.ruleVersion })}`);
  say(`   ${words.digests(shortDigest(run.inputDigest), shortDigest(run.resultDigest))}`);
  return run.id;
}

async function publish(
  { server }: Stage,
  { runId, teller }: { readonly runId: string; readonly teller: Teller },
): Promise<void> {
  const { words, say, progress } = teller;
  const api = apiOf(server);
  const [first, second] = server.officerKeys;
  const notice = await draftNotice(api, first, runId);
  say(`   ${words.drafted}`);
  const refused = await approveNotice(api, first, notice.id);
  if (refused === null) throw new Error('who drafted a notice could approve it');
  say(`   ${words.sameKeyRefused(refused)}`);
  const problem = await approveNotice(api, second, notice.id);
  if (problem !== null) throw new Error(`the notice could not be approved: ${problem}`);
  say(`   ${words.approved}`);
  progress.show(words.waitNotice, null);
  await server.time.pass(nextDay(server.time.now()));
  while (!(await isPublished(api, notice)))
    await server.time.waitUntil(server.time.now() + LOOK_EVERY_SECONDS);
  progress.clear();
  say(`   ${words.published(notice.bytes)}`);
}

/** The last step: all that is known of the story beyond what a device or an officer would see. */
function tellTruth({ differences, onlyAtWithheld }: Comparison, { words, say }: Teller): void {
  say(`   ${words.withheldMet(onlyAtWithheld)}`);
  if (differences.length === 0) say(`   ${words.equal}`);
  for (const { visitId: visit, truth, told } of differences)
    say(
      `   ${words.difference({ visit, truth: String(truth ?? '–'), told: String(told ?? '–') })}`,
    );
}

const apiOf = ({ url }: DemoServer) =>
  createApiClient({ baseUrl: url, fetch: (request) => fetch(request) });

const nextDay = (time: number): number => (Math.floor(time / DAY_SECONDS) + 1) * DAY_SECONDS;

const shortDigest = (digest: string): string => `${digest.slice(0, 'sha256:'.length + 12)}…`;

function placeAndTime({ venue, arrivedAt, departedAt }: DisclosableVisit): string {
  const until = departedAt === null ? '' : `–${wallClock(departedAt).slice(-5)}`;
  const zone = venue.zone === '' ? '' : `, ${venue.zone}`;
  return `${wallClock(arrivedAt)}${until}  ${venue.name}${zone}`;
}
