/**
 * Who met whom, where, for how long: the department's main question.
 *
 * @module
 */
import { WaypostError } from '../primitives/errors.ts';
import type { CheckInTable } from './check-in-table.ts';
import type { ContactFacts } from './contacts.ts';
import { type Contact, Matcher } from './matcher.ts';
import { Pace, type PaceOptions } from './pace.ts';
import { type MatchingRule, RULE_VERSION } from './rule.ts';
import { buildStayIndex } from './stay-index.ts';
import { Tally, type Totals } from './totals.ts';

/** What was found for one index person. */
export interface IndexContacts {
  readonly person: string;
  readonly contacts: readonly Contact[];
  /** People who met a contact after the contact met the index person; only where asked for. */
  readonly secondDegree?: readonly string[];
}

/** What is asked of a table. */
export interface PresenceQuery {
  readonly rule: MatchingRule;
  /** Whose contacts are looked for. Left out: everybody's, and only totals are kept. */
  readonly index?: readonly string[];
  /** Whether contacts of contacts are looked for; needs `index`. */
  readonly secondDegree?: boolean;
  /** What to do with an index person who has no check-in; by default `refuse`. */
  readonly unknownIndex?: 'refuse' | 'skip';
  /**
   * With `index`: receives what was found for each, by id, as it is found. The result then holds no
   * list of them.
   */
  readonly onIndexPerson?: (found: IndexContacts) => void | Promise<void>;
  /** Without `index`: receives every pair as it is found, by person, then contact. Nothing is held. */
  readonly onPair?: (person: string, contact: Contact) => void;
}

/** The answer to a {@link PresenceQuery}. */
export interface PresenceResult {
  readonly ruleVersion: string;
  readonly totals: Totals;
  /** Sorted by id; left out where no index was asked for, or `onIndexPerson` received it. */
  readonly index?: readonly IndexContacts[];
}

/**
 * Finds contacts by the definitions of `docs/matching.md`.
 *
 * Cost: linear in the check-ins to prepare, then in the common presences of those who are asked for.
 * Memory: 12 to 24 bytes a stay, and what is found: nothing of it with `onIndexPerson` or `onPair`.
 *
 * @throws {@link WaypostError} `PERSON_UNKNOWN` for an index person without a check-in.
 * @throws {@link WaypostError} `RULE_INVALID` for a tolerance, linger or second degree without `index`.
 * @throws The reason of `options.signal` when it aborts.
 */
export async function matchPresence(
  table: CheckInTable,
  query: PresenceQuery,
  options: PaceOptions = {},
): Promise<PresenceResult> {
  assertQuery(query);
  const pace = new Pace(options);
  const indexPersons = query.index ? numbersOf(table, query.index, query.unknownIndex) : null;
  const wanted = new Uint8Array(table.persons.length);
  if (!indexPersons || query.secondDegree) wanted.fill(1);
  else for (const person of indexPersons) wanted[person] = 1;
  const index = await buildStayIndex(table, { rule: query.rule, wanted }, pace);
  const matcher = new Matcher(table, index, query.rule);
  if (!indexPersons) {
    const totals = await matchEverybody(matcher, query.onPair, pace);
    return { ruleVersion: RULE_VERSION, totals };
  }
  return { ruleVersion: RULE_VERSION, ...(await matchIndex(matcher, indexPersons, query, pace)) };
}

function assertQuery({ rule, index, secondDegree }: PresenceQuery): void {
  if (index) return;
  const widens =
    rule.toleranceSeconds > 0 || rule.lingerSeconds > 0 || rule.minIndexStaySeconds > 0;
  if (widens || secondDegree)
    throw new WaypostError(
      'RULE_INVALID',
      'tolerance, linger, a shortest index stay and second degree need index persons',
      { setting: 'index' },
    );
}

