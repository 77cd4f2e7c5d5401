import {
  buildCwaCheckInRecord,
  type CwaStay,
  cwaAutoCheckOutAt,
  decodeCwaCheckInRecord,
  decodeCwaReport,
  defaultCwaStayMinutes,
  deriveCwaLocationIdHash,
  deriveCwaReportKeys,
  deriveCwaWarningTime,
  encodeCwaCheckInRecord,
  encodeCwaReport,
  findCwaMatches,
  openCwaReport,
  overlapCwaWarning,
  sealCwaReport,
  splitCwaStay,
} from '@waypost/core/cwa';
import { fromHex, isWaypostError, sha256, toHex, toUtf8 } from '@waypost/core/primitives';
import { fromForeignBase64, ProtoWriter, toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { flipBit, seededRandom } from '../filters/kit.ts';
import vectors from '../vectors/cwa.json' with { type: 'json' };
import { goodPayload, unix } from './kit.ts';

const { keys, encrypt, decrypt, protectedReports } = vectors.crypto;

it('gives the keys of a place', () => {
  const { encryptionKey, macKey } = deriveCwaReportKeys(fromForeignBase64(keys.locationIdBase64));
  expect(toBase64(encryptionKey)).toBe(keys.expectedEncryptionKeyBase64);
  expect(toBase64(macKey)).toBe(keys.expectedMacKeyBase64);
});

it.each(encrypt)('seals $plaintextHex', (vector) => {
  const stay = {
    start: vector.checkInStartEpochMinutes * 60,
    end: vector.checkInEndEpochMinutes * 60,
  };
  const { startIntervalNumber, period, transmissionRiskLevel } = vector;
  const record = buildCwaCheckInRecord(stay, transmissionRiskLevel);
  expect(record).toEqual({ startIntervalNumber, period, transmissionRiskLevel });
  expect(toHex(encodeCwaCheckInRecord(record))).toBe(vector.plaintextHex);
  expect(decodeCwaCheckInRecord(fromHex(vector.plaintextHex))).toEqual(record);

  const locationId = fromForeignBase64(vector.locationIdBase64);
  const report = sealCwaReport(locationId, record, fromForeignBase64(vector.ivBase64));
  expect(toBase64(report.encryptedCheckInRecord)).toBe(vector.expectedCiphertextBase64);
  expect(toBase64(report.mac)).toBe(vector.expectedMacBase64);
  expect(report.locationIdHash).toEqual(deriveCwaLocationIdHash(locationId));
});

it.each(decrypt)('opens $ciphertextBase64', (vector) => {
  const report = {
    locationIdHash: fromForeignBase64(vector.locationIdHashBase64),
    iv: fromForeignBase64(vector.ivBase64),
    encryptedCheckInRecord: fromForeignBase64(vector.ciphertextBase64),
    mac: fromForeignBase64(vector.macBase64),
  };
  const locationId = fromForeignBase64(vector.locationIdBase64);
  expect(openCwaReport(locationId, report)).toEqual(vector.expected);
  const resealed = sealCwaReport(locationId, vector.expected, report.iv);
  expect(resealed).toEqual(report);
});

describe.each(protectedReports)('report $protectedReportBase64', (vector) => {
  const bytes = fromForeignBase64(vector.protectedReportBase64);
  const locationId = fromHex(vector.locationIdHex);
  const opens = vector.expectedAccepted;

  it(opens ? 'is opened' : 'is refused for its record', () => {
    const record = openCwaReport(locationId, decodeCwaReport(bytes));
    expect(record).toEqual(opens ? vector.decrypted : null);
  });

  it('is written to the same bytes', () => {
    expect(encodeCwaReport(decodeCwaReport(bytes))).toEqual(bytes);
  });

  it(opens ? 'is sealed again to the same bytes' : 'is not sealed', () => {
    const { iv } = decodeCwaReport(bytes);
    const seal = () => encodeCwaReport(sealCwaReport(locationId, vector.decrypted, iv));
    if (opens) expect(seal()).toEqual(bytes);
    else expect(seal).toThrow(expect.objectContaining({ code: 'NUMBER_RANGE' }));
  });

  it('is not opened with any bit flipped, nor truncated', () => {
    const changed = [
      ...Array.from({ length: 8 * bytes.length }, (_, bit) => flipBit(bytes, bit)),
      ...Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length)),
    ];
    for (const candidate of changed) expect(openOrRefuse(locationId, candidate)).toBeNull();
  });

  it('is not opened with another location id', () => {
    expect(openCwaReport(flipBit(locationId, 0), decodeCwaReport(bytes))).toBeNull();
  });
});

