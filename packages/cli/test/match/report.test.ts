import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../scratch.ts';
import { run, runJson } from './run-kit.ts';

const { write } = scratchFolder();
const csv = (name: string, rows: readonly string[]) =>
  write(name, `person,venue,start,end\n${rows.join('\n')}\n`);

const ROWS = ['a,v,0,3600', 'b,v,1800,3600', 'b,w,7200,9000', 'c,w,7200,9000', 'd,x,0,'];

describe('the report for people', () => {
  const checkIns = csv('rows.csv', ROWS);

  it('is a summary and a table', async () => {
    const text = await run({ checkIns, index: ['a', 'd'], secondDegree: true });
    expect(text).toBe(`5 check-ins read, 0 skipped.

Rule (definitions version 1):
  a contact was at the same place for 15 min or more at a time
  stays without an end last 3 h

In all: encounters 1, pairs 1, people 2, venues 1, together 30 min.

Contacts of a: 1

Person  Times met  Longest  In all  First             Last until        Venues
──────  ─────────  ───────  ──────  ────────────────  ────────────────  ──────
b               1   30 min  30 min  1970-01-01 00:30  1970-01-01 01:00  v

Contacts of these contacts (second degree), 1: c

Contacts of d: none

Times in UTC.
Input ${(await runJson({ checkIns })).inputDigest}
`);
  });

  it('says what every part of the rule does', async () => {
    const text = await run({
      checkIns,
      index: ['a'],
      preset: 'cwa-10min-aerosol',
      stay: '1h',
      exclusiveStay: true,
      tolerance: '45',
      from: '0',
      to: '7265',
      timeZone: 'Asia/Ho_Chi_Minh',
      displayZone: 'Asia/Ho_Chi_Minh',
    });
    expect(text).toContain(`Rule cwa-10min-aerosol (definitions version 1):
  a contact was at the same place for 10 min or more at a time
  stays without an end last 1 h
  a stay ends with the next check-in elsewhere
  presence counts 30 min longer after an index person left, at most as long as the stay
  stays of index persons are widened by 45 s on both sides
  only presence from 1970-01-01 08:00 until 1970-01-01 10:01
`);
    expect(text).toContain('Times in Asia/Ho_Chi_Minh.');
  });

  it('says so when nobody met anybody', async () => {
    expect(await run({ checkIns, minOverlap: '2h' })).toContain('Nobody met anybody');
  });

  it('lists the bad rows that were skipped, and how many more there are', async () => {
    const bad = Array.from({ length: 25 }, () => 'a,v,2,1');
    const text = await run({ checkIns: csv('bad.csv', [...bad, ...ROWS]), skipBadRows: true });
    expect(text).toContain(
      '30 check-ins read, 25 skipped.\n  skipped line 2: the stay ends before',
    );
    expect(text).toContain('\n  skipped line 21: ');
    expect(text).not.toContain('line 22');
    expect(text).toContain('\n  … and 5 more\n');
  });

  it('shows fifty contacts, three venues of each, and how many more there are', async () => {
    const people = Array.from({ length: 60 }, (_, i) => `p${String(i).padStart(2, '0')}`);
    const venues = ['v1', 'v2', 'v3', 'v4', 'v5'];
    const rows = venues.flatMap((venue) => ['x', ...people].map((id) => `${id},${venue},0,900`));
    const text = await run({ checkIns: csv('many.csv', rows), index: ['x'] });
    expect(text).toContain('Contacts of x: 60');
    expect(text).toMatch(/\np49 .* v1, v2, v3 … \(\+2\)\n… and 10 more/);
    expect(text).not.toContain('p50');
  });

  it('keeps control characters of ids from the terminal, everywhere', async () => {
    const evil = ['\u001b[2J', 'two\nlines', 'r\u202Etl', '\u009b31m', 'bell\u0007'];
    const ids = evil.map((id) => `"${id}"`);
    const rows = ids.flatMap((id, i) => [`${id},${ids[0]},0,900`, `x,${id},${i},${900 + i}`]);
    const again = ids.map((id) => `y,${id},10000,20000`);
    const more = ids.map((id) => `${id},${ids[1]},10000,20000`);
    const text = await run({
      checkIns: csv('evil.csv', [...rows, ...again, ...more]),
      index: [...evil, 'x', 'un\u001bknown'],
      secondDegree: true,
      skipBadRows: true,
      minOverlap: '1',
      clusters: '1',
      within: '1',
      cases: write('cases.csv', `${ids.join('\n')}\n`),
    });
    for (const shown of ['�[2J', 'two�lines', 'r�tl', '�31m', 'bell�', 'un�known'])
      expect(text).toContain(shown);
    expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(text).not.toContain('two\n');
  });
});

