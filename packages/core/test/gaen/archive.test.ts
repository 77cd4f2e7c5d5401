import { crc32 as crc32OfNode } from 'node:zlib';
import {
  MAX_EXPORT_BYTES,
  openExportArchive,
  packExportArchive,
  readExportArchive,
} from '@waypost/core/gaen';
import { concatBytes, toHex, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/protocols/gaen/crc32.ts';
import { overwrite, seededRandom } from '../filters/kit.ts';
import { published, withCode } from './gaen-kit.ts';

const { exportBin, exportSig } = published.archive;
const both: Zippable = { 'export.bin': exportBin, 'export.sig': exportSig };
const good = zipSync(both);

/** Where the n-th header of the directory stands. */
function directoryAt(zip: Uint8Array, n: number): number {
  const text = Array.from(zip, (byte) => String.fromCharCode(byte)).join('');
  let at = -1;
  for (let i = 0; i <= n; i++) at = text.indexOf('PK\u0001\u0002', at + 1);
  return at;
}
const directory = directoryAt(good, 0);
const endRecord = good.length - 22;

/** Two entries of one name, which no ordinary writer makes. */
function twice(): Uint8Array {
  const zip = zipSync({ 'export.bin': exportBin, 'export.bIn': exportBin });
  return overwrite(zip, directoryAt(zip, 1) + 46 + 'export.b'.length, 0x69);
}

/** A zip bomb: a thousand times smaller than what it holds. */
const bomb = (bytes: number): Uint8Array => zipSync({ 'export.bin': new Uint8Array(bytes) });

describe('an export archive is read', () => {
  const bare = { exportBin, exportSig: null };

  it.each<readonly [string, Uint8Array, object]>([
    ['as it is packed here', packExportArchive(published.archive), published.archive],
    [
      'with its entries in either order',
      zipSync({ 'export.sig': exportSig, ...both }),
      published.archive,
    ],
    ['stored', zipSync(both, { level: 0 }), published.archive],
    [
      'with a comment at its end',
      concatBytes(overwrite(good, endRecord + 20, 3), toUtf8('PK!')),
      published.archive,
    ],
    ['without signatures', zipSync({ 'export.bin': exportBin }), bare],
    ['without signatures, packed here', packExportArchive(bare), bare],
  ])('%s', (_name, zip, expected) => {
    expect(readExportArchive(zip)).toEqual(expected);
  });

  it('with a directory that alone knows the lengths', () => {
    // As all servers of the field write it: bit 3 of the flags, and zeros in the entry's own header.
    const zip = overwrite(good, 14, ...new Uint8Array(12));
    expect(readExportArchive(overwrite(zip, 6, 8))).toEqual(published.archive);
  });

  it('with the longest comment there is, but not with a longer one', () => {
    const commented = (length: number): Uint8Array =>
      concatBytes(
        overwrite(good, endRecord + 20, length & 0xff, (length >> 8) & 0xff),
        new Uint8Array(length),
      );
    expect(readExportArchive(commented(0xffff))).toEqual(published.archive);
    expect(() => readExportArchive(commented(0x10000))).toThrow(withCode('EXPORT_TRUNCATED'));
  });

  it('with a comment that looks like an end', () => {
    const fake = concatBytes(good.subarray(endRecord), Uint8Array.of(0));
    const zip = concatBytes(overwrite(good, endRecord + 20, fake.length), fake);
    expect(readExportArchive(zip)).toEqual(published.archive);
  });

  it('of a view into other bytes', () => {
    const inside = concatBytes(new Uint8Array(7), good, new Uint8Array(9));
    expect(readExportArchive(inside.subarray(7, 7 + good.length))).toEqual(published.archive);
  });

  it('in pieces, again and again', () => {
    const large = seededRandom(1)(300_000);
    const opened = openExportArchive(zipSync({ ...both, 'export.bin': large }));
    expect(opened).toMatchObject({ exportBinLength: large.length, exportSig });
    for (let i = 0; i < 2; i++) {
      const pieces = [...opened.exportBin()];
      expect(pieces.length).toBeGreaterThan(50);
      expect(crc32OfNode(concatBytes(...pieces))).toBe(crc32OfNode(large));
    }
  });

  it('and packed to the same bytes whenever and wherever', () => {
    const zone = process.env['TZ'];
    const packed = ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles'].map((name) => {
      process.env['TZ'] = name;
      return toHex(packExportArchive(published.archive));
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(new Set(packed).size).toBe(1);
  });
});

describe('an export archive is refused', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'EXPORT_ARCHIVE_MALFORMED'],
    ['an export file that is not packed', exportBin, 'EXPORT_ARCHIVE_MALFORMED'],
    ['an empty zip', zipSync({}), 'EXPORT_ENTRY_MISSING'],
    ['signatures alone', zipSync({ 'export.sig': exportSig }), 'EXPORT_ENTRY_MISSING'],
    [
      'an entry too many',
      zipSync({ ...both, 'content.sig': exportSig }),
      'EXPORT_ENTRY_UNEXPECTED',
    ],
    [
      'a name with a folder',
      zipSync({ ...both, 'x/export.bin': exportBin }),
      'EXPORT_ENTRY_UNEXPECTED',
    ],
    [
      'a name that leads out',
      zipSync({ ...both, '../export.bin': exportBin }),
      'EXPORT_ENTRY_UNEXPECTED',
    ],
    ['a name in other case', zipSync({ 'EXPORT.BIN': exportBin }), 'EXPORT_ENTRY_UNEXPECTED'],
    ['an entry twice', twice(), 'EXPORT_ENTRY_DUPLICATE'],
    ['a name that is no text', overwrite(good, directory + 46, 0xff), 'EXPORT_ARCHIVE_MALFORMED'],
    ['an encrypted entry', overwrite(good, directory + 8, 1), 'EXPORT_ARCHIVE_MALFORMED'],
    ['an unknown method', overwrite(good, directory + 10, 12), 'EXPORT_ARCHIVE_MALFORMED'],
    ['another checksum', overwrite(good, directory + 16, 0, 0), 'EXPORT_ARCHIVE_MALFORMED'],
    [
      'a content longer than said',
      overwrite(good, directory + 24, 134),
      'EXPORT_ARCHIVE_MALFORMED',
    ],
    [
      'a content shorter than said',
      overwrite(good, directory + 24, 136),
      'EXPORT_ARCHIVE_MALFORMED',
    ],
    [
      'an entry that lies outside',
      overwrite(good, directory + 20, 0, 0, 1),
      'EXPORT_ARCHIVE_MALFORMED',
    ],
    [
      'an entry that begins nowhere',
      overwrite(good, directory + 42, 0, 0, 1),
      'EXPORT_ARCHIVE_MALFORMED',
    ],
    ['an entry without its header', overwrite(good, 0, 0), 'EXPORT_ARCHIVE_MALFORMED'],
    ['content that does not inflate', overwrite(good, 40, 0xff, 0xff), 'EXPORT_ARCHIVE_MALFORMED'],
    ['fewer entries than said', overwrite(good, endRecord + 10, 3), 'EXPORT_ARCHIVE_MALFORMED'],
    ['more entries than said', overwrite(good, endRecord + 10, 1), 'EXPORT_ARCHIVE_MALFORMED'],
    ['a directory elsewhere', overwrite(good, endRecord + 16, 0), 'EXPORT_ARCHIVE_MALFORMED'],
    [
      'a name longer than the directory',
      overwrite(good, directory + 28, 0, 9),
      'EXPORT_ARCHIVE_MALFORMED',
    ],
    ['bytes behind its end', concatBytes(good, Uint8Array.of(0)), 'EXPORT_TRUNCATED'],
  ])('%s', (_name, zip, code) => {
    expect(() => readExportArchive(zip)).toThrow(withCode(code));
  });

  it('truncated anywhere', () => {
    for (let length = 4; length < good.length; length++)
      expect(() => readExportArchive(good.subarray(0, length))).toThrow(
        withCode('EXPORT_TRUNCATED'),
      );
  });
});

