/**
 * The parts that make a PNG file. Specification: W3C PNG, third edition.
 *
 * @module
 */
import { crc32 } from 'node:zlib';
import { concatBytes } from '@waypost/core/primitives';

/** What a file says about its pixels, which are greyscale. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 1 | 8;
  /** Pixels in an inch of paper. Left out, the file does not say. */
  readonly dpi?: number;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const METRES_PER_INCH = 0.0254;
/** `pHYs` counts pixels in a metre. */
const UNIT_METRE = 1;

/**
 * A PNG file.
 *
 * | chunk | content |
 * | --- | --- |
 * | `IHDR` | width 4, height 4, bit depth 1, greyscale 0, deflate 0, filters 0, not interlaced 0 |
 * | `pHYs` | pixels in a metre across 4, down 4, unit 1 |
 * | `IDAT` | each of `data` |
 * | `IEND` | nothing |
 *
 * @param data - The filtered rows as one zlib stream, in any number of pieces.
 */
export function encodePng(header: PngHeader, data: readonly Uint8Array[]): Uint8Array {
  const { width, height, bitDepth, dpi } = header;
  const fields = new DataView(new ArrayBuffer(13));
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  fields.setUint8(8, bitDepth);
  const parts = [SIGNATURE, ...chunk('IHDR', new Uint8Array(fields.buffer))];
  if (dpi !== undefined) parts.push(...chunk('pHYs', density(dpi)));
  for (const piece of data) parts.push(...chunk('IDAT', piece));
  parts.push(...chunk('IEND', new Uint8Array(0)));
  return concatBytes(...parts);
}

function density(dpi: number): Uint8Array {
  const fields = new DataView(new ArrayBuffer(9));
  const pixels = Math.round(dpi / METRES_PER_INCH);
  fields.setUint32(0, pixels);
  fields.setUint32(4, pixels);
  fields.setUint8(8, UNIT_METRE);
  return new Uint8Array(fields.buffer);
}

/** Length, name, content, and CRC-32 of name and content. */
function chunk(name: string, content: Uint8Array): readonly Uint8Array[] {
  const head = new DataView(new ArrayBuffer(8));
  head.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) head.setUint8(4 + i, name.charCodeAt(i));
  const tail = new DataView(new ArrayBuffer(4));
  tail.setUint32(0, crc32(content, crc32(name)));
  return [new Uint8Array(head.buffer), content, new Uint8Array(tail.buffer)];
}
