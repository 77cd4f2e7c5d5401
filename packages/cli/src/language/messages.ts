/**
 * Everything the command says to people, in one shape for every language: a language that lacks a
 * sentence does not compile.
 *
 * @module
 */
import type { Progress } from '@waypost/core/matching';
import type { SignatureVerdict, ValidityStatus } from '@waypost/core/venue-codes';
import type { CsvFault } from '../check-ins/csv-scanner.ts';
import type { TimeProblem } from '../check-ins/time-field.ts';
import type { GaenMessages, GaenProblem } from './gaen/messages.ts';
import type { IdsMessages } from './ids/messages.ts';
import type { NfcMessages, PostersMessages, PostersProblem } from './posters/messages.ts';

/** What can be wrong and needs no more said than that. */
export type PlainKind =
  | CsvFault
  | 'file-missing'
  | 'file-forbidden'
  | 'file-is-folder'
  | 'file-empty'
  | 'file-binary'
  | 'file-is-excel'
  | 'file-utf16'
  | 'not-gzip'
  | 'gzip-broken'
  | 'no-rows'
  | 'no-cases'
  | 'near-not-json'
  | 'near-shape'
  | 'image-format'
  | 'image-too-large'
  | 'image-damaged'
  | 'image-no-code'
  | 'code-unknown'
  | 'end-before-start';

/** Why a file as a whole cannot be used. */
export type InputProblem =
  | GaenProblem
  | PostersProblem
  | { readonly kind: Exclude<PlainKind, 'end-before-start'> }
  | { readonly kind: 'code-damaged'; readonly format: string; readonly what: string }
  | {
      readonly kind: 'column-missing';
      readonly column: string;
      readonly name: string;
      readonly header: readonly string[];
    }
  | { readonly kind: 'column-twice'; readonly name: string }
  | { readonly kind: 'index-unknown'; readonly persons: readonly string[] };

/** Why one row cannot be used. */
export type RowProblem =
  | { readonly kind: 'row-short'; readonly fields: number }
  | { readonly kind: 'field-empty'; readonly column: string }
  | { readonly kind: 'time'; readonly column: string; readonly problem: TimeProblem }
  | { readonly kind: 'end-before-start' }
  | { readonly kind: 'id-too-long'; readonly column: string; readonly max: number }
  | { readonly kind: 'not-utf8'; readonly column: string };

/** Whether a problem is said by its kind alone. */
export const isPlain = (
  problem: InputProblem | RowProblem,
  sentences: Readonly<Record<PlainKind, string>>,
): problem is Extract<InputProblem | RowProblem, { readonly kind: PlainKind }> =>
  Object.hasOwn(sentences, problem.kind);

/** Options of `waypost match`, each with its line of help. */
export type MatchOption =
  | 'checkIns'
  | 'map'
  | 'timeZone'
  | 'stay'
  | 'maxStay'
  | 'exclusiveStay'
  | 'minOverlap'
  | 'mode'
  | 'linger'
  | 'tolerance'
  | 'index'
  | 'from'
  | 'to'
  | 'near'
  | 'secondDegree'
  | 'clusters'
  | 'within'
  | 'cases'
  | 'preset'
  | 'skipBadRows'
  | 'json'
  | 'csv'
  | 'displayZone'
  | 'lang';

/** The sentences of one language. */
export interface Messages {
  readonly program: string;
  readonly match: string;
  readonly matchExamples: string;
  readonly option: Readonly<Record<MatchOption, string>>;
  /** What is wrong with a file or row, and what to do. */
  problem(problem: InputProblem | RowProblem): string;
  readonly usage: {
    duration(option: string, value: string): string;
    count(option: string, value: string): string;
    time(option: string, value: string): string;
    timeZone(option: string, value: string): string;
    choice(option: string, value: string, choices: readonly string[]): string;
    map(value: string): string;
    needs(option: string, other: string): string;
    window(): string;
    sameFile(): string;
    noOutput(file: string): string;
  };
  readonly keys: {
    readonly keys: string;
    readonly add: string;
    readonly name: string;
    readonly list: string;
    /** Headings: whose, id, made, revoked. */
    readonly columns: readonly [string, string, string, string];
    readonly revoke: string;
    readonly nameOfKey: string;
    revoked(name: string): string;
    readonly database: string;
    readonly added: string;
    /** @param code - A code of the store or of the platform. */
    refused(code: string): string;
  };
  readonly decode: DecodeMessages;
  readonly gaen: GaenMessages;
  readonly ids: IdsMessages;
  readonly posters: PostersMessages;
  readonly nfc: NfcMessages;
  inputRefused(file: string, line: number | null, why: string): string;
  wrongUsage(why: string): string;
  ourFault(why: string): string;
  readonly stopped: string;
  readonly phase: Readonly<Record<Phase, string>>;
  readonly report: ReportMessages;
}

/** Steps that a progress display names. */
export type Phase = 'read' | Progress['phase'];

/** The sentences of `waypost decode`. */
export interface DecodeMessages {
  readonly decode: string;
  readonly text: string;
  readonly trust: string;
  readonly issuer: string;
  readonly at: string;
  readonly json: string;
  readonly examples: string;
  /** What a text on the command line is called where a file would be named. */
  readonly yourText: string;
  severalCodes(count: number): string;
  keyUnreadable(file: string): string;
  keyUnsuitable(why: string): string;
  readonly fields: Readonly<
    Record<
      | 'format'
      | 'signature'
      | 'name'
      | 'address'
      | 'zone'
      | 'id'
      | 'notBefore'
      | 'expires'
      | 'status',
      string
    >
  >;
  readonly signature: Readonly<Record<SignatureVerdict, string>>;
  readonly status: Readonly<Record<ValidityStatus, string>>;
}

/** The sentences of a report. */
export interface ReportMessages {
  readonly units: { readonly second: string; readonly minute: string; readonly hour: string };
  rowsRead(rows: string, skipped: string): string;
  badRow(line: number, why: string): string;
  moreBadRows(count: string): string;
  unknownIndex(persons: string): string;
  rule(parts: { readonly preset: string | null; readonly version: string }): string;
  single(minutes: string): string;
  cumulative(minutes: string): string;
  openStay(duration: string): string;
  fixedStay(duration: string): string;
  readonly exclusiveStay: string;
  linger(duration: string, atMostStay: boolean): string;
  tolerance(duration: string): string;
  window(from: string | null, to: string | null): string;
  readonly near: string;
  totals(t: {
    readonly encounters: string;
    readonly pairs: string;
    readonly people: string;
    readonly venues: string;
    readonly duration: string;
  }): string;
  readonly nobody: string;
  contactsOf(person: string, count: string): string;
  noContacts(person: string): string;
  readonly columns: {
    readonly person: string;
    readonly encounters: string;
    readonly longest: string;
    readonly total: string;
    readonly best: string;
    readonly first: string;
    readonly last: string;
    readonly venues: string;
    readonly cases: string;
    readonly venue: string;
  };
  moreContacts(count: string): string;
  secondDegree(count: string, persons: string): string;
  clusters(count: string, minCases: string, from: string, to: string): string;
  unknownCases(count: string): string;
  timesIn(zone: string): string;
  digest(digest: string): string;
  csvWritten(file: string, rows: string): string;
  cost(c: {
    readonly rows: string;
    readonly seconds: string;
    readonly rate: string;
    readonly memory: string;
  }): string;
}
