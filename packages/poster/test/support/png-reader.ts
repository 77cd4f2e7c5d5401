/** A small reader for the PNG files we write: greyscale, one or eight bits. */
import { crc32, inflateSync } from 'node:zlib';
import type { GreyImage } from './pixels.ts';

/** What a file says, with its pixels as greys. */
export interface ReadPng extends GreyImage {
  readonly bitDepth: number;
  readonly pixelsPerMetre: number | null;
}

export function readPng(file: Uint8Array): ReadPng {
  const chunks = readChunks(file);
  const header = chunks.find(({ name }) => name === 'IHDR')!.view;
  const [width, height, bitDepth] = [header.getUint32(0), header.getUint32(4), header.getUint8(8)];
  if (header.getUint8(9) !== 0 || header.getUint8(12) !== 0) throw new Error('not plain greyscale');
  const data = chunks.filter(({ name }) => name === 'IDAT').map(({ content }) => content);
  const rows = unfilter(
    inflateSync(Buffer.concat(data)),
    Math.ceil((width * bitDepth) / 8),
    height,
  );
  const pixels = new Uint8Array(width * height);
  for (const [y, row] of rows.entries())
    for (let x = 0; x < width; x++)
      pixels[y * width + x] =
        bitDepth === 8 ? row[x]! : ((row[x >> 3]! >> (7 - (x & 7))) & 1) * 0xff;
  const density = chunks.find(({ name }) => name === 'pHYs')?.view;
  return { width, height, pixels, bitDepth, pixelsPerMetre: density?.getUint32(0) ?? null };
}

interface Chunk {
  readonly name: string;
  readonly content: Uint8Array;
  readonly view: DataView;
}

function readChunks(file: Uint8Array): readonly Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) !== 0x89504e47) throw new Error('not a PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at < file.length; ) {
    const length = view.getUint32(at);
    const named = file.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== view.getUint32(at + 8 + length)) throw new Error('wrong CRC');
    const content = named.subarray(4);
    const part = new DataView(content.buffer, content.byteOffset, content.length);
    chunks.push({ name: String.fromCharCode(...named.subarray(0, 4)), content, view: part });
    at += 12 + length;
  }
  if (chunks.at(-1)?.name !== 'IEND') throw new Error('no end');
  return chunks;
}

/** Filters 0 (none) and 2 (up): the ones we use. */
function unfilter(data: Uint8Array, stride: number, height: number): readonly Uint8Array[] {
  if (data.length !== (stride + 1) * height) throw new Error('wrong length');
  const rows: Uint8Array[] = [];
  let above: Uint8Array = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const filter = data[start];
    if (filter !== 0 && filter !== 2) throw new Error('unknown filter');
    const row = data.slice(start + 1, start + 1 + stride);
    if (filter === 2) for (let x = 0; x < stride; x++) row[x]! += above[x]!;
    rows.push(row);
    above = row;
  }
  return rows;
}
