import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type BytesRead, readBytes, type SourceOptions } from '../../src/check-ins/byte-source.ts';
import { scratchFolder } from '../scratch.ts';
import { read, refusalOf, rowsOf } from './read-kit.ts';
import { pieces } from './scan.ts';

const { path, write } = scratchFolder();

async function readAll(file: string, options?: SourceOptions): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBytes(file, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Some 2 MB of text that gzip cannot make small. */
const large = Buffer.from(randomBytes(1 << 20).toString('hex'));

describe('bytes of a file', () => {
  it.each([
    ['plain', large],
    ['gzip', gzipSync(large)],
  ])('come out the same: %s', async (name, content) => {
    const file = write(name, content);
    const seen: BytesRead[] = [];
    const bytes = await readAll(file, { onBytes: (at) => seen.push(at) });
    expect(bytes.equals(large)).toBe(true);
    expect(seen.at(-1)).toEqual({ done: content.length, total: content.length });
    expect(seen.map(({ done }) => done)).toEqual(
      seen.map(({ done }) => done).sort((a, b) => a - b),
    );
  });

  it.each([
    ['nothing', '', 'file-empty'],
    ['gzip of nothing', gzipSync(''), 'file-empty'],
    ['a zero byte', 'person,venue\0', 'file-binary'],
    ['a zero byte far in', Buffer.concat([large, Buffer.of(0)]), 'file-binary'],
    ['gzip of a zero byte', gzipSync('a\0'), 'file-binary'],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'file-binary'],
    ['xlsx', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'), 'file-is-excel'],
    ['xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-is-excel'],
    ['UTF-16 little-endian', Buffer.from('\uFEFFperson,venue', 'utf16le'), 'file-utf16'],
    ['UTF-16 big-endian', Buffer.from('\uFEFFa', 'utf16le').swap16(), 'file-utf16'],
    ['UTF-16 without a mark', Buffer.from('person,venue', 'utf16le'), 'file-binary'],
    ['gzip that was cut off', gzipSync(large).subarray(0, -1), 'gzip-broken'],
    ['gzip cut off in its header', gzipSync(large).subarray(0, 5), 'gzip-broken'],
    ['gzip with a changed byte', flipped(gzipSync(large), 500_000), 'gzip-broken'],
    ['gzip with a changed checksum', flipped(gzipSync('a'), -8), 'gzip-broken'],
  ])('are refused: %s', async (name, content, kind) => {
    const file = write(`bad ${name}`, content);
    expect(await refusalOf(readAll(file))).toEqual({ problem: { kind }, line: null });
  });

  it.each([
    ['a missing file', 'no-such-file', 'file-missing'],
    ['a file in a missing folder', 'no-such-folder/file', 'file-missing'],
    ['a file taken for a folder', 'a-file/file', 'file-missing'],
    ['a folder', 'a-folder', 'file-is-folder'],
  ])('are refused: %s', async (_name, name, kind) => {
    write('a-file', 'x');
    mkdirSync(path('a-folder'), { recursive: true });
    expect(await refusalOf(readAll(path(name)))).toEqual({ problem: { kind }, line: null });
  });

  it('may begin with PK, as a column does', async () => {
    expect((await readAll(write('pk.csv', 'PK,person\n'))).toString()).toBe('PK,person\n');
  });

  it.each([
    ['plain', large],
    ['gzip', gzipSync(large)],
  ])('stop when asked to: %s', async (name, content) => {
    const stop = new AbortController();
    const file = write(`long ${name}`, content);
    const work = readAll(file, { signal: stop.signal, onBytes: () => stop.abort() });
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

describe('standard input', () => {
  afterEach(() => vi.restoreAllMocks());

  const csv = Buffer.from('\uFEFFperson;venue;start;end\r\na;v;10;20\r\nb;v;15;\r\n');
  const everywhere = Array.from({ length: csv.length }, (_, i) => i);

  it.each([
    ['at once', csv, []],
    ['byte by byte', csv, everywhere],
    ['gzip byte by byte', gzipSync(csv), Array.from({ length: 400 }, (_, i) => i)],
  ])('is read %s', async (_name, bytes, cuts) => {
    const chunks = pieces(bytes, cuts).filter(({ length }) => length > 0);
    const stdin = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as typeof process.stdin);
    expect(rowsOf(await read('-'))).toEqual(['a v 10-20', 'b v 15-']);
  });

  it('is left when asked to stop, even while nothing comes', async () => {
    const stdin = new PassThrough();
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
    const stop = new AbortController();
    const work = read('-', { signal: stop.signal });
    stdin.write(csv);
    setImmediate(() => stop.abort());
    await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at < 0 ? copy.length + at : at]! ^= 1;
  return copy;
}
