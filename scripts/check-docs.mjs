// Every exported symbol of the sources has a doc comment, and every relative link in a Markdown file
// leads to a file of this repository. TypeScript 7 has no stable API yet, so the sources are scanned
// line by line; the formatter guarantees that a declaration starts at the beginning of its line.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const problems = [];
const counts = { symbols: 0, links: 0 };

const find = (pattern) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).sort();
const linesOf = (file) => readFileSync(join(root, file), 'utf8').split('\n');
const report = (file, index, what) => problems.push(`${file}:${index + 1}: ${what}`);

const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(function|const|let|class|interface|type|enum|namespace)\b\*? *([\w$]*)/;
const RE_EXPORT = /^export (?:type )?(?:\*|\{\s*\}|\{[^}]*\} from)/;

/** The text of the doc comment that ends just above line `index`; line comments may stand between. */
function docAbove(lines, index) {
  let end = index - 1;
  while (end >= 0 && lines[end].startsWith('//')) end--;
  if (end < 0 || !lines[end].trimEnd().endsWith('*/')) return '';
  let start = end;
  while (start > 0 && !lines[start].trimStart().startsWith('/*')) start--;
  const comment = lines.slice(start, end + 1).join('\n');
  // A module header says what the file is, not what its first export is.
  return comment.startsWith('/**') && !comment.includes('@module') ? comment : '';
}

function checkExports(file) {
  const lines = linesOf(file);
  const documentedFunctions = new Set();
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith('export ')) continue;
    const statement = lines.slice(index, index + 40).join(' ');
    if (RE_EXPORT.test(statement)) continue; // checked where it is declared
    counts.symbols += 1;
    const [, kind, name] = DECLARATION.exec(line) ?? [];
    if (!kind) {
      report(file, index, 'export a symbol where it is declared, so that its doc comment is seen');
      continue;
    }
    // Only the first of a function's overloads needs the comment.
    if (kind === 'function' && documentedFunctions.has(name)) continue;
    if (!/\w/.test(docAbove(lines, index))) {
      report(file, index, `${kind} ${name || 'default'} has no doc comment`);
    } else if (kind === 'function') documentedFunctions.add(name);
  }
}

const LINK = /\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|^ {0,3}\[[^\]]+\]: +(\S+)/g;
const FENCE = /^ *(```+|~~~+)/;

function checkLinks(file) {
  let fence = '';
  for (const [index, line] of linesOf(file).entries()) {
    const mark = FENCE.exec(line)?.[1];
    if (mark && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : '';
    if (mark || fence !== '') continue;
    for (const [, inline, reference] of line.replace(/`[^`]*`/g, '').matchAll(LINK))
      checkLink(file, index, inline ?? reference);
  }
}

function checkLink(file, index, target) {
  if (/^([a-z][a-z0-9+.-]*:|#)/i.test(target)) return; // another site, or a heading of this page
  counts.links += 1;
  const path = decodeURIComponent(target.replace(/[#?].*$/, ''));
  const absolute = join(root, dirname(file), path);
  if (relative(root, absolute).split(sep)[0] === '..')
    report(file, index, `link leaves the repository: ${target}`);
  else if (!existsSync(absolute)) report(file, index, `link leads nowhere: ${target}`);
}

for (const file of find('{packages,apps}/*/src/**/*.{ts,tsx}')) checkExports(file);
for (const file of find('**/*.md')) checkLinks(file);

for (const problem of problems) console.log(problem);
console.log(
  `${counts.symbols} exported symbols, ${counts.links} links, ${problems.length} problems`,
);
// Nothing found to check means that the search is broken, not that all is well.
process.exitCode = problems.length === 0 && counts.symbols > 0 ? 0 : 1;
