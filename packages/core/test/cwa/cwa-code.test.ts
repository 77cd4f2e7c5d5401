import {
  assertCwaPayload,
  buildCwaPartnerUrl,
  buildCwaPayload,
  buildCwaUrl,
  CWA_LOCATION_TYPES,
  CWA_PAYLOAD_MAX_BYTES,
  type CwaPayload,
  cwaLocationType,
  cwaPermanence,
  cwaPublicKey,
  decodeCwaPayload,
  deriveCwaLocationId,
  encodeCwaPayload,
  findCwaPayloadFaults,
  parseCwaPartnerUrl,
  parseCwaUrl,
} from '@waypost/core/cwa';
import { concatBytes, fromHex, toBase32, toBase64Url } from '@waypost/core/primitives';
import { ProtoWriter, toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../filters/kit.ts';
import { goodPayload, malformedAt, urlOf } from './kit.ts';

const bytes = encodeCwaPayload(goodPayload());
const payloadText = toBase64Url(bytes);
const LUCA = 'https://app.luca-app.de/webapp/81d9e1db-7050-4557-b1ca-a9e4fe899bd9';

describe('own URL', () => {
  it.each([
    ['as the app writes it', `https://e.coronawarn.app?v=1#${payloadText}`, 1],
    ['as the generator writes it', `https://e.coronawarn.app/?v=1#${payloadText}`, 1],
    ['in capitals', `HTTPS://E.CORONAWARN.APP?V=1#${payloadText}`, 1],
    ['of another version', `https://e.coronawarn.app?v=27#${payloadText}`, 27],
    ['padded', `https://e.coronawarn.app?v=1#${toBase64(bytes)}`, 1],
    ['base32', `https://e.coronawarn.app?v=1#${toBase32(bytes)}`, 1],
    ['base32, padded', `https://e.coronawarn.app?v=1#${toBase32(bytes)}====`, 1],
  ])('is read %s', (_name, url, version) => {
    expect(parseCwaUrl(url)).toEqual({ version, payload: bytes });
  });

  it.each([
    ['no payload', 'https://e.coronawarn.app?v=1#', 'text'],
    ['no version', `https://e.coronawarn.app#${payloadText}`, 'text'],
    ['a version of words', `https://e.coronawarn.app?v=one#${payloadText}`, 'text'],
    ['a version of ten digits', `https://e.coronawarn.app?v=1234567890#${payloadText}`, 'text'],
    ['no encryption', `http://e.coronawarn.app?v=1#${payloadText}`, 'text'],
    ['another host', `https://e.coronawarn.app.example?v=1#${payloadText}`, 'text'],
    ['a host with any letter for the dot', `https://e-coronawarn.app?v=1#${payloadText}`, 'text'],
    ['text before it', ` https://e.coronawarn.app?v=1#${payloadText}`, 'text'],
    ['a line after it', `https://e.coronawarn.app?v=1#${payloadText}\n`, 'text'],
    ['a path', `https://e.coronawarn.app/x?v=1#${payloadText}`, 'text'],
    ['more in the query', `https://e.coronawarn.app?v=1&w=2#${payloadText}`, 'text'],
    ['another letter', `https://e.coronawarn.app?v=1#${payloadText}!`, 'encoding'],
    ['a lone last letter', `https://e.coronawarn.app?v=1#${payloadText.slice(0, -1)}`, 'encoding'],
    [
      'base32 in small letters',
      `https://e.coronawarn.app?v=1#B${toBase32(bytes).slice(1).toLowerCase()}`,
      'encoding',
    ],
    ['more than a QR code holds', `https://e.coronawarn.app?v=1#${'A'.repeat(4_268)}`, 'text'],
    ['no text', 7 as unknown as string, 'text'],
  ])('is refused: %s', (_name, url, what) => {
    expect(() => parseCwaUrl(url)).toThrow(malformedAt(what));
  });

  it('is at most 4,296 characters', () => {
    expect(parseCwaUrl(buildCwaUrl(new Uint8Array(3_200))).payload).toHaveLength(3_200);
    expect(() => buildCwaUrl(new Uint8Array(3_202))).toThrow(malformedAt('text'));
  });
});

describe('partner URL', () => {
  it.each([
    ['with an addition', `${LUCA}#abc/CWA1/${payloadText}`, 'abc', 1],
    ['without an addition', `${LUCA}#/CWA1/${payloadText}`, '', 1],
    [
      'with an addition that looks like a code',
      `${LUCA}#/CWA1/x/CWA2/${payloadText}`,
      '/CWA1/x',
      2,
    ],
    [
      'in capitals',
      `${LUCA.replace('app.luca-app.de', 'APP.LUCA-APP.DE')}#/cwa1/${payloadText}`,
      '',
      1,
    ],
  ])('is read %s', (_name, url, addition, version) => {
    expect(parseCwaPartnerUrl(url)).toEqual({
      host: 'app.luca-app.de',
      path: '/webapp/81d9e1db-7050-4557-b1ca-a9e4fe899bd9',
      addition,
      version,
      payload: bytes,
    });
  });

  it('is read of any host, or of those that are asked for', () => {
    const url = `https://Check-in.example/v?id=7#/CWA1/${payloadText}`;
    expect(() => parseCwaPartnerUrl(url)).toThrow(malformedAt('host'));
    for (const hosts of ['any', ['x.example', 'CHECK-IN.example']] as const)
      expect(parseCwaPartnerUrl(url, { hosts })).toMatchObject({
        host: 'check-in.example',
        path: '/v?id=7',
      });
  });

  it.each([
    ['the host in front of an @', `https://app.luca-app.de@evil.example/#/CWA1/${payloadText}`],
    [
      'the host in front of a backslash',
      `https://app.luca-app.de\\evil.example/#/CWA1/${payloadText}`,
    ],
    ['a port', `https://app.luca-app.de:8443/#/CWA1/${payloadText}`],
    ['no path', `https://app.luca-app.de#/CWA1/${payloadText}`],
    ['no fragment', `https://app.luca-app.de/webapp/CWA1/${payloadText}`],
    ['no slash before CWA', `${LUCA}#CWA1/${payloadText}`],
    ['no digits', `${LUCA}#/CWA/${payloadText}`],
    ['no payload', `${LUCA}#/CWA1/`],
    ['no encryption', `http://app.luca-app.de/#/CWA1/${payloadText}`],
    ['a line break', `${LUCA}#a\nb/CWA1/${payloadText}`],
  ])('is refused: %s', (_name, url) => {
    expect(() => parseCwaPartnerUrl(url, { hosts: 'any' })).toThrow(malformedAt('text'));
  });

  it('is not built where it would not be read', () => {
    expect(buildCwaPartnerUrl(`${LUCA}#`, bytes)).toBe(`${LUCA}#/CWA1/${payloadText}`);
    expect(() => buildCwaPartnerUrl(LUCA, bytes)).toThrow(malformedAt('text'));
    expect(() => buildCwaPartnerUrl('http://a.example/#', bytes)).toThrow(malformedAt('text'));
    expect(() => buildCwaPartnerUrl(`${LUCA}#${'a'.repeat(4_200)}`, bytes)).toThrow(
      malformedAt('text'),
    );
  });
});

it('derives no location id from text', () => {
  expect(() => deriveCwaLocationId('CAES' as never)).toThrow(
    expect.objectContaining({ code: 'BYTES_LENGTH' }),
  );
});

describe('payload', () => {
  const written = (field: number, value: Uint8Array): Uint8Array =>
    concatBytes(bytes, new ProtoWriter().bytes(field, value).finish());

  it('may leave out everything within its parts, and holds copies', () => {
    const empty = decodeCwaPayload(fromHex('12001a002200'));
    expect(empty.locationData).toEqual({
      version: 0,
      description: '',
      address: '',
      startTimestamp: 0,
      endTimestamp: 0,
    });
    expect(encodeCwaPayload(empty)).toEqual(fromHex('12001a002200'));
    const input = bytes.slice();
    const { crowdNotifierData } = decodeCwaPayload(input);
    input.fill(0);
    expect(crowdNotifierData.publicKey).toEqual(cwaPublicKey());
  });

  it('is read in pieces as every reader has it: a place is merged, vendor data replaced', () => {
    const renamed = new ProtoWriter().string(2, 'Khác').finish();
    const { locationData } = decodeCwaPayload(written(2, renamed));
    expect(locationData).toEqual({ ...goodPayload().locationData, description: 'Khác' });
    const { vendorData } = decodeCwaPayload(written(4, fromHex('1007')));
    expect(vendorData).toEqual({ version: 0, type: 7, defaultCheckInLengthInMinutes: 0 });
  });

  it('passes over fields of later versions', () => {
    const later = concatBytes(bytes, new ProtoWriter().uint(9, 1).string(200, 'x').finish());
    expect(decodeCwaPayload(later)).toEqual(goodPayload());
  });

  it.each([
    ['a text', 'CAES' as unknown as Uint8Array],
    ['no bytes', new Uint8Array(0)],
    ['no place', fromHex('1a002200')],
    ['no seed', fromHex('12002200')],
    ['no vendor data', fromHex('12001a00')],
    ['a place that is a number', concatBytes(bytes, fromHex('1001'))],
    ['a name that is no UTF-8', written(2, fromHex('1201ff'))],
    ['a name beyond the end', written(2, fromHex('1209'))],
    ['a version of 2^32', concatBytes(bytes, fromHex('088080808010'))],
    ['a kind of place of 2^32', written(4, fromHex('108080808010'))],
    ['a time of 2^53', written(2, fromHex('288080808080808010'))],
    ['vendor data that is no message', written(4, fromHex('ff'))],
    ['more bytes than a QR code holds', new Uint8Array(CWA_PAYLOAD_MAX_BYTES + 1)],
  ])('is refused: %s', (_name, payload) => {
    expect(() => decodeCwaPayload(payload)).toThrow(malformedAt('payload'));
  });

  it.each([
    ['a version of 2^32', { version: 2 ** 32 }, 'NUMBER_RANGE'],
    [
      'half a kind of place',
      { vendorData: { version: 1, type: 0.5, defaultCheckInLengthInMinutes: 0 } },
      'NUMBER_RANGE',
    ],
  ])('is not written: %s', (_name, changes, code) => {
    expect(() => encodeCwaPayload({ ...goodPayload(), ...changes })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('rules', () => {
  const changed = (change: {
    location?: Partial<CwaPayload['locationData']>;
    vendor?: Partial<CwaPayload['vendorData']>;
    seed?: number;
  }): CwaPayload => {
    const payload = goodPayload();
    const { crowdNotifierData } = payload;
    return {
      ...payload,
      locationData: { ...payload.locationData, ...change.location },
      vendorData: { ...payload.vendorData, ...change.vendor },
      crowdNotifierData: {
        ...crowdNotifierData,
        cryptographicSeed: new Uint8Array(change.seed ?? 16),
      },
    };
  };
  const times = (startTimestamp: number, endTimestamp: number) => ({
    startTimestamp,
    endTimestamp,
  });
  const temporary = { type: 9, defaultCheckInLengthInMinutes: 0 };

  it.each([
    ['a good code', {}, [], []],
    ['100 letters', { location: { description: 'ắ'.repeat(100) } }, [], []],
    ['101 letters', { location: { address: 'ắ'.repeat(101) } }, [], ['address']],
    ['255 letters', { location: { description: 'a'.repeat(255) } }, [], ['description']],
    [
      '256 letters',
      { location: { description: 'a'.repeat(256) } },
      ['description'],
      ['description'],
    ],
    ['no name', { location: { description: '' } }, ['description'], ['description']],
    ['no address', { location: { address: '' } }, ['address'], ['address']],
    ['two lines', { location: { address: 'a\nb' } }, ['address'], ['address']],
    ['two lines of Unicode', { location: { address: 'a\u2028b' } }, ['address'], ['address']],
    [
      'text that turns',
      { location: { description: 'a\u202eb' } },
      ['description'],
      ['description'],
    ],
    ['a short seed', { seed: 15 }, ['cryptographicSeed'], ['cryptographicSeed']],
    ['a long seed', { seed: 32 }, ['cryptographicSeed'], ['cryptographicSeed']],
    ['a permanent place with times', { location: times(1, 2) }, [], ['timestamps']],
    [
      'an end before the start',
      { location: times(2, 1), vendor: temporary },
      ['timestamps'],
      ['timestamps'],
    ],
    [
      'a start without end',
      { location: times(2, 0), vendor: temporary },
      ['timestamps'],
      ['timestamps'],
    ],
    ['an end without start', { location: times(0, 2), vendor: temporary }, [], []],
    ['an event of no length', { location: times(2, 2), vendor: temporary }, [], ['timestamps']],
    ['an event without times', { vendor: temporary }, [], ['timestamps']],
    ['an event', { location: times(1, 2), vendor: temporary }, [], []],
    [
      'an event of 1,440 minutes',
      { location: times(1, 2), vendor: { ...temporary, defaultCheckInLengthInMinutes: 1440 } },
      [],
      [],
    ],
    [
      'an event of 1,441 minutes',
      { location: times(1, 2), vendor: { ...temporary, defaultCheckInLengthInMinutes: 1441 } },
      [],
      ['defaultCheckInLengthInMinutes'],
    ],
    [
      'a permanent place of 0 minutes',
      { vendor: { defaultCheckInLengthInMinutes: 0 } },
      [],
      ['defaultCheckInLengthInMinutes'],
    ],
    ['a permanent place of 1 minute', { vendor: { defaultCheckInLengthInMinutes: 1 } }, [], []],
    [
      'a permanent place of 1,441 minutes',
      { vendor: { defaultCheckInLengthInMinutes: 1441 } },
      [],
      ['defaultCheckInLengthInMinutes'],
    ],
    ['half a surrogate', { location: { description: '\ud800' } }, ['description'], ['description']],
    [
      'a time before 1970',
      { location: times(-1, 2), vendor: temporary },
      ['timestamps'],
      ['timestamps'],
    ],
    [
      'a time that is none',
      { location: times(0, Number.NaN), vendor: temporary },
      ['timestamps'],
      ['timestamps'],
    ],
    [
      'half a minute',
      { vendor: { defaultCheckInLengthInMinutes: 1.5 } },
      [],
      ['defaultCheckInLengthInMinutes'],
    ],
    ['no kind', { location: times(1, 2), vendor: { type: 0 } }, [], ['type']],
    ['an unknown kind', { location: times(1, 2), vendor: { type: 13 } }, [], ['type']],
  ])('%s', (_name, change, client, generator) => {
    const payload = changed(change);
    expect(findCwaPayloadFaults(payload, 'client')).toEqual(client);
    expect(findCwaPayloadFaults(payload, 'generator')).toEqual(generator);
  });

  it('throw by the first field, or give the payload back', () => {
    const payload = changed({ location: { description: '', address: '' } });
    expect(() => assertCwaPayload(payload, 'client')).toThrow(malformedAt('description'));
    const good = goodPayload();
    expect(assertCwaPayload(good, 'generator')).toBe(good);
  });

  it('know permanent and temporary kinds', () => {
    const kinds = CWA_LOCATION_TYPES.map((_name, type) => cwaPermanence(type));
    expect(kinds.flatMap((kind, type) => (kind === 'permanent' ? [type] : []))).toEqual([
      1, 3, 4, 5, 6, 7, 8,
    ]);
    expect(kinds.flatMap((kind, type) => (kind === 'temporary' ? [type] : []))).toEqual([
      2, 9, 10, 11, 12,
    ]);
    expect([cwaLocationType(3), cwaLocationType(13)]).toEqual(['permanent-retail', null]);
  });
});

describe('a new code', () => {
  it('is another place each time, and is read as it was made', () => {
    const venue = {
      description: 'Lễ hội',
      address: 'Hội An',
      type: 9,
      startTimestamp: 10,
      endTimestamp: 20,
    };
    const randomBytes = seededRandom(7);
    const first = buildCwaPayload(venue, randomBytes);
    expect(encodeCwaPayload(buildCwaPayload(venue, randomBytes))).not.toEqual(
      encodeCwaPayload(first),
    );
    const { payload } = parseCwaUrl(buildCwaUrl(encodeCwaPayload(first)));
    expect(decodeCwaPayload(payload)).toEqual(first);
    expect(first.vendorData).toEqual({ version: 1, type: 9, defaultCheckInLengthInMinutes: 0 });
    expect(urlOf(payload)).toBe(buildCwaUrl(payload));
  });

  it('is refused by the rules of the generator', () => {
    const venue = {
      description: 'a'.repeat(101),
      address: 'b',
      type: 3,
      defaultCheckInLengthInMinutes: 15,
    };
    expect(() => buildCwaPayload(venue, seededRandom(1))).toThrow(malformedAt('description'));
    expect(() => buildCwaPayload(venue, () => new Uint8Array(15))).toThrow(
      expect.objectContaining({ code: 'BYTES_LENGTH' }),
    );
  });
});
