import {
  applyAem,
  decodeAdvertisement,
  decodeMetadata,
  decodeServiceData,
  deriveAemk,
  deriveRpi,
  deriveRpik,
  deriveRpis,
  encodeAdvertisement,
  encodeMetadata,
  encodeServiceData,
  gaenIds,
} from '@waypost/core/gaen';
import { enIntervalAt, fromHex, toHex, unixSeconds } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../filters/kit.ts';
import vectors from '../vectors/gaen.json' with { type: 'json' };
import { withCode } from './gaen-kit.ts';

const { cryptography: official, device } = vectors;
const tek = fromHex(official.tekHex);
const rpik = deriveRpik(tek);
const aemk = deriveAemk(tek);

describe('EN Cryptography v1.2: official vectors', () => {
  it('there are 144 of them', () => {
    expect(official.advertised).toHaveLength(144);
  });

  it('the key begins with the interval of its generation', () => {
    const at = unixSeconds(official.keyGenerationUnixSeconds);
    expect(enIntervalAt(at)).toBe(official.rollingStartIntervalNumber);
  });

  it('derives RPIK and AEMK', () => {
    expect(toHex(rpik)).toBe(official.rpikHex);
    expect(toHex(aemk)).toBe(official.aemkHex);
  });

  it.each(official.advertised)('interval $intervalNumber', ({ intervalNumber, rpiHex, aemHex }) => {
    const rpi = fromHex(rpiHex);
    expect(toHex(deriveRpi(rpik, intervalNumber))).toBe(rpiHex);
    expect(toHex(applyAem(aemk, rpi, fromHex(official.metadataHex)))).toBe(aemHex);
    expect(toHex(applyAem(aemk, rpi, fromHex(aemHex)))).toBe(official.metadataHex);
    const serviceData = fromHex(rpiHex + aemHex);
    expect(decodeServiceData(serviceData)).toEqual({ rpi, aem: fromHex(aemHex) });
    expect(encodeServiceData({ rpi, aem: fromHex(aemHex) })).toEqual(serviceData);
  });

  it('derives all of a day at once', () => {
    const joined = official.advertised.map(({ rpiHex }) => rpiHex).join('');
    expect(toHex(deriveRpis(rpik, official.rollingStartIntervalNumber, 144))).toBe(joined);
  });

  it('gives the same behind the interface of rotating ids', () => {
    const ids = gaenIds.deriveIds(tek, official.rollingStartIntervalNumber).map(toHex);
    expect(ids).toEqual(official.advertised.map(({ rpiHex }) => rpiHex));
    expect(gaenIds).toMatchObject({ name: 'gaen', keyBytes: 16, slotSeconds: 600 });
  });

  it('metadata is version 1.0, +8 dBm', () => {
    const metadata = { minorVersion: 0, txPowerDbm: 8, calibrationConfidence: null };
    expect(decodeMetadata(fromHex(official.metadataHex))).toEqual(metadata);
    expect(toHex(encodeMetadata(metadata))).toBe(official.metadataHex);
  });

  it('every bit of a key and of an interval matters', () => {
    const first = official.rollingStartIntervalNumber;
    const seen = new Set([toHex(deriveRpi(rpik, first))]);
    for (let bit = 0; bit < 128; bit++) seen.add(toHex(deriveRpi(flipBit(rpik, bit), first)));
    for (let bit = 0; bit < 32; bit++) seen.add(toHex(deriveRpi(rpik, (first ^ (1 << bit)) >>> 0)));
    expect(seen.size).toBe(1 + 128 + 32);
    const keys = Array.from({ length: 128 }, (_, bit) => flipBit(tek, bit));
    expect(new Set(keys.map((key) => toHex(deriveRpik(key)))).size).toBe(128);
    expect(new Set(keys.map((key) => toHex(deriveAemk(key)))).size).toBe(128);
  });
});

describe('a real device', () => {
  it.each(device.advertised)('interval $intervalNumber', (row) => {
    const key = fromHex(device.tekHex);
    const rpi = fromHex(row.rpiHex);
    expect(deriveRpi(deriveRpik(key), row.intervalNumber)).toEqual(rpi);
    const metadata = applyAem(deriveAemk(key), rpi, fromHex(row.aemHex));
    expect(toHex(metadata)).toBe(row.metadataHex);
    expect((decodeMetadata(metadata)?.txPowerDbm ?? 0) - row.rssi).toBe(row.attenuation);
  });
});

describe('truncated or too long', () => {
  const rpi = new Uint8Array(16);
  const aem = new Uint8Array(4);

  it.each<readonly [string, string, () => unknown]>([
    ['TEK, for the RPIK', 'TEK', () => deriveRpik(tek.subarray(1))],
    ['TEK, for the AEMK', 'TEK', () => deriveAemk(new Uint8Array(17))],
    ['RPIK', 'RPIK', () => deriveRpi(rpik.subarray(1), 0)],
    ['a 32-byte RPIK, which AES would take', 'RPIK', () => deriveRpi(new Uint8Array(32), 0)],
    ['AEMK', 'AEMK', () => applyAem(aemk.subarray(1), rpi, aem)],
    ['RPI', 'RPI', () => applyAem(aemk, rpi.subarray(1), aem)],
    ['metadata', 'metadata', () => applyAem(aemk, rpi, aem.subarray(1))],
    ['metadata to decode', 'metadata', () => decodeMetadata(new Uint8Array(5))],
    ['service data', 'service data', () => decodeServiceData(new Uint8Array(19))],
    ['service data, too long', 'service data', () => decodeServiceData(new Uint8Array(21))],
    ['RPI to broadcast', 'RPI', () => encodeAdvertisement({ rpi: aem, aem })],
    ['AEM to broadcast', 'AEM', () => encodeAdvertisement({ rpi, aem: rpi })],
    ['no bytes at all', 'TEK', () => deriveRpik('75c7' as unknown as Uint8Array)],
  ])('%s', (_name, what, run) => {
    expect(run).toThrow(withCode('BYTES_LENGTH', what));
  });

  it('an advertisement that is cut off is none', () => {
    const whole = encodeAdvertisement({ rpi, aem });
    expect(whole).toHaveLength(31);
    for (let length = 0; length < whole.length; length++)
      expect(decodeAdvertisement(whole.subarray(0, length))).toBeNull();
  });
});
