import { setImmediate } from 'node:timers/promises';
import {
  type CheckInRow,
  checkInTable,
  findClusters,
  type IndexContacts,
  type MatchingRule,
  matchingRule,
  matchPresence,
  PRESETS,
} from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';

const HOUR = 3600;

const at = (person: string, venue: string, start: number, end: number | null): CheckInRow => ({
  person,
  venue,
  start,
  end,
});

async function ask(rows: readonly CheckInRow[], settings: Partial<MatchingRule>, index: string[]) {
  const rule = matchingRule(settings);
  return matchPresence(await checkInTable(rows), { rule, index, secondDegree: true });
}

const namesIn = (answer: Awaited<ReturnType<typeof ask>>, index = 0): string[] =>
  answer.index![index]!.contacts.map(({ person }) => person);

describe('index persons', () => {
  const rows = [at('b', 'v', 0, 900), at('a', 'v', 0, 900), at('c', 'w', 0, 900)];

  it('are answered in order of their ids, each once', async () => {
    const answer = await ask(rows, {}, ['c', 'a', 'c', 'b']);
    expect(answer.index!.map(({ person }) => person)).toEqual(['a', 'b', 'c']);
    expect(answer.ruleVersion).toBe('1');
  });

  it('who see each other are one pair, and what they share counts once', async () => {
    const { totals } = await ask(rows, {}, ['a', 'b']);
    expect(totals).toEqual({ encounters: 1, pairs: 1, people: 2, venues: 1, overlapSeconds: 900 });
  });

  it('are told from the second one, where only that one sees the other', async () => {
    const visits = [at('a', 'v', 1000, 1600), at('b', 'v', 0, 700)];
    const settings = { lingerSeconds: 900, minOverlapSeconds: 600 };
    const answer = await ask(visits, settings, ['a', 'b']);
    expect([namesIn(answer, 0), namesIn(answer, 1)]).toEqual([[], ['a']]);
    expect(answer.totals).toMatchObject({ pairs: 1, overlapSeconds: 600 });
  });

  it('without a check-in are refused, and the error does not name them', async () => {
    const refused = ask(rows, {}, ['a', 'ghost']);
    await expect(refused).rejects.toMatchObject({
      code: 'PERSON_UNKNOWN',
      details: { position: 1 },
      message: expect.not.stringContaining('ghost'),
    });
  });

  it('can be told one after another, each awaited; the result then holds no list', async () => {
    const table = await checkInTable(rows);
    const query = { rule: matchingRule(), index: ['c', 'b', 'a'], secondDegree: true };
    const { index, ...rest } = await matchPresence(table, query);
    const told: IndexContacts[] = [];
    let isBusy = false;
    const onIndexPerson = async (found: IndexContacts) => {
      expect(isBusy).toBe(false);
      isBusy = true;
      await setImmediate();
      told.push(found);
      isBusy = false;
    };
    expect(await matchPresence(table, { ...query, onIndexPerson })).toEqual(rest);
    expect(told).toEqual(index);
  });

  it('without a check-in can be skipped', async () => {
    const table = await checkInTable(rows);
    const query = { rule: matchingRule(), unknownIndex: 'skip' } as const;
    const answer = await matchPresence(table, { ...query, index: ['ghost', 'a', 'another'] });
    expect(answer).toEqual(await matchPresence(table, { rule: matchingRule(), index: ['a'] }));
    expect((await matchPresence(table, { ...query, index: ['ghost'] })).index).toEqual([]);
  });
});

