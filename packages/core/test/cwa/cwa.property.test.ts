import {
  buildCwaPayload,
  buildCwaUrl,
  type CwaCheckInRecord,
  type CwaPayload,
  type CwaStay,
  decodeCwaCheckIn,
  decodeCwaCheckInRecord,
  decodeCwaPayload,
  decodeCwaReport,
  deriveCwaWarningTime,
  encodeCwaCheckInRecord,
  encodeCwaPayload,
  encodeCwaReport,
  encodeCwaWarningPackage,
  findCwaMatches,
  findCwaPayloadFaults,
  openCwaReport,
  overlapCwaWarning,
  parseCwaPartnerUrl,
  parseCwaUrl,
  parseCwaWarningPackage,
  sealCwaReport,
  splitCwaStay,
} from '@waypost/core/cwa';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../filters/kit.ts';
import { goodPayload } from './kit.ts';

const DAY = 86_400;
const uint32 = fc.nat(0xffff_ffff);
const id = fc.uint8Array({ minLength: 32, maxLength: 32 });
const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
const text = fc.string({ unit: 'binary', maxLength: 60 });
const time = fc.maxSafeNat();

const anyPayload: fc.Arbitrary<CwaPayload> = fc.record({
  version: uint32,
  locationData: fc.record({
    version: uint32,
    description: text,
    address: text,
    startTimestamp: time,
    endTimestamp: time,
  }),
  crowdNotifierData: fc.record({
    version: uint32,
    publicKey: fc.uint8Array({ maxLength: 100 }),
    cryptographicSeed: fc.uint8Array({ maxLength: 40 }),
  }),
  vendorData: fc.record({ version: uint32, type: uint32, defaultCheckInLengthInMinutes: uint32 }),
});
const anyRecord: fc.Arbitrary<CwaCheckInRecord> = fc.record({
  startIntervalNumber: uint32,
  period: fc.integer({ min: 1, max: 0xffff_ffff }),
  transmissionRiskLevel: fc.integer({ min: 1, max: 8 }),
});
const anyStay: fc.Arbitrary<CwaStay> = fc
  .tuple(fc.integer({ min: 10 * DAY, max: 20_000 * DAY }), fc.nat(10 * DAY))
  .map(([start, length]) => ({ start, end: start + length }));

/** Runs what reads untrusted input: it returns, or throws an error of ours by this code. */
function endsWith(code: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(isWaypostError(error) && error.code).toBe(code);
  }
}

/** A good input with one byte changed and some cut off. */
const mutated = (good: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc.tuple(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length)).map(([at, value, cut]) => {
    const bytes = good.slice(0, good.length - (cut % 4 === 0 ? cut : 0));
    if (at < bytes.length) bytes[at] = value;
    return bytes;
  });

describe('codes: properties', () => {
  it('are read as they were written', () =>
    fc.assert(
      fc.property(anyPayload, (payload) => {
        const bytes = encodeCwaPayload(payload);
        expect(decodeCwaPayload(parseCwaUrl(buildCwaUrl(bytes)).payload)).toEqual(payload);
      }),
    ));

  it('of the generator keep the rules of the app', () =>
    fc.assert(
      fc.property(fc.nat(20), text, text, fc.nat(2000), (type, description, address, minutes) => {
        const venue = { type, description, address, defaultCheckInLengthInMinutes: minutes };
        endsWith('VENUE_CODE_MALFORMED', () =>
          expect(findCwaPayloadFaults(buildCwaPayload(venue, seededRandom(1)), 'client')).toEqual(
            [],
          ),
        );
      }),
    ));

  const good = encodeCwaPayload(goodPayload());
  it('end on any bytes', () =>
    fc.assert(
      fc.property(fc.oneof(mutated(good), fc.uint8Array({ maxLength: 400 })), (bytes) =>
        endsWith('VENUE_CODE_MALFORMED', () =>
          findCwaPayloadFaults(decodeCwaPayload(bytes), 'generator'),
        ),
      ),
    ));

  const url = buildCwaUrl(good);
  const anyText = fc.oneof(
    text,
    fc.tuple(fc.nat(url.length), text).map(([at, other]) => url.slice(0, at) + other),
    fc.tuple(text, text).map(([path, end]) => `https://a.example/${path}#/CWA1/${end}`),
  );
  it('end on any text', () =>
    fc.assert(
      fc.property(anyText, (candidate) => {
        endsWith('VENUE_CODE_MALFORMED', () => parseCwaUrl(candidate));
        endsWith('VENUE_CODE_MALFORMED', () => parseCwaPartnerUrl(candidate, { hosts: 'any' }));
      }),
    ));

  it.each([
    ['slashes', `https://a.example/#${'/CWA1'.repeat(850)}`],
    ['digits', `https://a.example/#${'/CWA'.padEnd(4_000, '1')}`],
    ['payloads with a line after', `https://a.example/#${'/CWA1/x'.repeat(600)}\n`],
    ['versions', `https://e.coronawarn.app?v=${'1'.repeat(4_000)}`],
  ])('end soon on many %s', (_name, candidate) => {
    endsWith('VENUE_CODE_MALFORMED', () => parseCwaUrl(candidate));
    endsWith('VENUE_CODE_MALFORMED', () => parseCwaPartnerUrl(candidate, { hosts: 'any' }));
  });
});

