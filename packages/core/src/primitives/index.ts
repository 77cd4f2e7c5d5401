/**
 * What every other module stands on: brands, errors, bytes, strict encodings, time, hashing.
 *
 * @module
 */
export * from './base45.ts';
export * from './brand.ts';
export * from './byte-reader.ts';
export * from './byte-writer.ts';
export * from './bytes.ts';
export * from './encoding.ts';
export * from './errors.ts';
export * from './hash.ts';
export * from './random.ts';
export * from './rotating-ids.ts';
export * from './time.ts';
