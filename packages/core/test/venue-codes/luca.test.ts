import { encodeLucaGuestCode } from '@waypost/core/luca';
import { toBase64Url, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodedLucaCode, lucaReader } from '../../src/venue-codes/readers/luca.ts';
import { trustedKeys } from '../../src/venue-codes/trust.ts';
import { meetingUrl, published, record, tableUrl } from '../luca/luca-kit.ts';
import { ends, fault } from './fault-kit.ts';

const context = { trust: trustedKeys({ keys: [] }), now: 1_621_000_000 };
const read = (text: string) => lucaReader.read(text, context) as DecodedLucaCode;
const { scannerId } = tableUrl;
const PLACE = `https://app.luca-app.de/webapp/${scannerId}`;
const data = (value: object): string => toBase64Url(toUtf8(JSON.stringify(value)));
const unlimited = { notBefore: null, expires: null, status: 'unlimited' };

describe('Luca codes in the decoder: vectors', () => {
  it('a table with a code of the Corona-Warn-App', () => {
    const decoded = read(tableUrl.url);
    expect(lucaReader.recognises(tableUrl.url)).toBe(true);
    const { cwa } = tableUrl;
    expect(decoded).toMatchObject({
      format: 'luca',
      signature: 'unsigned',
      venue: { id: scannerId, name: cwa.description, address: cwa.address, zone: '7' },
      validity: unlimited,
      verified: true,
      raw: { kind: 'table', scannerId, data: tableUrl.data },
    });
    expect(decoded.raw).toMatchObject({
      cwa: {
        crowdNotifierData: { publicKey: cwa.publicKey },
        vendorData: {
          type: cwa.type,
          defaultCheckInLengthInMinutes: cwa.defaultCheckInLengthInMinutes,
        },
      },
    });
    expect(JSON.parse(JSON.stringify(decoded))).toEqual(decoded);
  });

  it('a meeting, of which no name is shown as a place', () => {
    expect(read(meetingUrl.url)).toEqual({
      format: 'luca',
      signature: 'unsigned',
      venue: { id: scannerId, name: null, address: null, zone: null },
      validity: unlimited,
      raw: { kind: 'meeting', scannerId, data: meetingUrl.data, cwa: null },
      verified: true,
    });
  });

  it('a guest, of whom nothing is verified', () => {
    const text = encodeLucaGuestCode(published.record);
    expect(lucaReader.recognises(text)).toBe(true);
    const decoded = read(text);
    expect(decoded).toEqual({
      format: 'luca',
      signature: 'unsigned',
      venue: { id: null, name: null, address: null, zone: null },
      validity: { notBefore: null, expires: null, status: 'unknown' },
      raw: {
        kind: 'guest',
        version: 2,
        deviceType: 0,
        keyId: 0,
        timestamp: published.record.timestamp,
        traceId: toBase64Url(published.record.traceId),
        encData: toBase64Url(published.record.encData),
        ephemeralPublicKey: toBase64Url(published.record.ephemeralPublicKey),
        verificationTag: toBase64Url(published.record.verificationTag),
      },
      verified: false,
    });
    expect(JSON.parse(JSON.stringify(decoded))).toEqual(decoded);
  });
});

describe('Luca codes in the decoder', () => {
  it.each([
    ['a number', { table: 12 }, '12'],
    ['a text', { table: '<b>12</b>' }, null],
    ['a part of a number', { table: 1.5 }, null],
    ['nothing', {}, null],
  ])('the zone of a table that is %s', (_name, said, zone) => {
    expect(read(`${PLACE}#${data(said)}`).venue).toEqual({
      id: scannerId,
      name: null,
      address: null,
      zone,
    });
  });

  it.each([
    ['nothing but the host', 'https://app.luca-app.de', 'url'],
    ['another path', 'https://app.luca-app.de/webapp/testresult/#AAAA', 'url'],
    ['damaged data', `${PLACE}#AAAA`, 'data'],
    ['a damaged part for the Corona-Warn-App', `${PLACE}#/CWA1/AAAA`, 'cwa'],
    ['a part of no alphabet', `${PLACE}#/CWA1/!!`, 'cwa'],
    ['a part cut short', tableUrl.url.slice(0, -10), 'cwa'],
  ])('%s is a damaged code', (_name, text, what) => {
    expect(lucaReader.recognises(text)).toBe(true);
    expect(fault(() => read(text))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });

  it.each([
    ['nothing', ''],
    ['another host', PLACE.replace('.de/', '.de.example/')],
    ['a host that is a part of another', PLACE.replace('app.', 'xapp.')],
    ['a guest code without checksum', published.z85],
    ['a guest code with a character changed', `1${encodeLucaGuestCode(record).slice(1)}`],
    ['digits of Z85 as many as a guest code has', '0'.repeat(125)],
  ])('%s is none of its codes', (_name, text) => {
    expect(lucaReader.recognises(text)).toBe(false);
  });

  it('ends on any mutation', () => {
    const { url } = tableUrl;
    const anyMutation = fc
      .tuple(fc.nat({ max: url.length }), fc.nat({ max: 20 }), fc.string({ maxLength: 8 }))
      .map(([at, cut, put]) => url.slice(0, at) + put + url.slice(at + cut));
    fc.assert(
      fc.property(anyMutation, (text) => {
        expect(ends(() => lucaReader.recognises(text) && read(text))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