describe('the definitions, at their edges', () => {
  it('an open stay lasts for --stay if given, else for --max-stay, which cuts no other', async () => {
    const rows = [
      at('x', 'v', 0, null),
      at('a', 'v', 3600, 9999),
      at('y', 'w', 0, 20_000),
      at('b', 'w', 15_000, 16_000),
    ];
    expect(namesIn(await ask(rows, { staySeconds: 4500 }, ['x']))).toEqual(['a']);
    expect(namesIn(await ask(rows, { staySeconds: 4499 }, ['x']))).toEqual([]);
    expect(namesIn(await ask(rows, { maxStaySeconds: 4500 }, ['x']))).toEqual(['a']);
    expect(namesIn(await ask(rows, { maxStaySeconds: 4499 }, ['x']))).toEqual([]);
    expect(namesIn(await ask(rows, { maxStaySeconds: 60 }, ['y']))).toEqual(['b']);
  });

  it('an open stay that would last past 2106 ends with the last second there is', async () => {
    const start = 2 ** 32 - 5000;
    const { totals } = await ask([at('x', 'v', start, null), at('a', 'v', start, null)], {}, ['x']);
    expect(totals).toMatchObject({ pairs: 1, overlapSeconds: 4998 });
  });

  it('--exclusive-stay: the next check-in elsewhere ends a stay, one of the same second does not', async () => {
    const stays = [at('x', 'v', 0, 5000), at('x', 'w', 0, 5000), at('a', 'v', 0, 5000)];
    const seconds = async (rows: CheckInRow[]) =>
      (await ask(rows, { exclusiveStay: true, minOverlapSeconds: 1 }, ['x'])).totals.overlapSeconds;
    expect(await seconds(stays)).toBe(5000);
    expect(await seconds([...stays, at('x', 'v', 700, 710)])).toBe(5000); // the same venue
    expect(await seconds([...stays, at('x', 'u', 700, 710)])).toBe(700);
    expect(await seconds([...stays, at('x', 'u', 700, 700)])).toBe(700); // no presence, and yet
    expect(await seconds([...stays, at('a', 'u', 700, 710)])).toBe(700); // the other's stay ends too
  });

  it('--tolerance widens both sides, and what then touches is one presence', async () => {
    const stays = [at('x', 'v', 1000, 1600), at('x', 'v', 1840, 2440)];
    const rows = [
      ...stays,
      at('a', 'v', 1300, 2200),
      at('b', 'v', 2560, 4000),
      at('c', 'v', 0, 880),
    ];
    const answer = await ask(rows, { toleranceSeconds: 120 }, ['x']);
    expect(namesIn(answer)).toEqual(['a']);
    expect(answer.totals).toMatchObject({ encounters: 1, overlapSeconds: 900 });
    expect(namesIn(await ask(rows, { toleranceSeconds: 119 }, ['x']))).toEqual([]);
    const wider = { toleranceSeconds: 121, minOverlapSeconds: 1 };
    expect(namesIn(await ask(rows, wider, ['x']))).toEqual(['a', 'b', 'c']);
  });

  it('--linger is at most the stay where the rule says so, and short index stays are dropped', async () => {
    const rows = [
      at('x', 'v', 0, 600),
      at('a', 'v', 600, 1200), // all of the 600 s that the air is bad
      at('b', 'v', 601, 3000),
      at('x', 'w', 10_000, 10_599), // a second too short
      at('c', 'w', 10_000, 10_599),
    ];
    expect(namesIn(await ask(rows, PRESETS['cwa-10min-aerosol'], ['x']))).toEqual(['a']);
  });

  it('second degree: who met a contact after the contact was exposed, and no one else', async () => {
    const rows = [
      at('x', 'v', 0, 1000),
      at('a', 'v', 0, 1000),
      at('x', 'v', 90_000, 91_000),
      at('a', 'v', 90_000, 91_000),
      at('before', 'w', 0, 900), // with a, who is at v and at w at once
      at('a', 'w', 0, 5000),
      at('after', 'w', 1000, 1900),
      at('late', 'w', 4101, 6000), // 899 s
      at('x', 'w', 4000, 4001), // of no account
      at('second', 'u', 0, 5000),
      at('after', 'u', 0, 5000), // third degree
    ];
    const answer = await ask(rows, {}, ['x']);
    expect(namesIn(answer)).toEqual(['a']);
    expect(answer.index![0]!.secondDegree).toEqual(['after']);
  });

  it('near zones are seen from the index person, an unlisted zone means the whole venue', async () => {
    const zones = (...list: string[]) =>
      list.map((zone) => ({ ...at(`in ${zone}`, 'hall', 0, 900), zone }));
    const rows = zones('A', 'B', 'C', '');
    const settings = { near: { hall: { A: ['B'], C: [] } } };
    expect(namesIn(await ask(rows, settings, ['in A']))).toEqual(['in B']);
    expect(namesIn(await ask(rows, settings, ['in B']))).toEqual(['in ', 'in A', 'in C']);
    expect(namesIn(await ask(rows, settings, ['in C']))).toEqual([]);
    expect(
      namesIn(await ask(rows, { near: { hall: { A: [] }, other: {} } }, ['in '])),
    ).toHaveLength(3);
  });

  it('near zones: parts in several zones are joined before they are measured', async () => {
    const rows = [
      { ...at('x', 'hall', 0, 900), zone: 'A' },
      { ...at('a', 'hall', 0, 450), zone: 'A' },
      { ...at('a', 'hall', 450, 900), zone: 'B' },
    ];
    const { totals } = await ask(rows, { near: { hall: { A: ['B'] } } }, ['x']);
    expect(totals).toMatchObject({ encounters: 1, overlapSeconds: 900 });
  });

  it('clusters: distinct cases, half-open window, most cases first', async () => {
    const rows = ['a', 'b', 'c'].flatMap((person, n) => [
      at(person, 'big', n, 100),
      at(person, 'big', 200, 300),
      at(person, n === 2 ? 'alone' : 'small', 50, 60),
      at(person, 'touches', 60, 100),
      at(person, 'nobody', 55, 55),
    ]);
    const rule = matchingRule();
    const query = { rule, cases: ['a', 'b', 'c', 'c', 'ghost'], minCases: 2 };
    const table = await checkInTable(rows);
    const clusters = await findClusters(table, { ...query, window: { start: 50, end: 60 } });
    expect(clusters).toEqual([
      { venue: 'big', cases: 3 },
      { venue: 'small', cases: 2 },
    ]);
  });
});

