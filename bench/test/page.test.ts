import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGE, pageOf } from '../lib/page.ts';
import { chartsOf } from '../lib/report.ts';
import { PUBLISHED, readReports } from '../lib/results.ts';
import { BENCHES } from '../questions.ts';

const names = BENCHES.map(({ name }) => name);
const reports = readReports(PUBLISHED, names);
const { dependencies } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { dependencies: Record<string, string> };

describe('docs/benchmarks.md', () => {
  it('is what the kept results make, by `npm run bench -- --page`: no number was typed by hand', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(pageOf(BENCHES, reports));
  });
  it('has the charts that they make, and no others', () => {
    const charts = reports.flatMap(chartsOf);
    expect(globSync('*.svg', { cwd: PUBLISHED }).sort()).toEqual(
      charts.map(({ file }) => file).sort(),
    );
    for (const { file, svg } of charts)
      expect(readFileSync(`${PUBLISHED}${file}`, 'utf8'), file).toBe(svg);
  });
  it('has results of present questions only', () => {
    const kept = globSync('*.json', { cwd: PUBLISHED }).map((file) => file.slice(0, -5));
    expect(names).toEqual(expect.arrayContaining(kept));
  });
});

describe('questions', () => {
  it('have a name each', () => expect(new Set(names).size).toBe(names.length));
  it.each(BENCHES)('$name names peers that stand in package.json', ({ peers = [] }) => {
    const packages = peers.filter((peer) => !peer.startsWith('node:'));
    expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(packages));
  });
});