describe('reports: properties', () => {
  it('are opened by those who were there, and by nobody else', () =>
    fc.assert(
      fc.property(id, id, anyRecord, iv, (place, other, record, start) => {
        const report = decodeCwaReport(encodeCwaReport(sealCwaReport(place, record, start)));
        expect(openCwaReport(place, report)).toEqual(record);
        fc.pre(place.some((byte, i) => byte !== other[i]));
        expect(openCwaReport(other, report)).toBeNull();
      }),
    ));

  it('hold records that are read as they were written', () =>
    fc.assert(
      fc.property(anyRecord, (record) => {
        expect(decodeCwaCheckInRecord(encodeCwaCheckInRecord(record))).toEqual(record);
      }),
    ));

  const place = new Uint8Array(32).fill(7);
  const record = { startIntervalNumber: 2_700_000, period: 6, transmissionRiskLevel: 8 };
  const report = sealCwaReport(place, record, new Uint8Array(16));
  const content = { intervalNumber: 449_000, region: 'DE', reports: [report, report] };
  const anyBytes = fc.oneof(
    mutated(encodeCwaWarningPackage(content)),
    mutated(encodeCwaReport(report)),
    fc.uint8Array({ maxLength: 300 }),
  );
  it('and packages and check-ins end on any bytes', () =>
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const open = (): unknown => openCwaReport(place, decodeCwaReport(bytes));
        endsWith('VENUE_LIST_MALFORMED', open);
        endsWith('VENUE_LIST_MALFORMED', () => parseCwaWarningPackage(bytes));
        endsWith('VENUE_LIST_MALFORMED', () => decodeCwaCheckIn(bytes));
        endsWith('PROTOBUF_MALFORMED', () => decodeCwaCheckInRecord(bytes));
      }),
    ));
});

describe('times: properties', () => {
  it('to be reported lie on the grid and hold most of the stay and its aerosol', () =>
    fc.assert(
      fc.property(anyStay, (stay) => {
        const time = deriveCwaWarningTime(stay);
        if (time === null) {
          expect(stay.end - stay.start).toBeLessThan(600);
          return;
        }
        expect([time.start % 600, time.end % 600]).toEqual([0, 0]);
        const length = stay.end - stay.start;
        const minutes = Math.floor(length / 60);
        const air = length + (minutes <= 30 ? length : 1800);
        expect(Math.abs(time.end - time.start - air)).toBeLessThanOrEqual(300);
        expect(Math.abs(time.start - stay.start)).toBeLessThan(900);
      }),
    ));

  it('split at midnight join to the whole, each in one day', () =>
    fc.assert(
      fc.property(anyStay, (stay) => {
        const parts = splitCwaStay(stay);
        expect(parts[0]?.start).toBe(stay.start);
        const ends = parts.map(({ end }) => end);
        expect(ends.at(-1)).toBe(stay.end);
        expect(parts.slice(1).map(({ start }) => start)).toEqual(ends.slice(0, -1));
        for (const { start, end } of parts) {
          expect(Math.floor(Math.max(start, end - 1) / DAY)).toBe(Math.floor(start / DAY));
          if (parts.length > 1) expect(end).toBeGreaterThan(start);
        }
      }),
    ));

  it('of a match are those of the overlap, by a second way of counting', () =>
    fc.assert(
      fc.property(
        id,
        anyStay,
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 1, max: 300 }),
        (place, stay, offset, period) => {
          const startIntervalNumber = Math.floor(stay.start / 600) + offset;
          const record = { startIntervalNumber, period, transmissionRiskLevel: 5 };
          const matches = findCwaMatches(
            [{ ...stay, locationId: place }],
            [sealCwaReport(place, record, new Uint8Array(16))],
          );
          const matched = matches.reduce((sum, { start, end }) => sum + end - start, 0);
          const overlap = overlapCwaWarning(stay, record);
          expect(matched).toBe(overlap === null ? 0 : overlap.end - overlap.start);
          const warning = {
            start: startIntervalNumber * 600,
            end: (startIntervalNumber + period) * 600,
          };
          const union = Math.max(stay.end, warning.end) - Math.min(stay.start, warning.start);
          const both = stay.end - stay.start + (warning.end - warning.start);
          expect(matched).toBe(Math.max(0, both - union));
        },
      ),
    ));
});
