import {
  CWA_MAX_REPORTS,
  CWA_PACKAGE_MAX_BYTES,
  type CwaCheckIn,
  type CwaMatch,
  cwaTransmissionRiskValue,
  decodeCwaCheckIn,
  decodeCwaCheckInRecord,
  decodeCwaReport,
  deriveCwaRecords,
  deriveCwaWarningTime,
  encodeCwaCheckIn,
  encodeCwaCheckInRecord,
  encodeCwaReport,
  encodeCwaWarningPackage,
  findCwaMatches,
  isCwaVisitKept,
  isCwaVisitMatched,
  keepPublishableCwaCheckIns,
  openCwaReport,
  overlapCwaWarning,
  parseCwaWarningPackage,
  sealCwaReport,
  splitCwaStay,
  sumCwaRiskByDay,
  sumCwaRiskByVisit,
} from '@waypost/core/cwa';
import { concatBytes, fromHex } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../filters/kit.ts';
import { unix } from './kit.ts';

const DAY = 86_400;
const MINUTE = 60;
const randomBytes = seededRandom(3);
const locationId = randomBytes(32);
const record = { startIntervalNumber: 2_700_000, period: 6, transmissionRiskLevel: 8 };
const report = sealCwaReport(locationId, record, randomBytes(16));
const refused = (code: string): Error => expect.objectContaining({ code });

describe('record', () => {
  it.each([
    ['an interval of 2^32', { ...record, startIntervalNumber: 2 ** 32 }],
    ['an interval before 1970', { ...record, startIntervalNumber: -1 }],
    ['no length', { ...record, period: 0 }],
    ['half a length', { ...record, period: 0.5 }],
    ['level 0', { ...record, transmissionRiskLevel: 0 }],
    ['level 9', { ...record, transmissionRiskLevel: 9 }],
  ])('is not written: %s', (_name, bad) => {
    expect(() => encodeCwaCheckInRecord(bad)).toThrow(refused('NUMBER_RANGE'));
    expect(() => sealCwaReport(locationId, bad, randomBytes(16))).toThrow(refused('NUMBER_RANGE'));
  });

  it('is not read in a length of 2^32, nor from half a message', () => {
    expect(() => decodeCwaCheckInRecord(fromHex('1080808080101801'))).toThrow(
      refused('PROTOBUF_MALFORMED'),
    );
    expect(() => decodeCwaCheckInRecord(fromHex('10'))).toThrow(refused('PROTOBUF_MALFORMED'));
  });
});

describe('report', () => {
  it('is not opened where its MAC is that of another place', () => {
    const other = sealCwaReport(randomBytes(32), record, report.iv);
    expect(openCwaReport(locationId, { ...report, mac: other.mac })).toBeNull();
    expect(
      openCwaReport(locationId, { ...other, locationIdHash: report.locationIdHash }),
    ).toBeNull();
  });

  it.each([
    ['hash', { ...report, locationIdHash: randomBytes(31) }],
    ['iv', { ...report, iv: randomBytes(32) }],
    ['record', { ...report, encryptedCheckInRecord: randomBytes(32) }],
    ['MAC', { ...report, mac: randomBytes(16) }],
  ])('has a %s of one length', (_name, bad) => {
    expect(() => openCwaReport(locationId, bad)).toThrow(refused('BYTES_LENGTH'));
    expect(() => encodeCwaReport(bad)).toThrow(refused('BYTES_LENGTH'));
    const bytes = new ProtoWriter()
      .bytes(1, bad.locationIdHash)
      .bytes(2, bad.iv)
      .bytes(3, bad.encryptedCheckInRecord)
      .bytes(4, bad.mac)
      .finish();
    expect(() => decodeCwaReport(bytes)).toThrow(refused('VENUE_LIST_MALFORMED'));
  });

  it('is short, and made of bytes', () => {
    const long = concatBytes(
      encodeCwaReport(report),
      new ProtoWriter().string(9, 'x'.repeat(920)).finish(),
    );
    expect(() => decodeCwaReport(long)).toThrow(refused('VENUE_LIST_MALFORMED'));
    expect(decodeCwaReport(long.subarray(0, 104))).toEqual(report);
    expect(() => decodeCwaReport('x' as never)).toThrow(refused('VENUE_LIST_MALFORMED'));
    expect(() => decodeCwaCheckIn(null as never)).toThrow(refused('VENUE_LIST_MALFORMED'));
  });

  it('asks for a location id and an iv of one length', () => {
    expect(() => openCwaReport(new Uint8Array(31), report)).toThrow(refused('BYTES_LENGTH'));
    expect(() => sealCwaReport(locationId, record, new Uint8Array(12))).toThrow(
      refused('BYTES_LENGTH'),
    );
  });
});

