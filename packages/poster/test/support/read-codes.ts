/** Reads QR codes with a decoder that is not of the library that made them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { GreyImage } from './pixels.ts';

/** The texts of the QR codes in a picture, in no order. */
export async function readCodes(image: GreyImage): Promise<readonly string[]> {
  await loadReader();
  const { width, height, pixels } = image;
  const data = new Uint8ClampedArray(width * height * 4);
  for (const [i, grey] of pixels.entries()) data.set([grey, grey, grey, 255], i * 4);
  const picture = { width, height, data } as unknown as Parameters<typeof readBarcodes>[0];
  const found = await readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 8,
    textMode: 'Plain',
  });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}

let reader: Promise<unknown> | undefined;

/** Left to itself, the decoder would be fetched from another host. */
function loadReader(): Promise<unknown> {
  reader ??= (async () => {
    const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const wasm = await readFile(path);
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    return prepareZXingModule({
      overrides: { wasmBinary: wasmBinary as ArrayBuffer },
      fireImmediately: true,
    });
  })();
  return reader;
}
