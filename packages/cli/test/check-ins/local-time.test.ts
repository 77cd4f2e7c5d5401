import { describe, expect, it } from 'vitest';
import { isTimeZone, LocalTime } from '../../src/check-ins/local-time.ts';

/** The instant of a wall-clock time, as ISO 8601 in UTC. */
function instant(zone: string, wallClock: string): string | null {
  const unix = new LocalTime(zone).toUnix(Date.parse(`${wallClock}Z`) / 1000);
  return unix === null ? null : new Date(unix * 1000).toISOString().slice(0, 19);
}

describe('local time', () => {
  it.each([
    // Viet Nam has no summer time; the north and the south differed until 1975.
    ['Asia/Ho_Chi_Minh', '2021-06-01T17:00:00', '2021-06-01T10:00:00'],
    ['Asia/Ho_Chi_Minh', '2021-01-01T00:00:00', '2020-12-31T17:00:00'],
    // Germany: 02:00 became 03:00, and 03:00 became 02:00.
    ['Europe/Berlin', '2021-03-28T01:59:59', '2021-03-28T00:59:59'],
    ['Europe/Berlin', '2021-03-28T02:00:00', null],
    ['Europe/Berlin', '2021-03-28T02:59:59', null],
    ['Europe/Berlin', '2021-03-28T03:00:00', '2021-03-28T01:00:00'],
    ['Europe/Berlin', '2021-10-31T01:59:59', '2021-10-30T23:59:59'],
    ['Europe/Berlin', '2021-10-31T02:00:00', '2021-10-31T00:00:00'],
    ['Europe/Berlin', '2021-10-31T02:59:59', '2021-10-31T00:59:59'],
    ['Europe/Berlin', '2021-10-31T03:00:00', '2021-10-31T02:00:00'],
    // Newfoundland: half an hour off, and until 2011 the clocks changed at 00:01.
    ['America/St_Johns', '2021-06-01T12:00:00', '2021-06-01T14:30:00'],
    ['America/St_Johns', '2010-03-14T00:00:59', '2010-03-14T03:30:59'],
    ['America/St_Johns', '2010-03-14T00:01:00', null],
    ['America/St_Johns', '2010-03-14T00:05:00', null],
    ['America/St_Johns', '2010-03-14T01:00:59', null],
    ['America/St_Johns', '2010-03-14T01:01:00', '2010-03-14T03:31:00'],
    ['America/St_Johns', '2010-11-06T23:00:59', '2010-11-07T01:30:59'],
    ['America/St_Johns', '2010-11-06T23:01:00', '2010-11-07T01:31:00'],
    ['America/St_Johns', '2010-11-07T00:00:59', '2010-11-07T02:30:59'],
    ['America/St_Johns', '2010-11-07T00:01:00', '2010-11-07T03:31:00'],
    ['America/St_Johns', '2010-11-07T00:05:00', '2010-11-07T03:35:00'],
    // Lord Howe Island: summer time of half an hour.
    ['Australia/Lord_Howe', '2021-10-03T01:59:59', '2021-10-02T15:29:59'],
    ['Australia/Lord_Howe', '2021-10-03T02:15:00', null],
    ['Australia/Lord_Howe', '2021-10-03T02:30:00', '2021-10-02T15:30:00'],
    ['Australia/Lord_Howe', '2021-04-04T01:29:59', '2021-04-03T14:29:59'],
    ['Australia/Lord_Howe', '2021-04-04T01:45:00', '2021-04-03T14:45:00'],
    ['Australia/Lord_Howe', '2021-04-04T02:00:00', '2021-04-03T15:30:00'],
    // Samoa went over the date line and left out a day.
    ['Pacific/Apia', '2011-12-29T23:59:59', '2011-12-30T09:59:59'],
    ['Pacific/Apia', '2011-12-30T12:00:00', null],
    ['Pacific/Apia', '2011-12-31T00:00:00', '2011-12-30T10:00:00'],
    ['Asia/Kathmandu', '2021-06-01T12:00:00', '2021-06-01T06:15:00'],
    ['UTC', '2021-06-01T12:00:00', '2021-06-01T12:00:00'],
  ])('%s, %s is %s in UTC', (zone, wallClock, expected) => {
    expect(instant(zone, wallClock)).toBe(expected);
  });

  it('gives the same answer the second time, and whatever was asked before', () => {
    const zone = new LocalTime('America/St_Johns');
    const at = (wallClock: string) => zone.toUnix(Date.parse(`${wallClock}Z`) / 1000);
    const texts = ['2010-03-14T00:00:30', '2010-03-14T00:05:00', '2010-03-14T01:05:00'];
    const once = texts.map(at);
    expect(texts.reverse().map(at).reverse()).toEqual(once);
    expect(once.map((unix) => unix === null)).toEqual([false, true, false]);
  });

  it.each([
    ['Asia/Ho_Chi_Minh', 1_622_541_600, '2021-06-01T17:00:00+07:00', '2021-06-01 17:00'],
    ['America/St_Johns', 1_622_557_800, '2021-06-01T12:00:00-02:30', '2021-06-01 12:00'],
    ['America/New_York', 1_609_477_199, '2020-12-31T23:59:59-05:00', '2020-12-31 23:59'],
    ['Europe/Berlin', 1_635_640_200, '2021-10-31T02:30:00+02:00', '2021-10-31 02:30'],
    ['Europe/Berlin', 1_635_643_800, '2021-10-31T02:30:00+01:00', '2021-10-31 02:30'],
    ['Pacific/Marquesas', 0, '1969-12-31T14:30:00-09:30', '1969-12-31 14:30'],
    ['UTC', 4_294_967_294, '2106-02-07T06:28:14+00:00', '2106-02-07 06:28'],
  ])('%s writes %i as %s', (zone, unix, iso, display) => {
    const local = new LocalTime(zone);
    expect(local.toIso(unix)).toBe(iso);
    expect(local.toDisplay(unix)).toBe(display);
  });

  it.each([
    ['Asia/Ho_Chi_Minh', true],
    ['UTC', true],
    ['Asia/Saigon', true],
    ['Asia/Hanoi', false],
    ['', false],
    ['Mars/Olympus', false],
    ['../etc/passwd', false],
  ])('knows zones: %s, %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });
});
