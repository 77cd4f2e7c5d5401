import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRESETS } from '@waypost/core/matching';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, commandsOf, root, runNode, wordsOf } from './console.ts';

const page = 'docs/matching.md';
const text = readFileSync(root + page, 'utf8');
const main = `${root}packages/cli/src/main.ts`;
const shown = commandsOf(page);

/** First cells of the table under a heading, without their code marks. */
function namesUnder(heading: string): string[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^` ]+)/gm)].map(([, name = '']) => name);
}

describe(page, () => {
  // Commands write files: they run in a folder of their own, where `docs` is this one.
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'waypost-docs-'));
    symlinkSync(`${root}docs`, join(folder, 'docs'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(shown)('$command prints what the page shows', ({ command, output }) => {
    const [npx, waypost, ...args] = wordsOf(command);
    expect([npx, waypost]).toEqual(['npx', 'waypost']);
    const { stdout, stderr, status } = runNode([main, ...args], { cwd: folder });
    // What a run that went well says on standard error is how long it took.
    expect(status === 0 ? stdout : stderr).toBe(output);
    expect([0, 3]).toContain(status);
  });

  it('shows the CSV that its command writes', () => {
    const { command = '' } = shown.find((one) => one.command.includes('--csv')) ?? {};
    runNode([main, ...wordsOf(command).slice(2)], { cwd: folder });
    const written = readFileSync(join(folder, 'contacts.csv'), 'utf8');
    const lines = blocksOf(page, 'csv').join('').replaceAll('\n', '\r\n');
    expect(written).toBe(`\uFEFF${lines}`);
  });

  it('lists the options that the command has', () => {
    const { stdout } = runNode([main, 'match', '--help']);
    const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(20);
    expect(new Set(namesUnder('Options'))).toEqual(new Set(options));
  });

  it('lists the presets that there are', () => {
    expect(namesUnder('Presets')).toEqual(Object.keys(PRESETS));
  });

  it('names every member of the JSON', () => {
    const { output = '' } = shown.find(({ command }) => command.includes('--json')) ?? {};
    const tables = text.slice(text.indexOf('| `rule`'));
    const members = [...new Set([...output.matchAll(/"(\w+)":/g)].map(([, name]) => name))];
    expect(members.length).toBeGreaterThan(20);
    expect(members.filter((name) => !new RegExp(`[\`.]${name}[\`.]`).test(tables))).toEqual([]);
  });
});