describe('check-in of the first form', () => {
  const checkIn: CwaCheckIn = {
    locationId,
    startIntervalNumber: 10,
    endIntervalNumber: 12,
    transmissionRiskLevel: 5,
  };

  it('is read as it was written, also without length', () => {
    expect(decodeCwaCheckIn(encodeCwaCheckIn(checkIn))).toEqual(checkIn);
    const short = { ...checkIn, endIntervalNumber: 10 };
    expect(decodeCwaCheckIn(encodeCwaCheckIn(short))).toEqual(short);
  });

  it.each([
    ['a start of 0', { startIntervalNumber: 0 }],
    ['an end before the start', { endIntervalNumber: 9 }],
    ['level 0', { transmissionRiskLevel: 0 }],
    ['level 9', { transmissionRiskLevel: 9 }],
    ['a short id', { locationId: locationId.subarray(1) }],
  ])('is refused: %s', (_name, change) => {
    const bad = { ...checkIn, ...change };
    const bytes = new ProtoWriter()
      .bytes(1, bad.locationId)
      .uint(2, bad.startIntervalNumber)
      .uint(3, bad.endIntervalNumber)
      .uint(4, bad.transmissionRiskLevel)
      .finish();
    expect(() => decodeCwaCheckIn(bytes)).toThrow(refused('VENUE_LIST_MALFORMED'));
    expect(() => encodeCwaCheckIn(bad)).toThrow(/check-in|locationId/);
  });
});

describe('package', () => {
  const content = {
    intervalNumber: 449_000,
    region: 'DE',
    reports: [report, { ...report, iv: randomBytes(16) }],
  };

  it('is read as it was written, also empty', () => {
    expect(parseCwaWarningPackage(encodeCwaWarningPackage(content))).toEqual(content);
    const empty = { intervalNumber: 0, region: '', reports: [] };
    expect(encodeCwaWarningPackage(empty)).toEqual(new Uint8Array(0));
    expect(parseCwaWarningPackage(new Uint8Array(0))).toEqual(empty);
  });

  it('has the layout of the specification', () => {
    const one = encodeCwaWarningPackage({ ...content, reports: [report] });
    const expected = concatBytes(fromHex('08e8b31b120244452268'), encodeCwaReport(report));
    expect(one).toEqual(expected);
  });

  it('passes over warnings of the time before reports', () => {
    const old = new ProtoWriter().bytes(3, fromHex('1001')).finish();
    const bytes = concatBytes(old, encodeCwaWarningPackage(content));
    expect(parseCwaWarningPackage(bytes)).toEqual(content);
  });

  it.each([
    ['no bytes', 'x' as unknown as Uint8Array],
    ['half a report', encodeCwaWarningPackage(content).subarray(0, -1)],
    ['an empty report', fromHex('2200')],
    ['a report that is a number', fromHex('2001')],
    ['an hour that is text', fromHex('0a0131')],
    ['an hour of 2^32', fromHex('088080808010')],
    ['a region that is no UTF-8', fromHex('1201ff')],
    ['more bytes than a package has', new Uint8Array(CWA_PACKAGE_MAX_BYTES + 1)],
  ])('is refused: %s', (_name, bytes) => {
    expect(() => parseCwaWarningPackage(bytes)).toThrow(refused('VENUE_LIST_MALFORMED'));
  });

  it(`has at most ${CWA_MAX_REPORTS} reports`, () => {
    const one = encodeCwaWarningPackage({ intervalNumber: 0, region: '', reports: [report] });
    const many = new Uint8Array(one.length * (CWA_MAX_REPORTS + 1));
    for (let i = 0; i <= CWA_MAX_REPORTS; i++) many.set(one, i * one.length);
    expect(() => parseCwaWarningPackage(many)).toThrow(refused('VENUE_LIST_MALFORMED'));
    expect(parseCwaWarningPackage(many.subarray(one.length)).reports).toHaveLength(CWA_MAX_REPORTS);
    const reports = Array(CWA_MAX_REPORTS + 1).fill(report);
    expect(() => encodeCwaWarningPackage({ ...content, reports })).toThrow(refused('NUMBER_RANGE'));
  });
});