/** Their numbers in the table, ascending, each once. */
function numbersOf(
  table: CheckInTable,
  index: readonly string[],
  unknown: PresenceQuery['unknownIndex'] = 'refuse',
): number[] {
  const wanted = new Map([...new Set(index)].map((id, position) => [id, position]));
  const numbers: number[] = [];
  for (let number = 0; number < table.persons.length; number++)
    if (wanted.delete(table.persons[number]!)) numbers.push(number);
  for (const position of wanted.values())
    if (unknown === 'refuse')
      throw new WaypostError('PERSON_UNKNOWN', 'an index person has no check-in', { position });
  return numbers;
}

async function matchEverybody(
  matcher: Matcher,
  onPair: PresenceQuery['onPair'],
  pace: Pace,
): Promise<Totals> {
  const tally = new Tally(matcher.table);
  const { persons } = matcher.table;
  pace.begin('match', persons.length);
  for (let person = 0; person < persons.length; person++) {
    const contacts = matcher.contactsOf(person, {
      presence: 'as it is',
      counts: (other) => other > person, // each pair once
      bothWays: true,
    });
    for (const [other, facts] of contacts) {
      tally.add(person, other, facts);
      onPair?.(persons[person]!, matcher.named(other, facts));
    }
    if (pace.add(1, 1 + matcher.work)) await pace.turn();
  }
  pace.finish();
  return tally.totals();
}

async function matchIndex(
  matcher: Matcher,
  indexPersons: readonly number[],
  query: PresenceQuery,
  pace: Pace,
): Promise<Pick<PresenceResult, 'totals' | 'index'>> {
  const tally = new Tally(matcher.table);
  const { persons } = matcher.table;
  const found: IndexContacts[] = [];
  const isIndex = new Set(indexPersons);
  const counted = new Map<number, ReadonlySet<number>>(); // index persons among each one's contacts
  pace.begin('match', indexPersons.length);
  for (const person of indexPersons) {
    const contacts = matcher.contactsOf(person, {
      presence: 'widened',
      counts: (other) => other !== person,
    });
    // Two index persons who see each other are one pair, told from the first one's side.
    for (const [other, facts] of contacts)
      if (!counted.get(other)?.has(person)) tally.add(person, other, facts);
    counted.set(person, new Set([...contacts.keys()].filter((other) => isIndex.has(other))));
    const named = [...contacts].map(([other, facts]) => matcher.named(other, facts));
    if (pace.add(1, 1 + matcher.work)) await pace.turn();
    const one: IndexContacts = {
      person: persons[person]!,
      contacts: named,
      ...(query.secondDegree
        ? { secondDegree: await secondDegreeOf(matcher, person, { contacts, pace }) }
        : {}),
    };
    if (query.onIndexPerson) await query.onIndexPerson(one);
    else found.push(one);
  }
  pace.finish();
  return { totals: tally.totals(), ...(query.onIndexPerson ? {} : { index: found }) };
}

/** People other than the index person and its contacts who met a contact after it was exposed. */
async function secondDegreeOf(
  matcher: Matcher,
  indexPerson: number,
  { contacts, pace }: { contacts: ReadonlyMap<number, ContactFacts>; pace: Pace },
): Promise<string[]> {
  const counts = (other: number): boolean => other !== indexPerson && !contacts.has(other);
  const found = matcher.canSweep
    ? matcher.sweepSecondDegree(contacts, counts)
    : await walkSecondDegree(matcher, contacts, { counts, pace });
  if (pace.add(0, 1 + matcher.work)) await pace.turn();
  return [...found].sort((a, b) => a - b).map((person) => matcher.table.persons[person]!);
}

/** Contact by contact: where presence adds up, or is near only from where the contact was. */
async function walkSecondDegree(
  matcher: Matcher,
  contacts: ReadonlyMap<number, ContactFacts>,
  { counts, pace }: { counts: (other: number) => boolean; pace: Pace },
): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  for (const [contact, { firstEnd }] of contacts) {
    const second = matcher.contactsOf(contact, {
      presence: 'as it is',
      counts: (other) => counts(other) && !found.has(other),
      from: firstEnd,
    });
    for (const other of second.keys()) found.add(other);
    if (pace.add(0, 1 + matcher.work)) await pace.turn();
  }
  return found;
}
