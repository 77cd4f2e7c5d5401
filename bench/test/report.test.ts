import { describe, expect, it } from 'vitest';
import type { BenchResult } from '../lib/bench.ts';
import { pageOf } from '../lib/page.ts';
import { chartsOf, markdownOf } from '../lib/report.ts';
import { failureOf, type Report, reportOf } from '../lib/results.ts';

const ABOUT = {
  command: 'npm run bench -- --full',
  date: '2026-01-01',
  machine: 'one machine',
  node: 'v24.0.0',
  versions: { 'peer-package': '1.2.3' },
  loadAverage: 0.5,
};
const BENCH = {
  name: 'a-question',
  question: 'things done',
  run: () => Promise.reject(new Error('not run here')),
};

const runs = (...seconds: number[]) => seconds.map((one) => ({ seconds: one, answer: 'secret' }));

const TABLE: BenchResult = {
  units: 1000,
  unit: 'things',
  seed: 1,
  samples: { ours: runs(1, 2, 4), '<fast> & "slow"': runs(18, 18, 18), third: runs(2, 2, 2) },
  targets: [
    { over: '<fast> & "slow"', atLeast: 8 },
    { over: 'third', atLeast: 1.5 },
    { over: 'absent', atLeast: 2 },
  ],
  figures: [
    { what: 'size', value: 9.04, unit: 'bits a key', atMost: 9.1 },
    { what: 'depth', value: 3, unit: 'steps', atLeast: 4 },
  ],
  notes: ['a note'],
};
const GROWTH = {
  title: 'by things',
  unit: 'things',
  points: { ours: [10, 100, 1000].map((size) => ({ size, seconds: size / 1000 })) },
};
const REPORT = reportOf(BENCH, ABOUT, { tables: [TABLE], growth: [GROWTH] });

describe('a report as Markdown', () => {
  const markdown = markdownOf(REPORT);
  it('says of each target whether it is reached', () => {
    expect(markdown).toContain('- × <fast> & "slow": asked ≥ 8×, reached 9× (4.5×–18×)');
    expect(markdown).toContain('- × third: asked ≥ 1.5×, **falls short** at 1× (0.5×–2×)');
    expect(markdown).toContain('- × absent: asked ≥ 2×, not measured');
  });
  it('says the same of figures', () => {
    expect(markdown).toContain('- size: asked ≤ 9.1 bits a key, reached 9.04 bits a key');
    expect(markdown).toContain('- depth: asked ≥ 4 steps, **falls short** at 3 steps');
  });
  it('takes what is no number for short of what was asked', () => {
    const figures = [
      { what: 'size', value: Number.NaN, unit: 'bits', atMost: 9 },
      { what: 'depth', value: Number.NaN, unit: 'steps', atLeast: 4 },
    ];
    const targets = [{ over: 'third', atLeast: 1 }];
    const samples = { ours: runs(0), third: runs(0) };
    const text = markdownOf({ ...REPORT, tables: [{ ...TABLE, samples, targets, figures }] });
    expect(text.match(/falls short/g)).toHaveLength(3);
  });
  it('keeps no figure that is no number: JSON could not', () => {
    const figures = [{ what: 'size', value: Number.NaN, unit: 'bits' }];
    expect(() => reportOf(BENCH, ABOUT, { ...TABLE, figures })).toThrow('size is no number');
  });
  it('has median, spread and rate of each contender', () => {
    expect(markdown).toContain('| ours | 2 s | 1 s–4 s | 500 |');
  });
  it('has the fitted exponent of each growth', () => {
    expect(markdown).toContain('| ours | 10 ms | 100 ms | 1 s | n^1.00 |');
  });
  it('names machine, load, versions, date and command', () => {
    expect(markdown).toContain(
      'one machine; load average 0.5; Node.js v24.0.0, peer-package 1.2.3; 2026-01-01; `npm run bench -- --full`.',
    );
  });
  it('names memory only where it was measured', () => {
    const samples = { ours: [{ seconds: 1, megabytes: 12, answer: null }], peer: runs(1) };
    const measured = markdownOf({ ...REPORT, tables: [{ ...TABLE, samples, targets: [] }] });
    expect(markdown).not.toContain('peak MB');
    expect(measured).toContain('| ours | 1 s | 1 s | 1,000 | 12 |');
    expect(measured).toContain('| peer | 1 s | 1 s | 1,000 | – |');
  });
  it('keeps nothing of what was found', () => {
    expect(JSON.stringify(REPORT)).not.toContain('secret');
  });
});

describe('charts', () => {
  const [bars, growth] = chartsOf(REPORT).map(({ svg }) => svg) as [string, string];
  it('say in words all that they show', () => {
    expect(bars).toMatch(/<desc [^>]*>ours: 500 \(250–1,000\) things a second; /);
    expect(growth).toMatch(/<desc [^>]*>ours, n\^1\.00: 10 ms at 10 things, /);
  });
  it('escape names', () => {
    expect(bars).toContain('&#60;fast&#62; &#38; &#34;slow&#34;');
    expect(bars).not.toContain('<fast>');
  });
  it('draw bars as long as the rates where they are near to each other', () => {
    const rates = { ...TABLE, samples: { ours: runs(1), peer: runs(4) } };
    const [{ svg } = { svg: '' }] = chartsOf({ ...REPORT, tables: [rates] });
    const widths = [...svg.matchAll(/class="bar(?:-ours)?"[^>]* width="([\d.]+)"/g)].map(
      ([, width]) => Number(width),
    );
    expect(widths[0]! / widths[1]!).toBeCloseTo(4, 2);
  });
  it('draw them on a logarithmic scale, and say so, where they are far apart', () => {
    const rates = { ...TABLE, samples: { ours: runs(1), peer: runs(1000) } };
    const [{ svg } = { svg: '' }] = chartsOf({ ...REPORT, tables: [rates] });
    expect(svg).toContain('logarithmic scale');
    expect(bars).not.toContain('logarithmic scale');
  });
});

describe('the page', () => {
  const failed: Report = failureOf(BENCH, ABOUT, new Error('no server\n at /a/folder'));
  it('names a question that failed, by the first line of why', () => {
    const page = pageOf([BENCH], [failed]);
    expect(page).toContain('| [a-question](#a-question) | failed | – | – |');
    expect(page).toContain('**Failed:** no server');
    expect(page).not.toContain('/a/folder');
  });
  it('sums up all ratios where nothing was asked', () => {
    const { targets: _targets, figures: _figures, ...unasked } = TABLE;
    const page = pageOf([BENCH], [{ ...REPORT, tables: [unasked] }]);
    expect(page).toContain('| [a-question](#a-question) | × third | – | 1× (0.5×–2×) |');
  });
  it('names a question that was not run', () => {
    expect(pageOf([BENCH], [])).toContain('Not run yet: a-question, things done.');
  });
  it('sums up what was asked and reached', () => {
    const page = pageOf([BENCH], [REPORT]);
    expect(page).toContain(
      '| [a-question](#a-question) | × third | ≥ 1.5× | 1× (0.5×–2×), **falls short** |',
    );
    expect(page).toContain('![by things](benchmarks/a-question-growth-1.svg)');
  });
});
