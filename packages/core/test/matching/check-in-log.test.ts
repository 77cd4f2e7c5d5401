import {
  buildCheckInTable,
  CheckInLog,
  type CheckInRow,
  checkInTable,
  compareIds,
  OPEN_END,
} from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';

const good: CheckInRow = { person: 'a', venue: 'v', start: 10, end: 20 };

describe('checkInTable', () => {
  it('sorts ids by code units, and rows by venue, person, start, end and zone', async () => {
    const rows = [
      { ...good, person: '\uff21', zone: 'z' },
      { ...good, person: '\u{1d54f}' },
      { ...good, person: 'a', venue: 'w' },
      { person: 'a', venue: 'v', start: 10 },
      { ...good, zone: 'z' },
      { ...good, zone: '' },
      good,
      { ...good, end: 10 },
    ];
    expect(await checkInTable(rows)).toEqual({
      persons: ['a', '\u{1d54f}', '\uff21'],
      venues: ['v', 'w'],
      zones: ['', 'z'],
      venueOffset: Uint32Array.of(0, 6, 7),
      person: Uint32Array.of(0, 0, 0, 0, 1, 2, 0),
      start: new Uint32Array(7).fill(10),
      end: Uint32Array.of(10, 20, 20, OPEN_END, 20, 20, 20),
      zone: Uint32Array.of(0, 0, 1, 0, 0, 1, 0),
    });
    expect(['\uff21', '\u{1d54f}', 'a'].sort(compareIds)).toEqual(['a', '\u{1d54f}', '\uff21']);
  });

  it('keeps the same stay of a person at two venues', async () => {
    const table = await checkInTable([good, { ...good, venue: 'w' }, good]);
    expect(table.venueOffset).toEqual(Uint32Array.of(0, 1, 2));
  });

  it('takes names that objects have of themselves as ids like any other', async () => {
    const ids = ['__proto__', 'constructor', 'toString', ''];
    const table = await checkInTable(
      ids.map((id) => ({ ...good, person: id, venue: id, zone: id })),
    );
    expect(table.persons).toEqual([...ids].sort());
    expect(table.venues).toEqual(table.persons);
    expect(table.zones).toEqual(table.persons);
  });

  it.each<[string, Partial<Record<keyof CheckInRow, unknown>>]>([
    ['an end before the start', { end: 9 }],
    ['a start before the epoch', { start: -1 }],
    ['half a second', { start: 10.5 }],
    ['no start', { start: undefined }],
    ['a start that is no number', { start: Number.NaN }],
    ['a start as text', { start: '10' }],
    ['a start after 2106', { start: 2 ** 32, end: null }],
    ['an end after 2106', { end: 2 ** 32 }],
    ['an end without limit', { end: Number.POSITIVE_INFINITY }],
  ])('refuses %s', async (_what, change) => {
    const rows = [good, { ...good, ...change } as CheckInRow];
    await expect(checkInTable(rows)).rejects.toMatchObject({ code: 'CHECK_IN_INVALID' });
  });
});

describe('CheckInLog', () => {
  it('counts its rows, and gives them back in order, over the bounds of its blocks', () => {
    const log = new CheckInLog({ zones: true });
    expect(log.length).toBe(0);
    const rows = Array.from({ length: 40_000 }, (_, n) => n);
    const lengths = rows.map((n) => {
      log.add(n + 1, n + 2, { start: n, end: n + 3, zone: n + 4 });
      return log.length;
    });
    expect(lengths).toEqual(rows.map((n) => n + 1));
    const blocks = [...log.blocks()];
    expect(blocks.length).toBeGreaterThan(1);
    const column = (name: 'person' | 'venue' | 'start' | 'end' | 'zone') =>
      blocks.flatMap((block) => [...block[name]!]);
    expect(column('start')).toEqual(rows);
    expect(column('person')).toEqual(rows.map((n) => n + 1));
    expect(column('venue')).toEqual(rows.map((n) => n + 2));
    expect(column('end')).toEqual(rows.map((n) => n + 3));
    expect(column('zone')).toEqual(rows.map((n) => n + 4));
  });

  it.each<[string, [number, number, number]]>([
    ['person', [-1, 0, 0]],
    ['person', [0.5, 0, 0]],
    ['venue', [0, 2 ** 32, 0]],
    ['venue', [0, Number.NaN, 0]],
    ['zone', [0, 0, -1]],
    ['zone', [0, 0, 1.5]],
  ])('refuses a number that is no uint32: %s of %j', (_what, [person, venue, zone]) => {
    const log = new CheckInLog({ zones: true });
    expect(() => log.add(person, venue, { start: 1, end: 2, zone })).toThrow(
      expect.objectContaining({ code: 'CHECK_IN_INVALID' }),
    );
    expect(log.length).toBe(0);
  });
});

describe('buildCheckInTable', () => {
  // Else somebody else is taken to have been there.
  it.each([
    ['person', [1, 0, 0]],
    ['venue', [0, 1, 0]],
    ['zone', [0, 0, 2]],
  ] as const)('refuses a %s number that has no name', async (_what, [person, venue, zone]) => {
    const log = new CheckInLog({ zones: true });
    log.add(person, venue, { start: 1, end: 2, zone });
    const names = { persons: ['a'], venues: ['v'], zones: ['', 'z'] };
    await expect(buildCheckInTable(log, names)).rejects.toMatchObject({ code: 'CHECK_IN_INVALID' });
  });

  it('leaves out names that no check-in has', async () => {
    const log = new CheckInLog({ zones: false });
    log.add(1, 0, { start: 1, end: 2, zone: 0 });
    const table = await buildCheckInTable(log, {
      persons: ['ghost', 'a'],
      venues: ['v', 'nowhere'],
    });
    expect(table).toMatchObject({ persons: ['a'], venues: ['v'] });
  });
});