describe('the report for programs', () => {
  const checkIns = csv('rows.csv', ROWS);

  it('names every effective option', async () => {
    const { rule } = await runJson({
      checkIns,
      index: ['d', 'a', 'a'],
      preset: 'campus-120s',
      mode: 'cumulative-24h',
      maxStay: '2h',
      from: '1970-01-01T01:00:00Z',
      timeZone: 'Asia/Ho_Chi_Minh',
      secondDegree: true,
      skipBadRows: true,
    });
    expect(rule).toEqual({
      preset: 'campus-120s',
      mode: 'cumulative-24h',
      minOverlapSeconds: 1,
      staySeconds: null,
      maxStaySeconds: 7200,
      exclusiveStay: false,
      lingerSeconds: 0,
      lingerAtMostStay: false,
      toleranceSeconds: 120,
      minIndexStaySeconds: 0,
      from: 3600,
      to: null,
      near: null,
      timeZone: 'Asia/Ho_Chi_Minh',
      index: ['a', 'd'],
      secondDegree: true,
      clusters: null,
      skipBadRows: true,
    });
  });

  it('adds the best window where presence adds up', async () => {
    const { index } = await runJson({ checkIns, index: ['b'], mode: 'cumulative-24h' });
    expect(index![0]!.contacts).toEqual([
      {
        person: 'a',
        encounters: 1,
        longestSeconds: 1800,
        totalSeconds: 1800,
        bestWindowSeconds: 1800,
        venues: ['v'],
        firstStart: 1800,
        lastEnd: 3600,
      },
      expect.objectContaining({ person: 'c', bestWindowSeconds: 1800 }),
    ]);
  });

  it('lists the bad rows with their problem for programs and for people', async () => {
    const rows = ['a,v,2,1', 'a,,1,2', 'a,v,soon,', ...ROWS];
    const report = await runJson({ checkIns: csv('bad.csv', rows), skipBadRows: true });
    expect(report.rows).toEqual({ read: 8, skipped: 3 });
    expect(report.skippedRows).toEqual([
      { line: 2, problem: 'end-before-start', message: expect.stringContaining('ends before') },
      { line: 3, problem: 'field-empty', message: 'venue is empty' },
      { line: 4, problem: 'time', message: expect.stringContaining('start is not a time') },
    ]);
    const clean = await runJson({ checkIns });
    expect(report.inputDigest).toBe(clean.inputDigest);
    expect(report.totals).toEqual(clean.totals);
  });

  it('goes on without unknown index persons if bad input is to be skipped', async () => {
    const report = await runJson({ checkIns, index: ['z', 'a', 'y'], skipBadRows: true });
    expect(report.unknownIndex).toEqual(['y', 'z']);
    expect(report.index!.map(({ person }) => person)).toEqual(['a']);
    const none = await runJson({ checkIns, index: ['z'], skipBadRows: true });
    expect(none).toMatchObject({ unknownIndex: ['z'], index: [], totals: { pairs: 0 } });
  });

  it('names clusters, their window and the cases who never checked in', async () => {
    const cases = write('f0.txt', 'a\nb\nnobody\n');
    const clusters = { clusters: '2', within: '1', cases };
    const report = await runJson({ checkIns, ...clusters });
    expect(report.clusters).toEqual([{ venue: 'v', cases: 2 }]);
    expect(report.unknownCases).toBe(1);
    // The last check-in begins at 7200, and the window just after; it never begins before 1970.
    expect(report.rule['clusters']).toMatchObject({
      minCases: 2,
      withinDays: 1,
      windowStart: 0,
      windowEnd: 7201,
    });
    const later = await runJson({ checkIns, ...clusters, from: '3600', to: '9000' });
    expect(later.clusters).toEqual([]);
    expect(later.rule['clusters']).toMatchObject({ windowStart: 3600, windowEnd: 9000 });
  });

  it('sorts by code units', async () => {
    const ids = ['b', 'B', '10', '9', 'ä', '😀', '\uFF5A'];
    const rows = [...ids, 'x'].map((id) => `${id},v,0,900`);
    const { index } = await runJson({ checkIns: csv('ids.csv', rows), index: ['x'] });
    expect(index![0]!.contacts.map(({ person }) => person)).toEqual([...ids].sort());
  });
});