describe('time to be reported', () => {
  const start = unix('2021-03-04T10:00:00Z');
  const reported = (seconds: number, rules = {}) => {
    const time = deriveCwaWarningTime(
      { start, end: start + seconds },
      { minimumMinutes: 10, aerosolMinutes: 30, ...rules },
    );
    return time && (time.end - time.start) / MINUTE;
  };

  it.each([
    ['of 9:59', 599, null],
    ['of 10:00', 600, 20],
    ['of 30:00', 1800, 60],
    // Whole minutes are compared, so that the longest aerosol is one of 30:59.
    ['of 30:59', 1859, 60],
    ['of 32:30', 1950, 60],
    ['of 35:00, half up', 2100, 70],
    ['that ends before it begins', -1, null],
  ])('for a stay %s', (_name, seconds, minutes) => {
    expect(reported(seconds)).toBe(minutes);
  });

  it('takes an aerosol of 59 seconds more than the limit, as the original', () => {
    const stay = { start: start + 241, end: start + 241 + 1859 };
    expect(deriveCwaWarningTime(stay)).toEqual({ start, end: start + 60 * MINUTE });
    const later = { start: start + 301, end: start + 301 + 1859 };
    expect(deriveCwaWarningTime(later)).toEqual({ start: start + 600, end: start + 70 * MINUTE });
  });

  it('follows other rules, and leaves out what fills no interval', () => {
    expect(reported(300, { minimumMinutes: 0, aerosolMinutes: 0 })).toBe(10);
    expect(reported(299, { minimumMinutes: 0, aerosolMinutes: 0 })).toBeNull();
    expect(reported(3600, { aerosolMinutes: 120 })).toBe(120);
  });

  it('needs times', () => {
    expect(() => deriveCwaWarningTime({ start: 0.5, end: 1 })).toThrow(refused('TIME_RANGE'));
    expect(() => deriveCwaWarningTime({ start: 0, end: 2 ** 32 })).toThrow(refused('TIME_RANGE'));
  });
});

describe('records of a stay', () => {
  const stay = { start: unix('2021-03-04T23:00:00Z'), end: unix('2021-03-05T01:00:00Z') };
  const startIntervalNumber = stay.start / 600;
  const now = unix('2021-03-06T09:00:00Z');

  it('are one a day, each with the level of its day', () => {
    expect(deriveCwaRecords(stay, { now, riskLevels: [8, 6, 4] })).toEqual([
      { startIntervalNumber, period: 6, transmissionRiskLevel: 4 },
      { startIntervalNumber: startIntervalNumber + 6, period: 9, transmissionRiskLevel: 6 },
    ]);
  });

  it('are left out where their level has no value, or is not known', () => {
    const kept = deriveCwaRecords(stay, { now, riskLevels: [8, 6, 2] });
    expect(kept.map(({ transmissionRiskLevel }) => transmissionRiskLevel)).toEqual([6]);
    expect(deriveCwaRecords(stay, { now, riskLevels: [8] })).toEqual([]);
    expect(deriveCwaRecords(stay, { now: stay.start - DAY, riskLevels: [8] })).toEqual([]);
  });

  it('are none of a short stay, and need levels of 1 to 8', () => {
    const short = { start: stay.start, end: stay.start + 599 };
    expect(deriveCwaRecords(short, { now, riskLevels: [8, 8, 8] })).toEqual([]);
    const rules = { minimumMinutes: 5, aerosolMinutes: 30 };
    expect(deriveCwaRecords(short, { now, riskLevels: [8, 8, 8], rules })).toHaveLength(1);
    expect(() => deriveCwaRecords(stay, { now, riskLevels: [9, 9, 9] })).toThrow(
      refused('NUMBER_RANGE'),
    );
  });
});

