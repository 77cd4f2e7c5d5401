/**
 * How many pixels an image claims to have, before anything is decoded: a file of a few bytes may ask
 * for gigabytes.
 *
 * Sources: PNG (Third Edition) sections 5.2 and 11.2.1; JPEG (ITU-T T.81) annex B.
 *
 * @module
 */

/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = [0x49, 0x48, 0x44, 0x52];
const JPEG_START = [0xff, 0xd8];

/** The size of a PNG or a JPEG; `null` for anything else, and where the header is cut off. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  if (startsWith(bytes, PNG_SIGNATURE, 0)) return pngSize(bytes);
  if (startsWith(bytes, JPEG_START, 0)) return jpegSize(bytes);
  return null;
}

const startsWith = (bytes: Uint8Array, expected: readonly number[], offset: number): boolean =>
  expected.every((byte, i) => bytes[offset + i] === byte);

/**
 * | bytes  | PNG                                |
 * | ------ | ---------------------------------- |
 * | 0..7   | signature                          |
 * | 8..11  | length of the first chunk          |
 * | 12..15 | `IHDR`                             |
 * | 16..19 | width, uint32 BE                   |
 * | 20..23 | height, uint32 BE                  |
 */
function pngSize(bytes: Uint8Array): ImageSize | null {
  if (bytes.length < 24 || !startsWith(bytes, IHDR, 12)) return null;
  const view = viewOf(bytes);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Steps from segment to segment, `ff marker length(2)`, to the first start of frame. */
function jpegSize(bytes: Uint8Array): ImageSize | null {
  const view = viewOf(bytes);
  let offset = JPEG_START.length;
  while (offset + 9 <= bytes.length) {
    if (bytes[offset] !== 0xff) return null;
    const marker = bytes[offset + 1]!;
    if (marker === 0xff) {
      offset += 1; // fill bytes
      continue;
    }
    if (isStartOfFrame(marker))
      return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    offset += 2 + view.getUint16(offset + 2);
  }
  return null;
}

/** SOF0 to SOF15, but for the three other markers (DHT, JPG, DAC) that stand among them. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