describe('a zip bomb', () => {
  const zip = bomb(MAX_EXPORT_BYTES + 1);

  it('is refused by what it says, before it is inflated', () => {
    expect(zip.length).toBeLessThan(100_000);
    expect(() => openExportArchive(zip)).toThrow(withCode('EXPORT_TOO_LARGE'));
  });

  it('that says less than it holds is stopped where it goes beyond', () => {
    const at = directoryAt(zip, 0);
    const liar = overwrite(zip, at + 24, 0, 0, 1, 0); // 64 KiB
    let length = 0;
    expect(() => {
      for (const piece of openExportArchive(liar).exportBin()) length += piece.length;
    }).toThrow(withCode('EXPORT_ARCHIVE_MALFORMED'));
    expect(length).toBeLessThanOrEqual(1 << 16);
  });

  it('among the signatures is refused too', () => {
    const many = zipSync({ ...both, 'export.sig': new Uint8Array(65_537) });
    expect(() => openExportArchive(many)).toThrow(withCode('EXPORT_TOO_LARGE'));
  });

  it('the limit is the caller’s', () => {
    const { length } = exportBin;
    expect(openExportArchive(good, { maxExportBytes: length }).exportBinLength).toBe(length);
    expect(() => openExportArchive(good, { maxExportBytes: length - 1 })).toThrow(
      withCode('EXPORT_TOO_LARGE'),
    );
  });
});

describe('CRC-32', () => {
  it('has the check value', () => {
    expect(crc32(toUtf8('123456789'))).toBe(0xcbf43926);
  });

  it('is that of Node.js, in one piece or in two', () =>
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(crc32(b, crc32(a))).toBe(crc32OfNode(concatBytes(a, b)));
      }),
    ));
});
