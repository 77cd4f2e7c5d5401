/**
 * The report for programs: one JSON object, written as it is found. Its names are documented in
 * `docs/matching.md`.
 *
 * @module
 */
import type { IndexContacts } from '@waypost/core/matching';
import type { Messages } from '../language/messages.ts';
import type { MatchInput, Report } from './report.ts';

/** Writes text and waits until there is room for more. */
export type WriteText = (text: string) => Promise<void>;

/** @param write - Where the report goes. */
export function jsonReport(write: WriteText, words: Messages): Report {
  let entries = 0;
  return {
    async begin(input) {
      const head = Object.entries(headOf(input, words)).map(([name, value]) => field(name, value));
      await write(`{\n${head.join(',\n')}`);
    },
    async indexPerson(found) {
      await write(`${entries === 0 ? ',\n  "index": [' : ','}\n    ${entryOf(found)}`);
      entries++;
    },
    async end({ totals }, { request }) {
      if (entries > 0) await write('\n  ]');
      else if (request.index) await write(',\n  "index": []');
      await write(`,\n${field('totals', totals)}\n}\n`);
    },
  };
}

const field = (name: string, value: unknown): string =>
  `  ${JSON.stringify(name)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;

/** One line a contact: lists of a million of them stay readable and small. */
function entryOf({ person, contacts, secondDegree }: IndexContacts): string {
  const lines = contacts.map((contact) => `\n      ${JSON.stringify(contact)}`);
  const second = secondDegree ? `, "secondDegree": ${JSON.stringify(secondDegree)}` : '';
  return `{ "person": ${JSON.stringify(person)}, "contacts": [${lines.join(',')}]${second} }`;
}

function headOf(input: MatchInput, words: Messages): Record<string, unknown> {
  const { rows, badRows, unknownIndex, clusters } = input;
  return {
    rule: effectiveOptions(input),
    ruleVersion: input.ruleVersion,
    inputDigest: input.inputDigest,
    rows,
    ...(badRows.length === 0
      ? {}
      : {
          skippedRows: badRows.map(({ line, problem }) => ({
            line,
            problem: problem.kind,
            message: words.problem(problem),
          })),
        }),
    ...(unknownIndex.length === 0 ? {} : { unknownIndex }),
    ...(clusters ? { clusters: clusters.venues, unknownCases: clusters.unknownCases } : {}),
  };
}

function effectiveOptions({ request, nearDigest, clusters }: MatchInput): object {
  const { preset, rule } = request;
  return {
    preset,
    mode: rule.mode,
    minOverlapSeconds: rule.minOverlapSeconds,
    staySeconds: rule.staySeconds,
    maxStaySeconds: rule.maxStaySeconds,
    exclusiveStay: rule.exclusiveStay,
    lingerSeconds: rule.lingerSeconds,
    lingerAtMostStay: rule.lingerAtMostStay,
    toleranceSeconds: rule.toleranceSeconds,
    minIndexStaySeconds: rule.minIndexStaySeconds,
    from: rule.from,
    to: rule.to,
    near: nearDigest,
    timeZone: request.timeZone?.name ?? null,
    index: request.index,
    secondDegree: request.secondDegree,
    clusters: request.clusters && {
      minCases: request.clusters.minCases,
      withinDays: request.clusters.withinDays,
      windowStart: clusters?.window.start,
      windowEnd: clusters?.window.end,
      cases: clusters?.casesDigest,
    },
    skipBadRows: request.skipBadRows,
  };
}
