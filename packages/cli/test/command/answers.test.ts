/** What `waypost match` prints when all is well. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonReport } from '../match/run-kit.ts';
import { type Ran, runMatchCommand, runWaypost } from '../run-waypost.ts';
import { scratchFolder } from '../scratch.ts';

const { path, write } = scratchFolder();

const HEADER = 'person,venue,start,end\n';
const ROWS = ['a,v,0,3600', 'b,v,1800,3600', 'b,w,7200,9000', 'c,w,7200,9000', 'd,w,9000,'];
const checkIns = write('rows.csv', `${HEADER}${ROWS.join('\n')}\n`);

const jsonOf = ({ code, stdout }: Ran): JsonReport => {
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe('waypost match', () => {
  it('prints JSON with exactly these names', async () => {
    const report = jsonOf(await runMatchCommand(['--check-ins', checkIns, '--json']));
    expect(Object.keys(report)).toEqual(['rule', 'ruleVersion', 'inputDigest', 'rows', 'totals']);
    expect(report).toMatchObject({
      rule: { preset: null, mode: 'single', minOverlapSeconds: 900 },
      ruleVersion: '1',
      inputDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      rows: { read: 5, skipped: 0 },
    });
    expect(report.totals).toEqual({
      encounters: 2,
      pairs: 2,
      people: 3,
      venues: 2,
      overlapSeconds: 3600,
    });
  });

  it('prints contacts and theirs, for each --index', async () => {
    const args = ['--check-ins', checkIns, '--json', '--second-degree', '--index', 'b'];
    const report = jsonOf(await runMatchCommand([...args, '--index=a']));
    expect(report.index).toEqual([
      {
        person: 'a',
        contacts: [
          {
            person: 'b',
            encounters: 1,
            longestSeconds: 1800,
            totalSeconds: 1800,
            venues: ['v'],
            firstStart: 1800,
            lastEnd: 3600,
          },
        ],
        secondDegree: ['c'],
      },
      expect.objectContaining({ person: 'b', secondDegree: [] }),
    ]);
    expect(report.index![1]!.contacts.map(({ person }) => person)).toEqual(['a', 'c']);
  });

  it('prints the same bytes whatever the order of the rows and however often one repeats', async () => {
    const doubled = [...ROWS, ...ROWS.slice(1, 4)].reverse();
    const shuffled = write('shuffled.csv', `${HEADER}${doubled.join('\r\n')}`);
    const options = ['--json', '--index', 'b', '--second-degree', '--mode', 'cumulative-24h'];
    const one = await runMatchCommand(['--check-ins', checkIns, ...options]);
    const other = await runMatchCommand(['--check-ins', shuffled, ...options]);
    expect(jsonOf(other).rows).toEqual({ read: 8, skipped: 0 });
    expect(other.stdout).toBe(one.stdout.replace('"read": 5', '"read": 8'));
  });

  it('goes on past bad rows if told to', async () => {
    const bad = write('bad.csv', `${HEADER}a,v,2,1\n${ROWS.join('\n')}\nb,v,,\n`);
    const args = ['--check-ins', bad, '--skip-bad-rows', '--index', 'z'];
    const report = jsonOf(await runMatchCommand([...args, '--json']));
    expect(report.rows).toEqual({ read: 7, skipped: 2 });
    expect(report.skippedRows?.map(({ line }) => line)).toEqual([2, 8]);
    expect(report.unknownIndex).toEqual(['z']);
  });

  it('reads standard input, and says on standard error what it took', async () => {
    const stdin = readFileSync(checkIns, 'utf8');
    const { code, stdout, stderr } = await runMatchCommand(['--check-ins', '-'], { stdin });
    expect(code).toBe(0);
    expect(stdout).toContain('pairs 2');
    expect(stderr).toMatch(/^5 rows in [\d.]+ s \([\d,]+ rows a second\), peak memory \d+ MB\.\n$/);
  });

  it('writes a CSV beside any report', async () => {
    const file = path('out.csv');
    const args = ['--check-ins', checkIns, '--csv', file, '--display-zone', 'Asia/Ho_Chi_Minh'];
    const { code, stderr } = await runMatchCommand(args);
    expect(code).toBe(0);
    expect(stderr).toContain(file);
    expect(readFileSync(file, 'utf8').split('\r\n')).toEqual([
      expect.stringMatching(/^\uFEFFindex,degree,person,/),
      'a,1,b,1,1800,1800,,v,1970-01-01T08:30:00+08:00,1970-01-01T09:00:00+08:00',
      'b,1,c,1,1800,1800,,w,1970-01-01T10:00:00+08:00,1970-01-01T10:30:00+08:00',
      '',
    ]);
  });

  it('speaks Vietnamese when asked, or where the machine does', async () => {
    const spoken = await runMatchCommand(['--check-ins', checkIns, '--lang', 'vi']);
    const native = await runMatchCommand(['--check-ins', checkIns], {
      env: { LANG: 'vi_VN.UTF-8' },
    });
    expect(spoken.stdout).toContain('Đã đọc 5 lượt đến, bỏ qua 0.');
    expect(spoken.stdout).not.toMatch(/check-in|Rule|Times/);
    expect(native.stdout).toBe(spoken.stdout);
    const refused = await runMatchCommand(['--check-ins', path('no.csv'), '--lang=vi']);
    expect(refused).toMatchObject({ code: 3, stderr: `${path('no.csv')}: không có tệp này.\n` });
  });

  it('explains itself', async () => {
    const { code, stdout } = await runWaypost(['match', '--help', '--lang', 'vi']);
    expect(code).toBe(0);
    expect(stdout).toContain('Ví dụ:');
    expect(stdout).toContain('--second-degree');
  });
});
