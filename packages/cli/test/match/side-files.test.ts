import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ColumnMap } from '../../src/check-ins/columns.ts';
import { readCases } from '../../src/match/cases-file.ts';
import { readNearFile } from '../../src/match/near-file.ts';
import { refusalOf } from '../check-ins/read-kit.ts';
import { scratchFolder } from '../scratch.ts';

const { path, write } = scratchFolder();

describe('a file of cases', () => {
  it.each<[string, string, string[], ColumnMap?]>([
    ['one id a line', '1\n2\n10\n', ['1', '2', '10']],
    ['CRLF, blank lines, repeats', '1\r\n\r\n2\r\n1', ['1', '2']],
    ['a byte order mark', '\uFEFF1\n2\n', ['1', '2']],
    ['a column among others', 'name,person\nAn,1\n"Bình, B.",2\nC\n', ['1', '2']],
    ['a column that --map names', 'mã;tuổi\n1;30\n2;40\n', ['1', '2'], { person: 'mã' }],
    ['an id with quotes', '"a ""x"""\n"b,c"\n', ['a "x"', 'b,c']],
  ])('%s', async (_name, text, expected, map = {}) => {
    expect([...(await readCases(write('cases', text), map))]).toEqual(expected);
  });

  it.each([
    ['nothing', '', { kind: 'file-empty' }, null],
    ['blank lines', '\n\n', { kind: 'file-empty' }, null],
    ['a header alone', 'person\n', { kind: 'no-cases' }, null],
    ['a header and empty ids', 'person,x\n,1\n', { kind: 'no-cases' }, null],
    ['Latin-1', Buffer.from('a\nM\xfc\n', 'latin1'), { kind: 'not-utf8', column: 'person' }, 2],
    ['binary', 'a\0', { kind: 'file-binary' }, null],
  ])('refuses %s', async (_name, text, problem, line) => {
    expect(await refusalOf(readCases(write('cases', text), {}))).toEqual({ problem, line });
  });
});

describe('a file of near zones', () => {
  const read = (text: string | Uint8Array) => readNearFile(write('near.json', text));

  it('gives the zones as texts, and the digest of its bytes', async () => {
    const text = '{"r1":{"2":[1,"3"],"x":[]},"r2":{}}';
    expect(await read(text)).toEqual({
      near: { r1: { '2': ['1', '3'], x: [] }, r2: {} },
      digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
    });
  });

  it('knows venues and zones under every name', async () => {
    const { near } = await read('{"__proto__":{"__proto__":["constructor"]},"toString":{"a":[1]}}');
    expect(JSON.stringify(near)).toBe(
      '{"__proto__":{"__proto__":["constructor"]},"toString":{"a":["1"]}}',
    );
    expect(Object.hasOwn(near, '__proto__')).toBe(true);
  });

  it.each([
    ['text', 'near', 'near-not-json'],
    ['JSON that was cut off', '{"r1":{"2":[1', 'near-not-json'],
    ['what is not UTF-8', Buffer.from('{"r\xfc":{}}', 'latin1'), 'near-not-json'],
    ['a list', '[]', 'near-shape'],
    ['null', 'null', 'near-shape'],
    ['a venue that is a list', '{"r1":[1,2]}', 'near-shape'],
    ['a zone that is no list', '{"r1":{"2":"1"}}', 'near-shape'],
    ['a zone that is an object', '{"r1":{"2":{"0":1}}}', 'near-shape'],
    ['a list of nulls', '{"r1":{"2":[null]}}', 'near-shape'],
    ['half a zone', '{"r1":{"2":[1.5]}}', 'near-shape'],
    ['nothing', '', 'file-empty'],
  ])('refuses %s', async (_name, text, kind) => {
    expect(await refusalOf(read(text))).toEqual({ problem: { kind }, line: null });
  });

  it('refuses a missing file', async () => {
    const refusal = await refusalOf(readNearFile(path('no-such-file')));
    expect(refusal).toEqual({ problem: { kind: 'file-missing' }, line: null });
  });
});
