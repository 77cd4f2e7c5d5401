import { describe, expect, it } from 'vitest';
import { LocalTime } from '../../src/check-ins/local-time.ts';
import { readTime } from '../../src/check-ins/time-field.ts';

const utf8 = new TextEncoder();
const read = (text: string, zone: string | null = null) => {
  const bytes = utf8.encode(`<${text}>`);
  return readTime(bytes, 1, bytes.length - 1, zone === null ? null : new LocalTime(zone));
};
const unix = (iso: string): number => Date.parse(iso) / 1000;

const LAST = 2 ** 32 - 2;

describe('time field', () => {
  it.each([
    ['0', 0],
    ['1283444942', 1_283_444_942],
    ['  1283444942 ', 1_283_444_942],
    ['0000000000042', 42],
    [String(LAST), LAST],
  ])('reads Unix seconds: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['2021-06-01T10:00:00Z', '2021-06-01T10:00:00Z'],
    ['2021-06-01t10:00:00z', '2021-06-01T10:00:00Z'],
    ['2021-06-01 10:00:00Z', '2021-06-01T10:00:00Z'],
    ['2021-06-01T17:00:00+07:00', '2021-06-01T10:00:00Z'],
    ['2021-06-01T17:00:00+0700', '2021-06-01T10:00:00Z'],
    ['2021-06-01T17:00:00+07', '2021-06-01T10:00:00Z'],
    ['2021-06-01T17:00+07:00', '2021-06-01T10:00:00Z'],
    [' 2021-06-01 17:00+07 ', '2021-06-01T10:00:00Z'],
    ['2021-06-01T06:30:00-03:30', '2021-06-01T10:00:00Z'],
    ['2021-06-01T10:00:00-00:00', '2021-06-01T10:00:00Z'],
    ['2021-06-02T09:59:00+23:59', '2021-06-01T10:00:00Z'],
    ['2021-06-01T10:00:00.999Z', '2021-06-01T10:00:00Z'],
    ['2021-06-01T10:00:00,5Z', '2021-06-01T10:00:00Z'],
    ['2021-06-01T10:00:00.123456789+00:00', '2021-06-01T10:00:00Z'],
    ['2020-02-29T00:00:00Z', '2020-02-29T00:00:00Z'],
    ['2000-02-29T23:59:59Z', '2000-02-29T23:59:59Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    ['1969-12-31T23:30:00-01:00', '1970-01-01T00:30:00Z'],
    ['2106-02-07T06:28:14Z', '2106-02-07T06:28:14Z'],
    ['2106-02-07T13:28:14+07:00', '2106-02-07T06:28:14Z'],
  ])('reads ISO 8601: %s', (text, expected) => {
    expect(read(text)).toBe(unix(expected));
  });

  it.each([
    ['2021-06-01T10:00:00', 'no-offset'],
    ['2021-06-01 10:00', 'no-offset'],
    [String(LAST + 1), 'after-2105'],
    ['99999999999', 'after-2105'],
    ['1283444942000', 'milliseconds'],
    ['1283444942000000', 'after-2105'],
    ['9'.repeat(400), 'after-2105'],
    ['2106-02-07T06:28:15Z', 'after-2105'],
    ['9999-12-31T23:59:59Z', 'after-2105'],
    ['50000-01-01T00:00:00Z', 'after-2105'],
    ['+050000-01-01T00:00:00Z', 'after-2105'],
    ['-1', 'before-1970'],
    ['-86400', 'before-1970'],
    ['-000001-01-01T00:00:00Z', 'before-1970'],
    ['1969-12-31T23:59:59Z', 'before-1970'],
    ['1970-01-01T06:59:59+07:00', 'before-1970'],
    ['0001-01-01T00:00:00Z', 'before-1970'],
    ['0000-01-01T00:00:00Z', 'before-1970'],
  ])('says what is wrong with %s: %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it.each([
    '',
    '   ',
    '1.5',
    '1283444942.0',
    '1e9',
    '+5',
    '0x10',
    '12:30',
    'yesterday',
    '2021-06-01',
    '2021-06',
    '01/06/2021 10:00',
    '2021-6-1T10:00:00Z',
    '20210601T100000Z',
    '2021-06-01T10Z',
    '2021-06-01T1:00:00Z',
    '2021-06-01_10:00:00Z',
    '2021-06-01T10:00:00 Z',
    '2021-06-01T10:00:00+7',
    '2021-06-01T10:00:00+24:00',
    '2021-06-01T10:00:00+07:60',
    '2021-06-01T10:00:00.1234567890Z',
    '2021-06-01T10:00:00.Z',
    '2021-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2021-06-31T00:00:00Z',
    '2021-04-31T00:00:00Z',
    '2021-00-01T00:00:00Z',
    '2021-13-01T00:00:00Z',
    '2021-06-00T00:00:00Z',
    '2021-06-32T00:00:00Z',
    '2021-06-01T24:00:00Z',
    '2021-06-01T10:60:00Z',
    '2016-12-31T23:59:60Z',
    '2021-06-01T10:00:00Z extra',
    '２０２１-06-01T10:00:00Z',
    `2021-06-01T10:00:00${' '.repeat(30)}Z`,
  ])('refuses "%s"', (text) => {
    expect(read(text)).toBe('unreadable');
    expect(read(text)).toBe('unreadable'); // what is remembered of a day changes nothing
  });

  it('takes a time without an offset where a zone is named, and no other differently', () => {
    const zone = 'Asia/Ho_Chi_Minh';
    expect(read('2021-06-01T17:00:00', zone)).toBe(unix('2021-06-01T10:00:00Z'));
    expect(read('2021-06-01 17:00', zone)).toBe(unix('2021-06-01T10:00:00Z'));
    expect(read('2021-06-01T17:00:00Z', zone)).toBe(unix('2021-06-01T17:00:00Z'));
    expect(read('2021-06-01T17:00:00-05:00', zone)).toBe(unix('2021-06-01T22:00:00Z'));
    expect(read('1283444942', zone)).toBe(1_283_444_942);
    expect(read('2021-06-31T17:00:00', zone)).toBe('unreadable');
    expect(read('2106-02-07T13:28:14', zone)).toBe(LAST);
    expect(read('2106-02-07T13:28:15', zone)).toBe('after-2105');
    expect(read('1970-01-01T07:59', zone)).toBe('before-1970'); // +08:00 until 1975
    expect(read('1970-01-01T08:00', zone)).toBe(0);
    expect(read('0021-06-01T10:00', zone)).toBe('before-1970');
  });

  it('names the hour that the clocks leapt over', () => {
    expect(read('2021-03-28T02:30:00', 'Europe/Berlin')).toBe('skipped-by-clock');
    expect(read('2021-03-28T02:30:00+01:00', 'Europe/Berlin')).toBe(unix('2021-03-28T01:30:00Z'));
  });

  it('remembers days without bound neither in memory nor in error', () => {
    const days = Array.from({ length: 25_000 }, (_, i) => i * 86_400);
    for (const day of days) {
      const iso = new Date(day * 1000).toISOString();
      if (read(iso) !== day) expect.fail(iso);
    }
  });
});