describe('crowds', () => {
  it('20,000 people half a day at one venue, and one of them at thousands more', async () => {
    const crowd = Array.from({ length: 20_000 }, (_, n) =>
      at(`p${n}`, 'stadium', n, n + 12 * HOUR),
    );
    const tour = Array.from({ length: 5000 }, (_, n) => [
      at('everywhere', `v${n}`, 900 * n, 900 * n + 900),
      at(`p${n}`, `v${n}`, 900 * n, 900 * n + 900),
    ]).flat();
    const rows = [...crowd, at('everywhere', 'stadium', 0, 20_000 + 12 * HOUR), ...tour];
    const query = { rule: matchingRule(), index: ['everywhere', 'p0'] };
    const { index, totals } = await matchPresence(await checkInTable(rows), query);
    expect(index!.map(({ contacts }) => contacts.length)).toEqual([20_000, 20_000]);
    expect(index![0]!.contacts.find(({ person }) => person === 'p4999')).toEqual({
      person: 'p4999',
      encounters: 2,
      longestSeconds: 12 * HOUR,
      totalSeconds: 12 * HOUR + 900,
      venues: ['v4999', 'stadium'],
      firstStart: 4999,
      lastEnd: 4_500_000,
    });
    // One shares each of the others' 12 hours; p0 misses as many seconds of theirs as they came later.
    const withP0 = 19_999 * 12 * HOUR - (19_999 * 20_000) / 2;
    expect(totals).toEqual({
      encounters: 20_000 + 5000 + 19_999,
      pairs: 20_000 + 19_999,
      people: 20_001,
      venues: 5001,
      overlapSeconds: 20_000 * 12 * HOUR + 5000 * 900 + withP0,
    });
  });

  it('one person with a stay of years among thousands of short ones', async () => {
    const short = Array.from({ length: 20_000 }, (_, n) =>
      at(`p${n}`, 'v', n * 1000, n * 1000 + 900),
    );
    const table = await checkInTable([...short, at('resident', 'v', 0, 20_000_000)]);
    const { totals } = await matchPresence(table, { rule: matchingRule() });
    expect(totals).toMatchObject({ pairs: 20_000, people: 20_001, overlapSeconds: 18_000_000 });
  });
});
