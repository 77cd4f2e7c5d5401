/** Posters as the pixels that others make of them. */
import { spawnSync } from 'node:child_process';
import { Resvg } from '@resvg/resvg-js';
import type { PosterFormat } from '../../src/index.ts';
import type { GreyImage } from './pixels.ts';
import { readPng } from './png-reader.ts';

/** Whether poppler's tools are there: they read PDF files. */
export const HAS_POPPLER: boolean = spawnSync('pdftoppm', ['-v']).error === undefined;

/** The first page of a file. */
export function render(file: Uint8Array, format: PosterFormat, dpi: number): GreyImage {
  if (format === 'png') return readPng(file);
  return format === 'svg' ? renderSvg(file, dpi) : renderPdf(file, dpi);
}

function renderSvg(file: Uint8Array, dpi: number): GreyImage {
  // The renderer counts 96 pixels to an inch.
  const image = new Resvg(new TextDecoder().decode(file), {
    fitTo: { mode: 'zoom', value: dpi / 96 },
    font: { loadSystemFonts: false },
  }).render();
  const { width, height, pixels } = image;
  return {
    width,
    height,
    pixels: Uint8Array.from({ length: width * height }, (_, i) => pixels[i * 4 + 1]!),
  };
}

function renderPdf(file: Uint8Array, dpi: number): GreyImage {
  const pgm = poppler('pdftoppm', ['-r', String(dpi), '-gray', '-singlefile', '-'], file);
  // `P5`, width, height, 255, one white space, pixels.
  const header = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.subarray(0, 40).toString('latin1'))!;
  const [width, height] = [Number(header[1]), Number(header[2])];
  return { width, height, pixels: pgm.subarray(header[0].length) };
}

/** What one of poppler's tools says about a PDF file. */
export function poppler(tool: string, args: readonly string[], file: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(tool, args, { input: file, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`);
  return stdout;
}
