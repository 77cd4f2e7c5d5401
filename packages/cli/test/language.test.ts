import { describe, expect, it } from 'vitest';
import type { TimeProblem } from '../src/check-ins/time-field.ts';
import { chooseLanguage, messagesOf } from '../src/language/index.ts';
import type { InputProblem, RowProblem } from '../src/language/messages.ts';

describe('the language', () => {
  it.each([
    [[], {}, 'en'],
    [[], { LANG: 'vi_VN.UTF-8' }, 'vi'],
    [[], { LANG: 'de_DE.UTF-8' }, 'en'],
    [[], { LC_ALL: 'vi_VN.UTF-8', LANG: 'en_US.UTF-8' }, 'vi'],
    [[], { LC_ALL: 'C', LC_MESSAGES: 'vi_VN', LANG: 'vi_VN' }, 'en'],
    [[], { LC_ALL: '', LC_MESSAGES: 'vi_VN', LANG: 'en_US' }, 'vi'],
    [['match', '--lang', 'vi'], { LANG: 'en_US' }, 'vi'],
    [['match', '--lang=vi'], {}, 'vi'],
    [['match', '--lang', 'en'], { LANG: 'vi_VN' }, 'en'],
    [['match', '--lang', 'fr'], { LANG: 'vi_VN' }, 'vi'],
    [['match', '--lang'], {}, 'en'],
  ] as const)('of %j in %o is %s', (args, env, expected) => {
    expect(chooseLanguage(args, env)).toBe(expected);
  });
});

const TIME_PROBLEMS: readonly TimeProblem[] = [
  'unreadable',
  'no-offset',
  'before-1970',
  'after-2105',
  'milliseconds',
  'skipped-by-clock',
];
const PLAIN_KINDS = [
  'file-missing',
  'file-forbidden',
  'file-is-folder',
  'file-empty',
  'file-binary',
  'file-is-excel',
  'file-utf16',
  'not-gzip',
  'gzip-broken',
  'no-rows',
  'no-cases',
  'near-not-json',
  'near-shape',
  'row-too-long',
  'too-many-fields',
  'text-after-quote',
  'quote-not-closed',
  'end-before-start',
] as const;

const PROBLEMS: readonly (InputProblem | RowProblem)[] = [
  ...PLAIN_KINDS.map((kind) => ({ kind })),
  ...TIME_PROBLEMS.map((problem) => ({ kind: 'time', column: 'start', problem }) as const),
  { kind: 'column-missing', column: 'person', name: 'person_id', header: ['a', 'b'] },
  { kind: 'column-twice', name: 'person' },
  { kind: 'index-unknown', persons: ['73956', '5'] },
  { kind: 'row-short', fields: 2 },
  { kind: 'field-empty', column: 'venue' },
  { kind: 'id-too-long', column: 'person', max: 512 },
  { kind: 'not-utf8', column: 'zone' },
];

describe('what is wrong with a file', () => {
  const [en, vi] = [messagesOf('en'), messagesOf('vi')];

  it('is said in words of its own for every problem, in both languages', () => {
    for (const words of [en, vi])
      expect(new Set(PROBLEMS.map((problem) => words.problem(problem))).size).toBe(PROBLEMS.length);
    for (const problem of PROBLEMS) {
      expect(vi.problem(problem)).not.toBe(en.problem(problem));
      expect(vi.problem(problem)).toMatch(/[ăâđêôơưáàảãạấầậắặéếệíịóốộớợúứựýỗờữồọ]/i);
      expect(`${en.problem(problem)}${vi.problem(problem)}`).not.toMatch(/undefined|\[object|\.$/);
    }
  });

  it('names what helps', () => {
    const missing = {
      kind: 'column-missing',
      column: 'person',
      name: 'pid',
      header: ['a', 'b'],
    } as const;
    for (const words of [en, vi]) {
      expect(words.problem(missing)).toContain('"pid"');
      expect(words.problem(missing)).toContain('a, b');
      expect(words.problem(missing)).toContain('--map person=');
      expect(words.problem({ kind: 'index-unknown', persons: ['7', '5'] })).toMatch(
        /7, 5.*--skip-bad-rows/,
      );
      expect(words.problem({ kind: 'time', column: 'start', problem: 'no-offset' })).toContain(
        '--time-zone Asia/Ho_Chi_Minh',
      );
    }
  });
});