it.each(vectors.recordValidity.cases)(
  'record $startIntervalNumber, $period, $transmissionRiskLevel',
  (vector) => {
    const { isValid, ...record } = vector;
    const bytes = new ProtoWriter()
      .uint(1, record.startIntervalNumber)
      .uint(2, record.period)
      .uint(3, record.transmissionRiskLevel)
      .finish();
    expect(decodeCwaCheckInRecord(bytes)).toEqual(isValid ? record : null);
  },
);

describe.each([
  ['iOS', vectors.deriveTime.cases],
  ['Android', vectors.deriveTimeAndroid.cases],
])('time to be reported, %s', (_app, cases) => {
  it.each(cases)('$description', ({ startDate, endDate, expStartDate, expEndDate }) => {
    const time = deriveCwaWarningTime({ start: unix(startDate as string), end: unix(endDate) });
    const isReported = expStartDate !== null && expEndDate !== null;
    expect(time).toEqual(isReported ? { start: unix(expStartDate), end: unix(expEndDate) } : null);
  });
});

it.each(vectors.splitAtMidnight.cases)('split: $name', ({ start, end, parts }) => {
  const expected = parts.map(
    ([from = '', to = '']): CwaStay => ({ start: unix(from), end: unix(to) }),
  );
  expect(splitCwaStay({ start: unix(start), end: unix(end) })).toEqual(expected);
});

describe('overlap', () => {
  // The vectors name places by words; any 32 bytes will do.
  const idOf = (name: string): Uint8Array => sha256(toUtf8(name));

  it.each(vectors.overlap)('$name', ({ checkIn, warning, expectedRoundedMinutes }) => {
    const record = {
      startIntervalNumber: unix(warning.startInterval) / 600,
      period: warning.period,
      transmissionRiskLevel: warning.trl,
    };
    const report = sealCwaReport(idOf(warning.locationId), record, seededRandom(1)(16));
    const visit = {
      locationId: idOf(checkIn.locationId),
      start: unix(checkIn.start),
      end: unix(checkIn.end),
      isSubmitted: checkIn.isSubmitted,
    };
    const matches = findCwaMatches([visit], [report]);
    const expected = expectedRoundedMinutes === null ? [] : [expectedRoundedMinutes];
    expect(matches.map(({ minutes }) => minutes)).toEqual(expected);
    if (checkIn.locationId === warning.locationId)
      expect(overlapCwaWarning(visit, record)?.minutes ?? null).toBe(expectedRoundedMinutes);
    expect(findCwaMatches([{ ...visit, isSubmitted: true }], [report])).toEqual([]);
  });
});

describe('stay of those who do not check out', () => {
  const locationOf = ({ minutes = 0, end = '1970-01-01T00:00:00Z' }) => {
    const { locationData, vendorData } = goodPayload();
    return {
      locationData: { ...locationData, endTimestamp: unix(end) },
      vendorData: { ...vendorData, defaultCheckInLengthInMinutes: minutes },
    };
  };

  it.each(vectors.autoCheckout.roundToNearest15)(
    'of %i minutes is rounded to %i',
    (minutes = 0, rounded = 0) => {
      // Below 15 minutes the lower bound of a quarter hides what rounding gives.
      const location = locationOf({ minutes: minutes + 60 });
      expect(defaultCwaStayMinutes(location, 0)).toBe(rounded + 60);
    },
  );

  it.each(vectors.autoCheckout.cases)('iOS: $default, $start to $end', (vector) => {
    const location = locationOf({
      ...(vector.default !== undefined && { minutes: vector.default }),
      ...(vector.end !== undefined && { end: vector.end }),
    });
    // These count the whole event, as for somebody who comes at its start.
    const checkInAt = vector.start === undefined ? 0 : unix(vector.start);
    expect(defaultCwaStayMinutes(location, checkInAt)).toBe(vector.exp);
    expect(cwaAutoCheckOutAt(location, checkInAt)).toBe(checkInAt + vector.exp * 60);
  });

  it.each(vectors.autoCheckoutAndroid.cases)('Android: $default, at $now, until $end', (vector) => {
    const location = locationOf({
      minutes: vector.default ?? 0,
      ...(vector.end !== undefined && { end: vector.end }),
    });
    expect(defaultCwaStayMinutes(location, unix(vector.now))).toBe(vector.exp);
  });
});

function openOrRefuse(locationId: Uint8Array, bytes: Uint8Array): unknown {
  try {
    return openCwaReport(locationId, decodeCwaReport(bytes));
  } catch (error) {
    expect(isWaypostError(error) && error.code).toBe('VENUE_LIST_MALFORMED');
    return null;
  }
}
