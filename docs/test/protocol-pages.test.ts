import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './console.ts';

const folder = `${root}docs/protocols`;
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

/** Protocols of other systems have a README of their own in the code, and a row here. */
const OTHERS = '../venue-codes.md';

/** A row of a page's table of sections. */
interface Row {
  readonly section: string;
  readonly code: string;
  readonly vector: string;
}

/** A linked file, and the names behind the link. */
interface Reference {
  readonly path: string;
  readonly names: readonly string[];
}

function rowsOf(page: string): Row[] {
  const lines = read(page).split('\n');
  const head = lines.findIndex((line) => /^\| Spec section +\| Code +\| Vector +\|$/.test(line));
  const body = head < 0 ? [] : lines.slice(head + 2);
  const end = body.findIndex((line) => !line.startsWith('|'));
  return body.slice(0, end).map((line) => {
    const [, section = '', code = '', vector = ''] = line.split('|').map((cell) => cell.trim());
    return { section, code, vector };
  });
}

/** Links of a cell, each with the names in code marks that follow it. */
const referencesIn = (cell: string): Reference[] =>
  [...cell.matchAll(/\[`[^`]+`\]\(([^)]+)\)((?: `[^`]+`)*)/g)].map(([, path = '', names = '']) => ({
    path,
    names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  }));

/** Whether some value stands at `cards[].wire` in the JSON. */
function has(json: unknown, path: string): boolean {
  const [, name = '', isList, rest] = /^(\w+)(\[\])?(?:\.(.+))?$/.exec(path) ?? [];
  const value = (json as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) return false;
  if (rest === undefined) return true;
  return isList ? (value as unknown[]).some((item) => has(item, rest)) : has(value, rest);
}

describe.each(pages)('docs/protocols/%s', (page) => {
  const rows = rowsOf(page);

  it('has a table of sections, and says what differs and what is missing', () => {
    expect(rows.length).toBeGreaterThan(2);
    expect(read(page)).toMatch(/^Differences from the (specification|paper): /m);
    expect(read(page)).toMatch(/^Not implemented: /m);
  });

  it.each(rows)('$section: the code is where the page says', ({ code }) => {
    const references = referencesIn(code);
    expect(references).not.toEqual([]);
    for (const { path, names } of references) {
      const text = read(path);
      expect(names).not.toEqual([]);
      for (const name of names)
        expect(text, path).toMatch(
          new RegExp(`(function|const|class) ${name}\\b|^ +${name}\\(`, 'm'),
        );
    }
  });

  it.each(rows)('$section: the vector is where the page says', ({ vector }) => {
    const references = referencesIn(vector);
    expect(references).not.toEqual([]); // "none" too links to the test that stands in
    for (const { path, names } of references) {
      expect(existsSync(join(folder, path)), path).toBe(true);
      expect(path.endsWith('.json')).toBe(!vector.startsWith('none; '));
      for (const name of names) expect(has(JSON.parse(read(path)), name), name).toBe(true);
    }
  });
});

describe('docs/protocols', () => {
  const linked = (path: string): boolean =>
    [...pages, '../matching.md', OTHERS].some((page) => read(page).includes(`${path})`));

  it('has a page or a row for every protocol in the code, and a line for every page', () => {
    const protocols = readdirSync(`${root}packages/core/src/protocols`);
    const own = protocols.filter((name) => !linked(`/src/protocols/${name}`));
    expect(new Set(pages)).toEqual(new Set([...own, 'filters'].map((name) => `${name}.md`)));
    const index = read('README.md');
    expect(pages.filter((page) => !index.includes(`(${page})`))).toEqual([]);
  });

  it('uses every vector', () => {
    const vectors = readdirSync(`${root}packages/core/test/vectors`);
    expect(vectors.filter((name) => !linked(`/vectors/${name}`))).toEqual([]);
  });
});
