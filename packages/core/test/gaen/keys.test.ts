import {
  applyAem,
  type CalibrationConfidence,
  decodeAdvertisement,
  decodeMetadata,
  deriveRpi,
  deriveRpis,
  encodeAdvertisement,
  encodeMetadata,
  generateTek,
} from '@waypost/core/gaen';
import { fromHex, toHex } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';

const any16 = fc.uint8Array({ minLength: 16, maxLength: 16 });
const any4 = fc.uint8Array({ minLength: 4, maxLength: 4 });

describe('intervals', () => {
  it('many are what they are one by one', () =>
    fc.assert(
      fc.property(any16, fc.nat(2 ** 32 - 146), fc.nat(144), (rpik, first, count) => {
        const all = deriveRpis(rpik, first, count);
        expect(all).toHaveLength(16 * count);
        for (let i = 0; i < count; i += 29)
          expect(all.subarray(16 * i, 16 * (i + 1))).toEqual(deriveRpi(rpik, first + i));
      }),
      { numRuns: 30 },
    ));

  it.each<readonly [string, number, number, string]>([
    ['before the first', -1, 1, 'TIME_RANGE'],
    ['after the last', 2 ** 32, 1, 'TIME_RANGE'],
    ['across the last', 2 ** 32 - 1, 2, 'TIME_RANGE'],
    ['a fraction', 0.5, 1, 'TIME_RANGE'],
    ['more than a day', 0, 145, 'NUMBER_RANGE'],
    ['fewer than none', 0, -1, 'NUMBER_RANGE'],
  ])('%s', (_name, first, count, code) => {
    expect(() => deriveRpis(new Uint8Array(16), first, count)).toThrow(withCode(code));
  });

  it('a count of them that is none is named', () => {
    expect(() => deriveRpis(new Uint8Array(16), 0, 145)).toThrow(
      withCode('NUMBER_RANGE', 'count of intervals'),
    );
  });

  it('the last interval there is has an RPI', () => {
    expect(deriveRpi(new Uint8Array(16), 2 ** 32 - 1)).toHaveLength(16);
  });
});

describe('a fresh TEK', () => {
  it('is the 16 bytes that were asked for', () => {
    const asked: number[] = [];
    const tek = generateTek((length) => {
      asked.push(length);
      return new Uint8Array(length).fill(5);
    });
    expect(asked).toEqual([16]);
    expect(tek).toEqual(new Uint8Array(16).fill(5));
  });

  it('of a source that gives too little is refused', () => {
    expect(() => generateTek(() => new Uint8Array(8))).toThrow(withCode('BYTES_LENGTH', 'TEK'));
  });
});

describe('metadata', () => {
  it('applied twice is what it was', () =>
    fc.assert(
      fc.property(any16, any16, any4, (aemk, rpi, metadata) => {
        expect(applyAem(aemk, rpi, applyAem(aemk, rpi, metadata))).toEqual(metadata);
      }),
    ));

  it('decodes to what was encoded', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -128, max: 127 }),
        fc.constantFrom<CalibrationConfidence | null>(null, 0, 1, 2, 3),
        (txPowerDbm, calibrationConfidence) => {
          const bytes = encodeMetadata({ txPowerDbm, calibrationConfidence });
          const minorVersion = calibrationConfidence === null ? 0 : 1;
          expect(decodeMetadata(bytes)).toEqual({
            minorVersion,
            txPowerDbm,
            calibrationConfidence,
          });
        },
      ),
    ));

  it.each([
    ['40f20000', 0, -14, null],
    ['50080000', 1, 8, 0],
    ['54080000', 1, 8, 1],
    ['58800000', 1, -128, 2],
    ['5c7f0000', 1, 127, 3],
    ['4c080000', 0, 8, null], // the bits of the confidence are reserved in version 1.0
    ['5f08ffff', 1, 8, 3], // and what is reserved is not looked at
    ['74000000', 3, 0, 1],
  ])('%s', (hex, minorVersion, txPowerDbm, calibrationConfidence) => {
    const expected = { minorVersion, txPowerDbm, calibrationConfidence };
    expect(decodeMetadata(fromHex(hex))).toEqual(expected);
  });

  it.each(['00080000', '3f080000', '80080000', 'c0080000'])('%s is of no version', (hex) => {
    expect(decodeMetadata(fromHex(hex))).toBeNull();
  });

  it.each([128, -129, 1.5, Number.NaN])('%s dBm cannot be written', (txPowerDbm) => {
    expect(() => encodeMetadata({ txPowerDbm, calibrationConfidence: null })).toThrow(
      withCode('NUMBER_RANGE', 'transmit power'),
    );
  });

  it.each([
    [-128, '40800000'],
    [127, '407f0000'],
  ])('the outermost power, %i dBm, can be', (txPowerDbm, hex) => {
    expect(toHex(encodeMetadata({ txPowerDbm, calibrationConfidence: null }))).toBe(hex);
  });

  it('a confidence above 3 cannot be written', () => {
    const calibrationConfidence = 4 as CalibrationConfidence;
    expect(() => encodeMetadata({ txPowerDbm: 0, calibrationConfidence })).toThrow(
      withCode('NUMBER_RANGE', 'confidence'),
    );
  });
});

describe('an advertisement', () => {
  const rpi = fromHex('8be6cd371c5c891604bfbe49df845096');
  const aem = fromHex('72033874');
  const service = `17166ffd${toHex(rpi)}${toHex(aem)}`;

  it('has flags, the service and its data', () => {
    expect(toHex(encodeAdvertisement({ rpi, aem }))).toBe(`02011a03036ffd${service}`);
  });

  it.each([
    ['as it is written', `02011a03036ffd${service}`],
    ['alone', service],
    ['in another order', `${service}03036ffd02011a`],
    ['between others', `02011a0609414243444507ff4c0010020b00${service}`],
    ['behind an empty structure', `00${service}`],
  ])('is read %s', (_name, hex) => {
    expect(decodeAdvertisement(fromHex(hex))).toEqual({ rpi, aem });
  });

  it.each([
    ['nothing', ''],
    ['of another service', service.replace('6ffd', '6ffe')],
    ['of another kind', service.replace('1716', '1707')],
    ['with data that are too short', `16${service.slice(2, -2)}`],
    ['with data that are too long', `18${service.slice(2)}00`],
    ['with the service and no data', '02011a03036ffd'],
    ['with a length that lies', `ff${service.slice(2)}`],
  ])('%s is none', (_name, hex) => {
    expect(decodeAdvertisement(fromHex(hex))).toBeNull();
  });

  it('ends on any bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const found = decodeAdvertisement(bytes);
        if (found) expect(found.rpi).toHaveLength(16);
      }),
    ));
});
