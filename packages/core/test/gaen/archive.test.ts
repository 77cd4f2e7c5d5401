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
    [
      'with fields of its writer in the headers',
      zipSync({ ...both, 'export.bin': [exportBin, { extra: { 7: new Uint8Array(300) } }] }),
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

  it('of any length, also where a piece of 4,096 bytes ends with it', () => {
    for (const length of [0, 4090, 4091, 4092, 8187, 100_000]) {
      const random = seededRandom(2)(length);
      const archive = { exportBin: random, exportSig: null };
      expect(readExportArchive(packExportArchive(archive))).toEqual(archive);
    }
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
    expect(packed[0]?.slice(20, 28)).toBe('00002100'); // midnight, 1980-01-01
  });
});

describe('an export archive is refused', () => {
  const damaged = (name: string, at: number, bytes: readonly number[], reason: string) =>
    [name, overwrite(good, at, ...bytes), 'EXPORT_ARCHIVE_MALFORMED', reason] as const;
  const crowded = (name: string, entry: string) =>
    [
      name,
      zipSync({ ...both, [entry]: exportBin }),
      'EXPORT_ENTRY_UNEXPECTED',
      'too many',
    ] as const;

  it.each<readonly [string, Uint8Array, string, string]>([
    ['no bytes', new Uint8Array(0), 'EXPORT_ARCHIVE_MALFORMED', 'it is no zip'],
    ['three bytes of one', good.subarray(0, 3), 'EXPORT_ARCHIVE_MALFORMED', 'it is no zip'],
    ['an export file that is not packed', exportBin, 'EXPORT_ARCHIVE_MALFORMED', 'it is no zip'],
    ['an empty zip', zipSync({}), 'EXPORT_ENTRY_MISSING', 'has no export.bin'],
    [
      'signatures alone',
      zipSync({ 'export.sig': exportSig }),
      'EXPORT_ENTRY_MISSING',
      'has no export.bin',
    ],
    crowded('an entry too many', 'content.sig'),
    crowded('a name with a folder', 'x/export.bin'),
    crowded('a name that leads out', '../export.bin'),
    crowded('a name in other case', 'EXPORT.BIN'),
    crowded('no name', ''),
    ['an entry twice', twice(), 'EXPORT_ENTRY_DUPLICATE', 'has two export.bin'],
    damaged('a name that is no text', directory + 46, [0xff], 'a name is not UTF-8'),
    damaged('an encrypted entry', directory + 8, [1], 'an entry is encrypted'),
    damaged('an unknown method', directory + 10, [12], 'export.bin is packed by an unknown method'),
    damaged('another checksum', directory + 16, [0, 0], 'export.bin has another checksum'),
    damaged('a content longer than said', directory + 24, [134], 'export.bin is longer'),
    damaged('a content shorter than said', directory + 24, [136], 'export.bin is shorter'),
    damaged('an entry that lies outside', directory + 20, [0, 0, 1], 'an entry lies outside'),
    damaged('an entry that begins nowhere', directory + 42, [0, 0, 1], 'an entry has no header'),
    damaged(
      'an entry that begins at the very end',
      directory + 42,
      [(good.length - 2) & 0xff, (good.length - 2) >> 8],
      'an entry has no header',
    ),
    damaged('an entry without its header', 0, [0], 'an entry has no header'),
    damaged('content that does not inflate', 40, [0xff, 0xff], 'export.bin does not inflate'),
    damaged('fewer entries than said', endRecord + 10, [3], 'its directory is damaged'),
    damaged('more entries than said', endRecord + 10, [1], 'another length than it says'),
    damaged('a directory elsewhere', endRecord + 16, [0], 'its directory is damaged'),
    damaged('a directory nowhere', endRecord + 16, [0, 0, 1], 'its directory is damaged'),
    damaged('a directory of something else', directory, [0], 'its directory is damaged'),
    damaged('a name longer than the directory', directory + 28, [0, 9], 'its directory is damaged'),
    ['bytes behind its end', concatBytes(good, Uint8Array.of(0)), 'EXPORT_TRUNCATED', 'too early'],
  ])('%s', (_name, zip, code, reason) => {
    expect(() => readExportArchive(zip)).toThrow(withCode(code));
    expect(() => readExportArchive(zip)).toThrow(reason);
  });

  it('by a message that begins with what it is', () => {
    expect(() => readExportArchive(exportBin)).toThrow(/^export archive is malformed: /);
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
    const signed = (bytes: number) => zipSync({ ...both, 'export.sig': new Uint8Array(bytes) });
    expect(() => openExportArchive(signed(65_537))).toThrow(withCode('EXPORT_TOO_LARGE'));
    expect(openExportArchive(signed(65_536)).exportSig).toHaveLength(65_536);
  });

  it('the limit is the caller’s', () => {
    const { length } = exportBin;
    expect(openExportArchive(good, { maxExportBytes: length }).exportBinLength).toBe(length);
    const open = () => openExportArchive(good, { maxExportBytes: length - 1 });
    expect(open).toThrow(withCode('EXPORT_TOO_LARGE'));
    expect(open).toThrow(`export.bin is larger than ${length - 1} bytes`);
    expect(open).toThrow(expect.objectContaining({ details: { max: length - 1 } }));
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
