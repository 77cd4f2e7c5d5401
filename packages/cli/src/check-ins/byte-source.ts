/**
 * The bytes of an input file, plain or gzip, as a stream.
 *
 * @module
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../errors.ts';

const CHUNK_BYTES = 1 << 18;
/** What the first chunk holds at least, if the file has it: a pipe may bring it byte by byte. */
const HEAD_BYTES = 1 << 16;

/** How far a file has been read, in bytes on disk. `total` is 0 where it is not known. */
export interface BytesRead {
  readonly done: number;
  readonly total: number;
}

/** How a file is opened. */
export interface SourceOptions {
  readonly onBytes?: (bytes: BytesRead) => void;
  readonly signal?: AbortSignal;
}

/**
 * Streams a file, or standard input for `-`. Gzip is recognised by its first bytes, whatever the name.
 *
 * @throws {@link InputError} when it is missing, unreadable, empty, broken gzip or no text.
 */
export async function* readBytes(
  file: string,
  options: SourceOptions = {},
): AsyncGenerator<Uint8Array> {
  const raw = withWholeHead(await openRaw(file, options));
  const first = await raw.next();
  if (first.done) throw new InputError(file, { kind: 'file-empty' });
  const bytes = chain(first.value, raw);
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isGzip && file.endsWith('.gz')) throw new InputError(file, { kind: 'not-gzip' });
  const text = isGzip ? gunzip(file, bytes) : bytes;
  let isStart = true;
  for await (const chunk of text) {
    if (isStart) refuseOtherFormats(file, chunk);
    if (chunk.includes(0)) throw new InputError(file, { kind: 'file-binary' });
    yield isStart ? withoutByteOrderMark(chunk) : chunk;
    isStart = false;
  }
  if (isStart) throw new InputError(file, { kind: 'file-empty' });
}

async function openRaw(file: string, options: SourceOptions): Promise<AsyncGenerator<Uint8Array>> {
  if (file === '-') return counted(process.stdin, 0, options, file);
  let size: number;
  try {
    const status = await stat(file);
    if (status.isDirectory()) throw new InputError(file, { kind: 'file-is-folder' });
    size = status.size;
  } catch (error) {
    throw toInputError(file, error);
  }
  const stream = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  return counted(stream, size, options, file);
}

async function* counted(
  stream: Readable,
  total: number,
  { onBytes, signal }: SourceOptions,
  file: string,
): AsyncGenerator<Uint8Array> {
  if (signal) addAbortSignal(signal, stream); // also while it waits for a slow pipe
  let done = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      done += chunk.length;
      onBytes?.({ done, total });
      yield chunk;
    }
  } catch (error) {
    throw toInputError(file, error);
  }
}

/** Joins the first chunks, so that signs of a format, or a header, never come in halves. */
async function* withWholeHead(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (head) head = Buffer.concat([head, chunk]);
    if (head && head.length < HEAD_BYTES) continue;
    yield head ?? chunk;
    head = null;
  }
  if (head && head.length > 0) yield head;
}

async function* chain(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* gunzip(file: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const text = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors of either stream come out of the loop below.
  pipeline(Readable.from(bytes, { objectMode: false }), text, () => {});
  try {
    yield* text as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (
      isNodeError(error) &&
      (error.code.startsWith('Z_') || error.code === 'ERR_BUFFER_TOO_LARGE')
    )
      throw new InputError(file, { kind: 'gzip-broken' });
    throw error;
  }
}

/** Excel and UTF-16 files are what people send by mistake: name them. */
function refuseOtherFormats(file: string, head: Uint8Array): void {
  const [a, b, c] = head;
  if (a === 0x50 && b === 0x4b && c === 0x03) throw new InputError(file, { kind: 'file-is-excel' });
  if (a === 0xd0 && b === 0xcf) throw new InputError(file, { kind: 'file-is-excel' });
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw new InputError(file, { kind: 'file-utf16' });
}

const withoutByteOrderMark = (head: Uint8Array): Uint8Array =>
  head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;

/** Not so a `DOMException`, as of an abort: its code is a number. */
const isNodeError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** A file that cannot be opened or read, as what went wrong with it; anything else as it is. */
export function toInputError(file: string, error: unknown): unknown {
  if (!isNodeError(error)) return error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return new InputError(file, { kind: 'file-missing' });
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return new InputError(file, { kind: 'file-forbidden' });
  if (error.code === 'EISDIR') return new InputError(file, { kind: 'file-is-folder' });
  return error;
}
