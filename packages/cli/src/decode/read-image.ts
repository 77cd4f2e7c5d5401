/**
 * QR codes in a picture file: the command's door to `zxing-wasm`, which decodes PNG and JPEG too.
 *
 * @module
 */
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { InputError } from '../errors.ts';
import { imageSize } from './image-size.ts';

const MAX_FILE_BYTES = 40 * 2 ** 20;
/** Four bytes each while it is decoded. A phone's camera makes 12 to 50 million. */
const MAX_PIXELS = 64_000_000;
const MAX_CODES = 16;

/**
 * The texts of the QR codes in a PNG or JPEG, as the decoder finds them.
 *
 * @throws {@link InputError} for a file that is too large, no PNG or JPEG, damaged, or has no code.
 */
export async function readImage(file: string): Promise<readonly string[]> {
  const bytes = await readBounded(file);
  const size = imageSize(bytes);
  if (size === null) throw new InputError(file, { kind: 'image-format' });
  if (size.width * size.height > MAX_PIXELS)
    throw new InputError(file, { kind: 'image-too-large' });
  const texts = await readCodes(file, bytes);
  if (texts.length === 0) throw new InputError(file, { kind: 'image-no-code' });
  return texts;
}

async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) throw new InputError(file, { kind: 'file-is-folder' });
    if (status.size > MAX_FILE_BYTES) throw new InputError(file, { kind: 'image-too-large' });
    return await readFile(file);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(file, { kind: 'file-forbidden' });
  }
}

async function readCodes(file: string, bytes: Uint8Array): Promise<readonly string[]> {
  await loadReader();
  try {
    const found = await readBarcodes(bytes, {
      formats: ['QRCode'],
      tryHarder: true,
      tryInvert: true,
      maxNumberOfSymbols: MAX_CODES,
      textMode: 'Plain',
    });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  } catch {
    // What the decoder throws for a damaged file is its own trap, without a meaning to pass on.
    throw new InputError(file, { kind: 'image-damaged' });
  }
}

let reader: Promise<unknown> | undefined;

/** Loads the decoder from the package: left to itself it would fetch it from another host. */
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
