/**
 * `waypost match`, from files to a report.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import {
  buildCheckInTable,
  type CheckInTable,
  findClusters,
  type IndexContacts,
  inputDigest,
  type MatchingRule,
  matchPresence,
  type PaceOptions,
  RULE_VERSION,
  type Totals,
} from '@waypost/core/matching';
import { type CheckInsRead, readCheckIns } from '../check-ins/read-check-ins.ts';
import { InputError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';
import type { ProgressLine } from '../terminal/progress.ts';
import { readCases } from './cases-file.ts';
import { ContactsCsv } from './contacts-csv.ts';
import { readNearFile } from './near-file.ts';
import type { MatchRequest } from './options.ts';
import type { FoundClusters, MatchInput, Report } from './report.ts';

const DAY_SECONDS = 86_400;

/** What a run needs of the world around it. */
export interface MatchSurroundings {
  readonly words: Messages;
  readonly progress: ProgressLine;
  readonly signal: AbortSignal;
  readonly report: Report;
}

/** What a run says when it is over. */
export interface MatchOutcome {
  readonly input: MatchInput;
  /** Contacts in the CSV; `null` where none was asked for. */
  readonly csvRows: number | null;
}

/**
 * Reads the files, matches, reports, and writes the CSV if one is asked for.
 *
 * @throws {@link InputError} and `OutputError`, before the report begins unless the disk is full; the
 *   signal's reason when stopped.
 */
export async function runMatch(
  request: MatchRequest,
  around: MatchSurroundings,
): Promise<MatchOutcome> {
  const near = request.near === null ? null : await readNearFile(request.near);
  const cases = request.clusters ? await readCases(request.clusters.cases, request.map) : null;
  const { table, ...read } = await readTable(request, around);
  const unknownIndex = unknownPersons(request, table);
  const rule = near ? { ...request.rule, near: near.near } : request.rule;
  const pace = paceOptions(around);
  const input: MatchInput = {
    request,
    ruleVersion: RULE_VERSION,
    nearDigest: near?.digest ?? null,
    inputDigest: await inputDigest(table, pace, createHash('sha256')),
    rows: { read: read.rows, skipped: read.skipped },
    badRows: read.badRows,
    unknownIndex,
    clusters: cases && (await clustersOf(request, { table, rule, cases, ...read }, pace)),
  };
  const csv =
    request.csv === null ? null : await ContactsCsv.open(request.csv, request.displayZone);
  try {
    await around.report.begin(input);
    const totals = await matchAndWrite(request, { table, rule, csv }, around);
    await csv?.finish();
    await around.report.end({ totals }, input);
    return { input, csvRows: csv?.rows ?? null };
  } catch (error) {
    await csv?.discard();
    throw error;
  }
}

type TableRead = Omit<CheckInsRead, 'log' | 'names'> & { readonly table: CheckInTable };

/** The log of rows, as large as the table, is let go as soon as the table stands. */
async function readTable(request: MatchRequest, around: MatchSurroundings): Promise<TableRead> {
  const { log, names, ...read } = await readFile(request, around);
  return { ...read, table: await buildCheckInTable(log, names, paceOptions(around)) };
}

function readFile(
  request: MatchRequest,
  { words, progress, signal }: MatchSurroundings,
): Promise<CheckInsRead> {
  return readCheckIns(request.checkIns, {
    map: request.map,
    timeZone: request.timeZone,
    skipBadRows: request.skipBadRows,
    alsoRequired: request.near === null ? [] : ['zone'],
    signal,
    onBytes: ({ done, total }) => progress.show(words.phase.read, total > 0 ? done / total : null),
  });
}

const paceOptions = ({ words, progress, signal }: MatchSurroundings): PaceOptions => ({
  signal,
  onProgress: ({ phase, done, total }) =>
    progress.show(words.phase[phase], total > 0 ? done / total : null),
  // Reading is over: nothing waits but the signal and the terminal.
  turn: () => new Promise((resolve) => setImmediate(resolve)),
});

/** Index persons without a check-in: an error, unless bad input is to be skipped. */
function unknownPersons(request: MatchRequest, table: CheckInTable): string[] {
  if (!request.index) return [];
  const wanted = new Set(request.index);
  for (const person of table.persons) wanted.delete(person);
  const persons = [...wanted];
  if (persons.length > 0 && !request.skipBadRows)
    throw new InputError(request.checkIns, { kind: 'index-unknown', persons });
  return persons;
}

interface MatchWork {
  readonly table: CheckInTable;
  readonly rule: MatchingRule;
  readonly csv: ContactsCsv | null;
}

async function matchAndWrite(
  request: MatchRequest,
  { table, rule, csv }: MatchWork,
  around: MatchSurroundings,
): Promise<Totals> {
  const onIndexPerson = async (found: IndexContacts): Promise<void> => {
    await around.report.indexPerson(found);
    await csv?.addIndexPerson(found);
  };
  const onPair = csv?.addContact.bind(csv);
  const asked = request.index ? { index: request.index, onIndexPerson } : onPair ? { onPair } : {};
  const { secondDegree } = request;
  const query = { rule, secondDegree, unknownIndex: 'skip' as const, ...asked };
  const { totals } = await matchPresence(table, query, paceOptions(around));
  return totals;
}

interface ClusterInput {
  readonly table: CheckInTable;
  readonly rule: MatchingRule;
  readonly cases: ReadonlySet<string>;
  readonly lastStart: number | null;
}

/** The window ends at `--to`, or just after the last check-in began, and never begins before `--from`. */
async function clustersOf(
  request: MatchRequest,
  { table, rule, cases, lastStart }: ClusterInput,
  pace: PaceOptions,
): Promise<FoundClusters> {
  const { minCases, withinDays } = request.clusters!;
  const end = rule.to ?? (lastStart ?? 0) + 1;
  const start = Math.max(rule.from ?? 0, end - withinDays * DAY_SECONDS);
  const window = { start, end };
  const casesDigest = createHash('sha256')
    .update([...cases].sort().join('\n'))
    .digest('hex');
  const venues = await findClusters(table, { rule, cases, minCases, window }, pace);
  const known = table.persons.reduce((count, id) => count + (cases.has(id) ? 1 : 0), 0);
  return {
    window,
    venues,
    casesDigest: `sha256:${casesDigest}`,
    unknownCases: cases.size - known,
  };
}
