import { createHash } from 'node:crypto';
import {
  buildCheckInTable,
  CheckInLog,
  checkInTable,
  inputDigest,
  OPEN_END,
} from '@waypost/core/matching';
import { describe, expect, it } from 'vitest';

const rows = [
  { person: 'B', venue: 'v', start: 20, end: null },
  { person: 'é', venue: 'w', start: 7, end: 8, zone: 'z' },
  { person: '\uff21', venue: 'v', start: 10, end: 30 },
  { person: '\u{1d54f}', venue: 'v', start: 10, end: 30, zone: 'z' },
  { person: 'B', venue: 'v', start: 20, end: null }, // a repeat
  { person: 'B', venue: 'v', start: 20, end: 20 },
];

/** By the table above `inputDigest` alone: integers are u32be, texts UTF-8 after their length. */
function digestOf(ids: readonly (readonly string[])[], integers: readonly number[]): string {
  const hash = createHash('sha256').update('waypost/1/check-ins');
  const u32be = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  for (const list of ids) {
    hash.update(u32be(list.length));
    for (const id of list) hash.update(u32be(Buffer.byteLength(id))).update(id);
  }
  for (const value of integers) hash.update(u32be(value));
  return `sha256:${hash.digest('hex')}`;
}

describe('inputDigest', () => {
  it('is the SHA-256 that its description says', async () => {
    const persons = ['B', 'é', '\u{1d54f}', '\uff21']; // by code units
    const sorted = [
      [0, 0, 20, 20, 0],
      [0, 0, 20, OPEN_END, 0],
      [0, 2, 10, 30, 1],
      [0, 3, 10, 30, 0],
      [1, 1, 7, 8, 1],
    ];
    const expected = digestOf([persons, ['v', 'w'], ['', 'z']], [5, ...sorted.flat()]);
    expect(await inputDigest(await checkInTable(rows))).toBe(expected);
  });

  it('of nothing is that of the empty lists', async () => {
    expect(await inputDigest(await checkInTable([]))).toBe(digestOf([[], [], ['']], [0]));
  });

  it('is the same whether zones were recorded as empty or not at all', async () => {
    const log = new CheckInLog({ zones: false });
    log.add(0, 0, { start: 1, end: 2, zone: 0 });
    const table = await buildCheckInTable(log, { persons: ['a'], venues: ['v'] });
    expect(table.zone).toBeNull();
    const withZones = await checkInTable([{ person: 'a', venue: 'v', start: 1, end: 2 }]);
    expect(await inputDigest(table)).toBe(await inputDigest(withZones));
  });

  it('takes long lists of long ids, more than one buffer of each', async () => {
    const id = (n: number): string => `${'x'.repeat(90)}${String(n).padStart(6, '0')}`;
    const many = Array.from({ length: 20_000 }, (_, n) => n);
    const table = await checkInTable(
      many.map((n) => ({ person: id(n), venue: 'v', start: n, end: n + 1 })),
    );
    const integers = many.flatMap((n) => [0, n, n, n + 1, 0]);
    expect(await inputDigest(table)).toBe(
      digestOf([many.map(id), ['v'], ['']], [20_000, ...integers]),
    );
  });

  it('can be computed by a hash of the host', async () => {
    const table = await checkInTable(rows);
    const host = createHash('sha256');
    expect(await inputDigest(table, {}, host)).toBe(await inputDigest(table));
  });

  it('refuses an id that has no UTF-8 form, rather than confuse two', async () => {
    const table = await checkInTable([{ person: '\ud800', venue: 'v', start: 1, end: 2 }]);
    await expect(inputDigest(table)).rejects.toMatchObject({ code: 'ENCODING_INVALID' });
  });
});
