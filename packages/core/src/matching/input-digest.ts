import { ByteWriter } from '../primitives/byte-writer.ts';
import { toHex, toUtf8 } from '../primitives/encoding.ts';
import { type Sha256Stream, sha256Stream } from '../primitives/hash.ts';
import type { CheckInTable } from './check-in-table.ts';
import { Pace, type PaceOptions } from './pace.ts';

/** Rows written into one buffer before it is hashed. */
const BUFFER_ROWS = 1 << 14;
const ROW_BYTES = 20;

/**
 * Digest of the check-ins themselves: the same for the same set of rows, whatever their order and
 * however often one repeats. Two runs with one digest had the same input.
 *
 * SHA-256, written `sha256:` and 64 hexadecimal digits, of
 *
 * | part    | bytes                                                                              |
 * | ------- | ---------------------------------------------------------------------------------- |
 * | label   | UTF-8 `waypost/1/check-ins`                                                         |
 * | persons | u32be count, then for each in order of code units: u32be length, UTF-8              |
 * | venues  | the same                                                                           |
 * | zones   | the same, the empty zone first                                                     |
 * | rows    | u32be count, then each: venue, person, start, end, zone, u32be; sorted in that order |
 *
 * where persons, venues and zones are places in the lists above, and an open end is 2^32 - 1.
 *
 * @param hash - A SHA-256 of the host, where one is faster than the portable one.
 */
export async function inputDigest(
  table: CheckInTable,
  options: PaceOptions = {},
  hash: Sha256Stream = sha256Stream(),
): Promise<string> {
  const pace = new Pace(options);
  const rows = table.person.length;
  pace.begin('digest', rows);
  hash.update(toUtf8('waypost/1/check-ins'));
  for (const ids of [table.persons, table.venues, table.zones]) hashIds(hash, ids);
  hash.update(new ByteWriter(4).u32be(rows).finish());

  const buffer = new DataView(new ArrayBuffer(BUFFER_ROWS * ROW_BYTES));
  let venue = 0;
  for (let from = 0; from < rows; from += BUFFER_ROWS) {
    const to = Math.min(rows, from + BUFFER_ROWS);
    for (let row = from, at = 0; row < to; row++, at += ROW_BYTES) {
      while (table.venueOffset[venue + 1]! <= row) venue++;
      buffer.setUint32(at, venue);
      buffer.setUint32(at + 4, table.person[row]!);
      buffer.setUint32(at + 8, table.start[row]!);
      buffer.setUint32(at + 12, table.end[row]!);
      buffer.setUint32(at + 16, table.zone ? table.zone[row]! : 0);
    }
    hash.update(new Uint8Array(buffer.buffer, 0, (to - from) * ROW_BYTES));
    if (pace.add(to - from)) await pace.turn();
  }
  pace.finish();
  return `sha256:${toHex(hash.digest())}`;
}

function hashIds(hash: Sha256Stream, ids: readonly string[]): void {
  hash.update(new ByteWriter(4).u32be(ids.length).finish());
  let writer = new ByteWriter(1 << 16);
  for (let i = 0; i < ids.length; i++) {
    const bytes = toUtf8(ids[i]!);
    writer.u32be(bytes.length).bytes(bytes);
    if (i % 1024 !== 1023 && i + 1 < ids.length) continue;
    hash.update(writer.finish());
    writer = new ByteWriter(1 << 16);
  }
}
