/** What `waypost match` refuses: exit code, a message that helps, and nothing on standard output. */
import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runMatchCommand, runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';

const { folder, path, write } = scratchFolder();
const good = write('good.csv', 'person,venue,start,end\na,v,0,900\nb,v,0,900\n');

describe('waypost: wrong usage ends with 2', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [], /Usage: waypost/],
    ['an unknown command', ['mach'], /unknown command 'mach'/],
    ['no file', ['match'], /--check-ins <file>' not specified/],
    ['an unknown option', ['match', '--check-ins', good, '--minoverlap', '5m'], /--minoverlap/],
    ['a file without its option', ['match', good, '--check-ins', good], /too many arguments/],
    ['an unknown language', ['match', '--check-ins', good, '--lang', 'fr'], /en, vi/],
    ['no duration', ['match', '--check-ins', good, '--stay', '1.5h'], /--stay: "1\.5h".*15m/],
    ['an unknown zone', ['match', '--check-ins', good, '--time-zone', 'Asia/Hanoi'], /Asia\/Hanoi/],
    [
      'linger for nobody',
      ['match', '--check-ins', good, '--linger', '5m'],
      /--linger needs --index/,
    ],
  ])('%s', async (_name, args, message) => {
    const { code, stdout, stderr } = await runWaypost(args);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('a CSV that cannot be written, in any report, before anything is said', async () => {
    for (const more of [['--json'], ['--index', 'a']]) {
      const args = ['--check-ins', good, '--csv', path('no-such-folder/out.csv'), ...more];
      const { code, stdout, stderr } = await runMatchCommand(args);
      expect(stderr).toContain('out.csv cannot be written. Check the folder');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });
});

const HEADER = 'person,venue,start,end\n';
const xlsx = Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1');
const gzip = gzipSync(`${HEADER}${'a,v,0,900\n'.repeat(5000)}`);
const broken = gzip.map((byte, i) => (i === 30 ? byte ^ 0xff : byte));

describe('waypost match: refused input ends with 3', () => {
  it.each<[string, string | Uint8Array | null, string[], string]>([
    ['missing.csv', null, [], ': there is no such file.'],
    ['empty.csv', '', [], ': the file is empty. Its first line must name the columns'],
    ['header.csv', HEADER, [], ': there is a header and no row after it.'],
    ['binary.csv', 'person\0venue', [], ': this is no text. Save the table as CSV in UTF-8.'],
    ['table.xlsx', xlsx, [], ': this is an Excel or zip file. Save the table as "CSV UTF-8".'],
    ['utf16.csv', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), [], ': this is UTF-16 text. Save'],
    ['broken.csv.gz', broken, [], ': the gzip file is damaged or cut off. Copy or compress'],
    ['cut.csv.gz', gzip.subarray(0, -5), [], ': the gzip file is damaged or cut off. Copy'],
    ['no.csv.gz', HEADER, [], ': the name ends in .gz, but the file is no gzip. Rename it'],
    [
      'columns.csv',
      'name,place,start\na,v,1\n',
      [],
      ', line 1: there is no column "person". The file has: name, place, start. Name the right one with --map person=NAME.',
    ],
    [
      'backwards.csv',
      `${HEADER}a,v,1,2\nb,v,20,19\n`,
      [],
      ', line 3: the stay ends before it starts',
    ],
    [
      '50000.csv',
      `${HEADER}a,v,50000-01-01T00:00:00Z,\n`,
      [],
      ', line 2: start is too far in the future',
    ],
    [
      'local.csv',
      `${HEADER}a,v,2021-06-01 17:00,\n`,
      [],
      ', line 2: start has no offset from UTC.',
    ],
    ['quote.csv', `${HEADER}a,v,1,2\n"b,v,1,2\n`, [], ', line 3: a quotation mark is opened here'],
    ['who.csv', `${HEADER}a,v,1,2\n`, ['--index', 'z'], ': no check-in of z. Correct --index, or'],
    [
      'near.csv',
      `${HEADER}a,v,1,2\n`,
      ['--near', good],
      'good.csv: this is not JSON. Write {"venue"',
    ],
  ])('%s', async (name, content, more, message) => {
    const file = content === null ? path(name) : write(name, content);
    const { code, stdout, stderr } = await runMatchCommand([
      '--check-ins',
      file,
      '--json',
      ...more,
    ]);
    expect(stderr).toContain(message.startsWith('good') ? message : `${file}${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });

  it('with a CSV asked for, leaves none', async () => {
    const file = write('bad.csv', `${HEADER}a,v,2,1\n`);
    const { code } = await runMatchCommand(['--check-ins', file, '--csv', path('out.csv')]);
    expect(code).toBe(3);
    expect(readdirSync(folder()).filter((name) => name.startsWith('out'))).toEqual([]);
  });

  it('shows no control characters of the file', async () => {
    const file = write('evil.csv', '"\u001b[2Jname",venue,start\na,v,1\n');
    const { code, stderr } = await runMatchCommand(['--check-ins', file]);
    expect(code).toBe(3);
    expect(stderr).toContain('The file has: �[2Jname, venue, start.');
  });
});
