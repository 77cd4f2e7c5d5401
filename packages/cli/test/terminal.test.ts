import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { printable } from '../src/terminal/printable.ts';
import { progressLine } from '../src/terminal/progress.ts';
import { textTable } from '../src/terminal/table.ts';

describe('text for a terminal', () => {
  it.each([
    ['plain text', 'Nguyễn Văn An', 'Nguyễn Văn An'],
    ['an escape sequence', '\u001b[31mred\u001b[0m', '�[31mred�[0m'],
    ['a C1 control', '\u009b31mred', '�31mred'],
    ['line ends', 'a\r\nb', 'a��b'],
    ['a title sequence', '\u001b]0;x\u0007', '�]0;x�'],
    ['directions turned about', 'a\u202Eb\u2066c', 'a�b�c'],
    ['nothing to see', 'a\u200Bb\uFEFFc\u00ADd', 'a�b�c�d'],
    ['separators of lines', 'a\u2028b\u2029c', 'a�b�c'],
    ['emoji', '😀', '😀'],
  ])('%s', (_name, text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('a table', () => {
    expect(
      textTable(
        ['Person', 'n'],
        [
          ['a', '1'],
          ['longer id', '100'],
        ],
        [false, true],
      ),
    ).toEqual(['Person       n', '─────────  ───', 'a            1', 'longer id  100']);
    expect(textTable(['x'], [], [false])).toEqual(['x', '─']);
  });
});

describe('progress', () => {
  const drawn = (isTTY: boolean, draw: (line: ReturnType<typeof progressLine>) => void): string => {
    const stream = Object.assign(new PassThrough(), { isTTY });
    draw(progressLine(stream));
    return String(stream.read() ?? '');
  };

  it('is one line on a terminal, taken away at the end', () => {
    const text = drawn(true, (line) => {
      line.show('Reading', 0);
      line.show('Reading', 0.001); // looks the same: not drawn again
      line.show('Reading', 0.5);
      line.show('Reading', 2);
      line.show('Waiting', null);
      line.clear();
      line.clear();
    });
    const clear = '\r\u001b[K';
    expect(text.split(clear)).toEqual([
      '',
      `Reading ${'░'.repeat(24)}   0 %`,
      `Reading ${'█'.repeat(12)}${'░'.repeat(12)}  50 %`,
      `Reading ${'█'.repeat(24)} 100 %`,
      'Waiting …',
      '',
    ]);
  });

  it('is nothing where there is no terminal', () => {
    expect(drawn(false, (line) => line.show('Reading', 0.5))).toBe('');
  });
});
