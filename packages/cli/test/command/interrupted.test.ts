/** What `waypost match` leaves behind when it cannot finish. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../scratch.ts';

const { folder, path, write } = scratchFolder();
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const people = Array.from({ length: 400 }, (_, i) => `p${i},v,0,900\n`);
const checkIns = write('rows.csv', `person,venue,start,end\n${people.join('')}`);

/** Runs a line of shell in which `waypost` is the command; half a megabyte of pairs comes out. */
function shell(line: string) {
  const waypost = `"${process.execPath}" --conditions=@waypost/source "${main}"`;
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', `waypost() { ${waypost} "$@"; }\n${line}`],
    { encoding: 'utf8', cwd: folder(), env: { PATH: process.env['PATH'], LANG: 'C', TZ: 'UTC' } },
  );
  return { status, stdout, stderr };
}

const index = people.map((row) => `--index ${row.split(',')[0]}`).join(' ');
const left = () => readdirSync(folder());

describe.skipIf(process.platform === 'win32')('waypost match, interrupted', () => {
  it('says that the CSV cannot be written when the disk is full', () => {
    const command = 'waypost match --check-ins rows.csv --csv full.csv > text.txt';
    const { status, stderr } = shell(`ulimit -f 16; ${command}`);
    expect(stderr).toContain('full.csv cannot be written');
    expect(status).toBe(2);
    expect(left()).toEqual(['rows.csv', 'text.txt']);
  });

  it.skipIf(!existsSync('/dev/full'))('fails when its own output cannot be written', () => {
    for (const more of ['--json', '']) {
      const command = `waypost match --check-ins rows.csv --csv out.csv ${more} --index p1`;
      const { status, stderr } = shell(`${command} > /dev/full`);
      expect(stderr).toContain('ENOSPC');
      expect(status).toBe(1);
    }
  });

  it('stops without a fuss when nobody reads on', () => {
    const command = `waypost match --check-ins rows.csv --csv out2.csv --json ${index}`;
    const { stdout, stderr } = shell(`{ ${command}; echo "code $?" >&2; } | head -n 1`);
    expect(stdout).toBe('{\n');
    expect(stderr).toBe('Stopped.\ncode 130\n');
    expect(left().filter((name) => name.startsWith('out2'))).toEqual([]);
  });

  it('leaves no half a file', () => {
    expect(left().filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(path('rows.csv')).toBe(checkIns);
  });
});