describe('split', () => {
  it('keeps the last day of a long stay that ends at midnight, which the original loses', () => {
    const parts = splitCwaStay({ start: DAY - 600, end: 3 * DAY });
    expect(parts).toEqual([
      { start: DAY - 600, end: DAY },
      { start: DAY, end: 2 * DAY },
      { start: 2 * DAY, end: 3 * DAY },
    ]);
  });
});

describe('matches', () => {
  const at = record.startIntervalNumber * 600;
  const visit = { locationId, start: at, end: at + 3600 };

  it('are those of all visits to a place, and of no other', () => {
    const other = { ...visit, locationId: randomBytes(32) };
    const again = { ...visit, start: at + 1800, end: at + 7200 };
    const matches = findCwaMatches([other, visit, again], [report]);
    expect(matches).toEqual([
      { visit, start: at, end: at + 3600, minutes: 60, transmissionRiskLevel: 8 },
      { visit: again, start: at + 1800, end: at + 3600, minutes: 30, transmissionRiskLevel: 8 },
    ]);
  });

  it('pass over reports that do not open', () => {
    const forged = { ...report, mac: randomBytes(32) };
    expect(findCwaMatches([visit], [forged, report])).toHaveLength(1);
  });

  it('are cut at midnight of UTC', () => {
    const midnight = Math.ceil(at / DAY) * DAY;
    const long = { startIntervalNumber: midnight / 600 - 1, period: 2, transmissionRiskLevel: 3 };
    const reports = [sealCwaReport(locationId, long, randomBytes(16))];
    const matches = findCwaMatches(
      [{ locationId, start: midnight - DAY, end: midnight + DAY }],
      reports,
    );
    expect(matches.map(({ start, end }) => [start, end])).toEqual([
      [midnight - 600, midnight],
      [midnight, midnight + 600],
    ]);
  });

  it.each([
    [29, 0],
    [30, 1],
    [89, 1],
    [90, 2],
  ])('of %i seconds count %i minutes', (seconds, minutes) => {
    expect(overlapCwaWarning({ start: at, end: at + seconds }, record)?.minutes).toBe(minutes);
  });

  it('begin with the first second that is shared', () => {
    expect(overlapCwaWarning({ start: at - 60, end: at }, record)).toBeNull();
    expect(overlapCwaWarning({ start: at - 60, end: at + 1 }, record)).toMatchObject({
      start: at,
      end: at + 1,
    });
  });
});

