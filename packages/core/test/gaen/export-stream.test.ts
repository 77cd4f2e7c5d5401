import { encodeExport, exportKeys, openExportArchive, packExportArchive } from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { goodFile, goodKey, withCode } from './gaen-kit.ts';

describe('keys as a stream', () => {
  const bytes = encodeExport(goodFile);

  it('come one by one, in the order of the file, and the header last', () => {
    const reader = exportKeys(
      openExportArchive(packExportArchive({ exportBin: bytes, exportSig: null })).exportBin(),
    );
    const keys = goodFile.keys.map((key) => ({ key, isRevised: false }));
    const revised = goodFile.revisedKeys.map((key) => ({ key, isRevised: true }));
    for (const value of [...keys, ...revised])
      expect(reader.next()).toEqual({ done: false, value });
    const { keys: _keys, revisedKeys: _revised, ...header } = goodFile;
    expect(reader.next()).toEqual({ done: true, value: header });
  });

  it('are not asked of the source before they are asked for', () => {
    let pieces = 0;
    function* source(): Generator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 8) {
        pieces++;
        yield bytes.slice(at, at + 8);
      }
    }
    const reader = exportKeys(source());
    expect(pieces).toBe(0);
    reader.next();
    expect(pieces).toBeLessThan(Math.ceil(bytes.length / 8) - 5);
  });

  it('do not change when the piece they came in is used again', () => {
    const buffer = new Uint8Array(8);
    function* source(): Generator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 8) {
        buffer.set(bytes.subarray(at, at + 8));
        yield buffer.subarray(0, Math.min(8, bytes.length - at));
      }
    }
    const keys = [...exportKeys(source())].map(({ key }) => key.tek[0]);
    expect(keys).toEqual([3, 7, 9]);
  });

  it('stop at the first that is broken, after those before it', () => {
    const broken = bytes.slice(0, -20);
    const seen: unknown[] = [];
    expect(() => {
      for (const { key } of exportKeys([broken])) seen.push(key.tek[0]);
    }).toThrow(withCode('EXPORT_TRUNCATED'));
    expect(seen).toEqual([3, goodKey.tek[0]]);
  });
});
