import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageSize } from '../../src/decode/image-size.ts';
import { png, qrPng } from './png.ts';

const PHOTO = readFileSync(new URL('../fixtures/poster-turned.jpg', import.meta.url));

describe('the size of a picture', () => {
  it('is read from a PNG', () => {
    expect(imageSize(png(1234, 567, Buffer.alloc(0)))).toEqual({ width: 1234, height: 567 });
  });
  it('is read from a JPEG', () => {
    expect(imageSize(PHOTO)).toEqual({ width: 460, height: 460 });
  });
  it('is nothing for any other file, and for every header that is cut off', () => {
    expect(imageSize(Buffer.from('GIF89a'))).toBeNull();
    const picture = qrPng('cut');
    for (let length = 0; length < 24; length++)
      expect(imageSize(picture.subarray(0, length))).toBeNull();
    for (let length = 0; length < 100; length++)
      expect(imageSize(PHOTO.subarray(0, length))).toBeNull();
  });
});