describe('risk', () => {
  const visits = [0, 1].map((i) => ({ locationId: Uint8Array.of(i), start: 0, end: 0 }));
  const match = (
    visit: number,
    day: number,
    minutes: number,
    transmissionRiskLevel: number,
  ): CwaMatch => ({
    visit: visits[visit] as CwaMatch['visit'],
    start: day * DAY,
    end: day * DAY + minutes * 60,
    minutes,
    transmissionRiskLevel,
  });

  it('values the levels', () => {
    const values = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(cwaTransmissionRiskValue);
    expect(values).toEqual([0, 0, 0, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 0]);
  });

  it.each([
    ['no minutes', 0, 8, null],
    ['a level without value', 500, 2, null],
    ['little', 1, 3, 'low'],
    ['9.6', 6, 8, 'low'],
    ['10', 10, 5, 'high'],
    ['more than a million', 1_000_000, 8, 'high'],
  ])('of %s', (_name, minutes, level, expected) => {
    expect(sumCwaRiskByDay([match(0, 1, minutes, level)])[0]?.level).toBe(expected);
  });

  it('is summed by the day over all visits, and by the visit over each day', () => {
    const matches = [match(0, 1, 30, 4), match(1, 1, 5, 6), match(0, 2, 5, 5), match(0, 1, 10, 6)];
    expect(sumCwaRiskByDay(matches)).toEqual([
      { day: 1, normalizedMinutes: 42, level: 'high' },
      { day: 2, normalizedMinutes: 5, level: 'low' },
    ]);
    expect(sumCwaRiskByVisit(matches)).toEqual([
      { visit: visits[0], day: 1, normalizedMinutes: 36, level: 'high' },
      { visit: visits[0], day: 2, normalizedMinutes: 5, level: 'low' },
      { visit: visits[1], day: 1, normalizedMinutes: 6, level: 'low' },
    ]);
  });

  it('is exact at the limit, where the binary fractions of the original fall below it', () => {
    expect(0.6 * 3 + 0.6 * 11 + 0.8 * 2).toBeLessThan(10);
    const matches = [match(0, 1, 3, 3), match(0, 1, 11, 3), match(0, 1, 2, 4)];
    expect(sumCwaRiskByDay(matches)).toEqual([{ day: 1, normalizedMinutes: 10, level: 'high' }]);
  });
});

describe('policies', () => {
  const now = unix('2021-03-20T12:34:56Z');

  it('keep a visit for 15 days after its end', () => {
    expect(isCwaVisitKept(now - 15 * DAY, now)).toBe(true);
    expect(isCwaVisitKept(now - 15 * DAY - 1, now)).toBe(false);
  });

  it('match a visit that ended on one of ten days of UTC before today', () => {
    const first = unix('2021-03-10T00:00:00Z');
    expect(isCwaVisitMatched(first, now)).toBe(true);
    expect(isCwaVisitMatched(first - 1, now)).toBe(false);
  });

  const present = Math.floor(now / 600);
  const checkIn = (
    startIntervalNumber: number,
    period = 1,
    transmissionRiskLevel = 5,
  ): CwaCheckIn => ({
    locationId,
    startIntervalNumber,
    endIntervalNumber: startIntervalNumber + period,
    transmissionRiskLevel,
  });

  it.each([
    ['the last interval', checkIn(present - 1), true],
    ['the present interval', checkIn(present), false],
    ['the future', checkIn(present + 9), false],
    ['15 days ago, and a little later', checkIn(present - 15 * 144), true],
    ['up to 15 days ago', checkIn(present - 15 * 144 - 1), false],
    ['a level without value', checkIn(present - 5, 1, 2), false],
    ['the lowest level with a value', checkIn(present - 5, 1, 3), true],
  ])('publish a check-in of %s: %o', (_name, submitted, isKept) => {
    expect(keepPublishableCwaCheckIns([submitted], now)).toEqual(isKept ? [submitted] : []);
  });

  it('publish 20 check-ins of a day, and none at all of a submission with 21', () => {
    const yesterday = Math.floor(present / 144) * 144 - 144;
    const ofYesterday = Array.from({ length: 20 }, (_, i) => checkIn(yesterday + i));
    const ofToday = checkIn(yesterday + 144);
    expect(keepPublishableCwaCheckIns([...ofYesterday, ofToday], now)).toHaveLength(21);
    const tooMany = [...ofYesterday, checkIn(yesterday + 143, 1, 1), ofToday];
    expect(keepPublishableCwaCheckIns(tooMany, now)).toEqual([]);
  });
});
