import { describe, expect, it } from 'vitest';
import { campusQrReader } from '../../src/venue-codes/readers/campus-qr.ts';
import { read, refusal, testReaderLaws } from './reader-kit.ts';

const ROOM = 'https://qr.uni.example/campus-qr?s=1&l=aBcDeFgHiJ0123456789';
const SEAT = `${ROOM}-7`;
const CHECK_OUT = 'https://qr.uni.example/campus-qr/checkout';

testReaderLaws(campusQrReader, 'campus-qr', [ROOM, SEAT, CHECK_OUT]);

describe('Campus QR codes in the decoder', () => {
  const said = {
    format: 'campus-qr',
    signature: 'unsigned',
    verified: false,
    validity: { notBefore: null, expires: null, status: 'unlimited' },
  };
  const base = 'https://qr.uni.example';
  const locationId = 'aBcDeFgHiJ0123456789';

  it('a seat is the zone of its room', async () => {
    expect(await read(campusQrReader, SEAT)).toEqual({
      ...said,
      venue: { id: locationId, name: null, address: null, zone: '7' },
      raw: { base, purpose: 'check-in', locationId, seat: 7 },
    });
    expect((await read(campusQrReader, ROOM)).venue.zone).toBeNull();
  });

  it('a code for check-out is of no place', async () => {
    expect(await read(campusQrReader, CHECK_OUT)).toEqual({
      ...said,
      venue: { id: null, name: null, address: null, zone: null },
      raw: { base, purpose: 'check-out', locationId: null, seat: null },
    });
  });

  it('recognises by the path, and names what is damaged', async () => {
    expect(await refusal(campusQrReader, `${base}/campus-qr`, 'campus-qr')).toBe('text');
    expect(await refusal(campusQrReader, `${base}/campus-qr?s=1`, 'campus-qr')).toBe('l');
    for (const text of [
      '',
      base,
      `${base}/?x=/campus-qr`,
      `${base}/campus-qrx`,
      `${base}#/campus-qr`,
    ])
      expect(campusQrReader.recognises(text)).toBe(false);
  });
});
