/**
 * The report for people: what was read, by which rule, what was found.
 *
 * @module
 */
import type { Contact, IndexContacts, MatchingRule, Totals } from '@waypost/core/matching';
import type { Language } from '../language/index.ts';
import type { Messages, ReportMessages } from '../language/messages.ts';
import { printable } from '../terminal/printable.ts';
import { textTable } from '../terminal/table.ts';
import type { FoundClusters, MatchInput, Report } from './report.ts';
import type { WriteText } from './report-json.ts';

/** Lines of a table before the reader is sent to a file. */
const MAX_TABLE_ROWS = 50;
const MAX_BAD_ROWS = 20;
const MAX_IDS = 100;
const MAX_VENUES = 3;

/** What a table shows of one index person, and how much there was. */
interface ShownContacts {
  readonly person: string;
  readonly contacts: readonly Contact[];
  readonly contactCount: number;
  readonly secondDegree: readonly string[];
  readonly secondDegreeCount: number;
}

/** Writes the report at the end, in one language and one zone of time. */
export function textReport(write: WriteText, words: Messages, language: Language): Report {
  const shown: ShownContacts[] = [];
  return {
    async begin() {},
    async indexPerson({ person, contacts, secondDegree = [] }: IndexContacts) {
      shown.push({
        person,
        contacts: contacts.slice(0, MAX_TABLE_ROWS),
        contactCount: contacts.length,
        secondDegree: secondDegree.slice(0, MAX_IDS),
        secondDegreeCount: secondDegree.length,
      });
    },
    async end({ totals }, input) {
      const lines = new ReportWriter(input, words, language).lines(totals, shown);
      await write(`${lines.join('\n')}\n`);
    },
  };
}

class ReportWriter {
  readonly #input: MatchInput;
  readonly #messages: Messages;
  readonly #words: ReportMessages;
  readonly #number: Intl.NumberFormat;

  constructor(input: MatchInput, words: Messages, language: Language) {
    this.#input = input;
    this.#messages = words;
    this.#words = words.report;
    this.#number = new Intl.NumberFormat(language);
  }

