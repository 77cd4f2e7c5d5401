/**
 * Commands in the documentation and what they print, so that tests can run them: a `console` block
 * holds lines that begin with `$ `, a command goes on after a backslash, and what follows is output.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository, with a slash at its end. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** A command in a page, and what the page says that it prints. */
export interface ShownCommand {
  readonly command: string;
  readonly output: string;
}

/** The contents of a page's fenced blocks of one language. */
export function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(`${root}${page}`, 'utf8');
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms');
  return [...text.matchAll(fence)].map(([, content = '']) => content);
}

/** The commands in a page's `console` blocks. */
export const commandsOf = (page: string): ShownCommand[] =>
  blocksOf(page, 'console')
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((shown) => {
      const [, command = '', output = ''] = /^((?:[^\n]*\\\n)*[^\n]*)\n(.*)$/s.exec(shown) ?? [];
      return { command: command.replace(/\\\n\s*/g, ''), output };
    });

/** Where a command runs. */
export interface RunOptions {
  /** Left out, the root of the repository. */
  readonly cwd?: string;
}

/** Runs a program on this Node.js, from the sources, in English; returns what it prints. */
export function runNode(args: readonly string[], { cwd = root }: RunOptions = {}) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--conditions=@waypost/source', ...args],
    { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' } },
  );
  return { stdout, stderr, status };
}

/** Splits a command into words; single quotes hold a word together. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
