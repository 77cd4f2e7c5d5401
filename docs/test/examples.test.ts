import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksOf, commandsOf, root, runNode, wordsOf } from './console.ts';

const examples = readdirSync(`${root}docs/examples`).filter((name) => name.endsWith('.ts'));
const shown = commandsOf('docs/examples/README.md');

describe('docs/examples', () => {
  it('the page runs every example', () => {
    expect(shown.map(({ command }) => command)).toEqual([
      'npx node docs/examples/verify-venue-code.ts',
      'npx node docs/examples/decode-venue-codes.ts',
      'npx node docs/examples/match-check-ins.ts',
    ]);
  });

  it.each(shown)('$command prints what the page shows', ({ command, output }) => {
    const [npx, node, ...args] = wordsOf(command);
    expect([npx, node]).toEqual(['npx', 'node']);
    expect(runNode(args)).toEqual({ stdout: output, stderr: '', status: 0 });
  });
});

describe.each(['README.md', 'docs/venue-codes.md'])('%s', (page) => {
  it('quotes the examples word for word', () => {
    const snippets = blocksOf(page, 'ts');
    const texts = examples.map((name) => readFileSync(`${root}docs/examples/${name}`, 'utf8'));
    expect(snippets).not.toEqual([]);
    for (const snippet of snippets)
      expect(
        texts.some((text) => text.includes(snippet)),
        snippet,
      ).toBe(true);
  });
});