  lines(totals: Totals, shown: readonly ShownContacts[]): string[] {
    const { inputDigest, request, clusters } = this.#input;
    return [
      ...this.#rows(),
      '',
      ...this.#rule(request.rule),
      '',
      this.#totals(totals),
      ...shown.flatMap((entry) => ['', ...this.#contactsOf(entry)]),
      ...(clusters ? ['', ...this.#clusters(clusters)] : []),
      '',
      this.#words.timesIn(request.displayZone.name),
      this.#words.digest(inputDigest),
    ];
  }

  #rows(): string[] {
    const { rows, badRows, unknownIndex } = this.#input;
    const listed = badRows.slice(0, MAX_BAD_ROWS);
    const more = rows.skipped - listed.length;
    return [
      this.#words.rowsRead(this.#count(rows.read), this.#count(rows.skipped)),
      ...listed.map(({ line, problem }) =>
        this.#words.badRow(line, this.#messages.problem(problem)),
      ),
      ...(more > 0 ? [this.#words.moreBadRows(this.#count(more))] : []),
      ...(unknownIndex.length > 0
        ? [this.#words.unknownIndex(this.#ids(unknownIndex.slice(0, MAX_IDS), unknownIndex.length))]
        : []),
    ];
  }

  #rule(rule: MatchingRule): string[] {
    const words = this.#words;
    const { preset } = this.#input.request;
    const atLeast = this.#duration(rule.minOverlapSeconds);
    const time = (at: number | null): string | null => (at === null ? null : this.#time(at));
    return [
      words.rule({ preset, version: this.#input.ruleVersion }),
      rule.mode === 'single' ? words.single(atLeast) : words.cumulative(atLeast),
      rule.staySeconds === null
        ? words.openStay(this.#duration(rule.maxStaySeconds))
        : words.fixedStay(this.#duration(rule.staySeconds)),
      ...(rule.exclusiveStay ? [words.exclusiveStay] : []),
      ...(rule.lingerSeconds > 0
        ? [words.linger(this.#duration(rule.lingerSeconds), rule.lingerAtMostStay)]
        : []),
      ...(rule.toleranceSeconds > 0
        ? [words.tolerance(this.#duration(rule.toleranceSeconds))]
        : []),
      ...(rule.from !== null || rule.to !== null
        ? [words.window(time(rule.from), time(rule.to))]
        : []),
      ...(this.#input.nearDigest === null ? [] : [words.near]),
    ];
  }

  #totals({ encounters, pairs, people, venues, overlapSeconds }: Totals): string {
    if (encounters === 0) return this.#words.nobody;
    return this.#words.totals({
      encounters: this.#count(encounters),
      pairs: this.#count(pairs),
      people: this.#count(people),
      venues: this.#count(venues),
      duration: this.#duration(overlapSeconds),
    });
  }

  #contactsOf(shown: ShownContacts): string[] {
    const id = printable(shown.person);
    const { contactCount, secondDegreeCount } = shown;
    if (contactCount === 0) return [this.#words.noContacts(id)];
    const more = contactCount - shown.contacts.length;
    return [
      this.#words.contactsOf(id, this.#count(contactCount)),
      '',
      ...this.#contactTable(shown.contacts),
      ...(more > 0 ? [this.#words.moreContacts(this.#count(more))] : []),
      ...(secondDegreeCount > 0
        ? [
            '',
            this.#words.secondDegree(
              this.#count(secondDegreeCount),
              this.#ids(shown.secondDegree, secondDegreeCount),
            ),
          ]
        : []),
    ];
  }

  #contactTable(contacts: readonly Contact[]): string[] {
    const { columns } = this.#words;
    const adds = this.#input.request.rule.mode === 'cumulative-24h';
    const header = [
      columns.person,
      columns.encounters,
      columns.longest,
      columns.total,
      ...(adds ? [columns.best] : []),
      columns.first,
      columns.last,
      columns.venues,
    ];
    const rows = contacts.map((contact) => [
      printable(contact.person),
      this.#count(contact.encounters),
      this.#duration(contact.longestSeconds),
      this.#duration(contact.totalSeconds),
      ...(adds ? [this.#duration(contact.bestWindowSeconds ?? 0)] : []),
      this.#time(contact.firstStart),
      this.#time(contact.lastEnd),
      this.#ids(contact.venues.slice(0, MAX_VENUES), contact.venues.length),
    ]);
    const numbers = adds ? 4 : 3;
    return textTable(
      header,
      rows,
      header.map((_, i) => i >= 1 && i <= numbers),
    );
  }

  #clusters({ window, venues, unknownCases }: FoundClusters): string[] {
    const { columns } = this.#words;
    const minCases = this.#input.request.clusters?.minCases ?? 1;
    const [from, to] = [this.#time(window.start), this.#time(window.end)];
    const shown = venues.slice(0, MAX_TABLE_ROWS);
    const more = venues.length - shown.length;
    const rows = shown.map(({ venue, cases }) => [printable(venue), this.#count(cases)]);
    return [
      this.#words.clusters(this.#count(venues.length), this.#count(minCases), from, to),
      ...(rows.length > 0
        ? ['', ...textTable([columns.venue, columns.cases], rows, [false, true])]
        : []),
      ...(more > 0 ? [this.#words.moreContacts(this.#count(more))] : []),
      ...(unknownCases > 0 ? [this.#words.unknownCases(this.#count(unknownCases))] : []),
    ];
  }

  #count(value: number): string {
    return this.#number.format(value);
  }

  #time(unixSeconds: number): string {
    return this.#input.request.displayZone.toDisplay(unixSeconds);
  }

  #ids(shown: readonly string[], count: number): string {
    const more = count - shown.length;
    const list = shown.map(printable).join(', ');
    return more > 0 ? `${list} … (+${this.#count(more)})` : list;
  }

  /** `45 s`, `15 min`, `1 h 05`, as in a railway timetable. */
  #duration(seconds: number): string {
    const { second, minute, hour } = this.#words.units;
    const minutes = Math.floor(seconds / 60);
    const rest = seconds % 60;
    if (minutes === 0) return `${rest} ${second}`;
    if (minutes < 60) return `${minutes} ${minute}${rest === 0 ? '' : ` ${rest} ${second}`}`;
    const past = minutes % 60;
    const hours = this.#count(Math.floor(minutes / 60));
    return `${hours} ${hour}${past === 0 ? '' : ` ${String(past).padStart(2, '0')}`}`;
  }
}
