import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { encodeExport, exportKeys, openExportArchive, packExportArchive } from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { goodFile, goodKey, withCode } from './gaen-kit.ts';

const CHILD = fileURLToPath(new URL('./stream-child.ts', import.meta.url));

/** Runs the child under a heap of so many megabytes. */
function underHeap(megabytes: number, ...args: string[]) {
  const options = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=1'];
  return spawnSync(process.execPath, ['--conditions=@waypost/source', ...options, CHILD, ...args], {
    encoding: 'utf8',
  });
}

describe('a file of 600,000 keys', () => {
  it('is read from its archive under a heap of 24 MB', () => {
    const { status, stdout } = underHeap(24);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '600000' });
  });

  it('which could not hold its keys', () => {
    const { status, stderr } = underHeap(24, 'retain');
    expect(status).not.toBe(0);
    expect(stderr).toContain('heap out of memory');
  });
});

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
