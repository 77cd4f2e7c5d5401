import {
  encodeExport,
  exportKeys,
  packExportArchive,
  parseExport,
  parseSignatureList,
  readExportArchive,
} from '@waypost/core/gaen';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSignatureList } from '../../src/protocols/gaen/signature-list.ts';
import { anyExportFile, anySignatureInfo, exportBytes, published } from './gaen-kit.ts';

/** Runs `run`: what it returns, or the code it was refused with. Anything else is thrown on. */
function orCode<Result>(run: () => Result): Result | string {
  try {
    return run();
  } catch (error) {
    if (isWaypostError(error)) return error.code;
    throw error;
  }
}

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** Every key and the header, read in pieces of this size. */
function inPieces(bytes: Uint8Array, size: number): unknown {
  const keys: unknown[] = [];
  const reader = exportKeys(cut(bytes, size));
  let step = reader.next();
  for (; !step.done; step = reader.next()) keys.push(step.value);
  return { keys, header: step.value };
}

/** Bytes that are nearly an export: an example with a few bytes overwritten. */
const anyDamage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
const damaged = (bytes: Uint8Array, damage: readonly (readonly [number, number])[]): Uint8Array => {
  const copy = bytes.slice();
  for (const [at, value] of damage) copy[at % copy.length] = value;
  return copy;
};

describe('export files: laws', () => {
  it('a file is what was encoded', () =>
    fc.assert(
      fc.property(anyExportFile, (file) => {
        expect(parseExport(encodeExport(file))).toEqual(file);
      }),
    ));

  it('whatever is read is written again byte for byte', () =>
    fc.assert(
      fc.property(anyExportFile, anyDamage, (file, damage) => {
        const bytes = damaged(encodeExport(file), damage);
        const parsed = orCode(() => parseExport(bytes));
        if (typeof parsed === 'string') expect(parsed).toMatch(/^EXPORT_/);
        else expect(encodeExport(parsed)).toEqual(bytes);
      }),
      { numRuns: 500 },
    ));

  it('how a file is cut into pieces does not matter', () =>
    fc.assert(
      fc.property(anyExportFile, anyDamage, fc.integer({ min: 1, max: 40 }), (file, damage, n) => {
        for (const bytes of [encodeExport(file), damaged(encodeExport(file), damage)])
          expect(orCode(() => inPieces(bytes, n))).toEqual(
            orCode(() => inPieces(bytes, bytes.length)),
          );
      }),
    ));

  it('any fields are a file, or refused by our error', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const parsed = orCode(() => parseExport(exportBytes(bytes)));
        if (typeof parsed === 'string') expect(parsed).toMatch(/^EXPORT_/);
      }),
      { numRuns: 1000 },
    ));

  it('any archive is one, or refused by our error', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(orCode(() => readExportArchive(bytes))).toMatch(/^EXPORT_/);
      }),
    ));

  it('an archive with a few bytes changed holds the same, or is refused by our error', () =>
    fc.assert(
      fc.property(anyDamage, (damage) => {
        const zip = damaged(packExportArchive(published.archive), damage);
        const archive = orCode(() => readExportArchive(zip));
        if (typeof archive === 'string') expect(archive).toMatch(/^EXPORT_/);
        else expect(archive).toEqual(published.archive);
      }),
      { numRuns: 1000 },
    ));

  it('a signature list is what was encoded', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            signatureInfo: anySignatureInfo,
            batchNum: fc.option(fc.nat(9), { nil: undefined }),
            batchSize: fc.option(fc.nat(9), { nil: undefined }),
            signature: fc.uint8Array({ maxLength: 72 }),
          }),
          { maxLength: 10 },
        ),
        (signatures) => {
          expect(parseSignatureList(encodeSignatureList(signatures))).toEqual(signatures);
        },
      ),
    ));

  it('any bytes are a signature list, or refused by our error', () =>
    fc.assert(
      fc.property(anyDamage, (damage) => {
        const list = orCode(() => parseSignatureList(damaged(published.archive.exportSig, damage)));
        if (typeof list === 'string') expect(list).toBe('EXPORT_SIGNATURE_MALFORMED');
      }),
      { numRuns: 500 },
    ));
});
