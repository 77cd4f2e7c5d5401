import {
  buildEntryUrl,
  decodeEntryCode,
  decodeLocationData,
  decodeQrCodePayload,
  encodeLocationData,
  encodeQrCodePayload,
  parseEntryUrl,
} from '@waypost/core/crowdnotifier';
import { fromBase64Url, fromHex, toBase64Url, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flip, outcome, vectors } from './kit.ts';

const { entryUrl, uploadBackend } = vectors;
const payload = fromBase64Url(entryUrl.payload);
const format = { host: 'qr.example.org', versions: [4] };
const filled = (url: string): string => url.replace('<B64>', entryUrl.payload);
const swissCovid = `https://qr.swisscovid.ch?v=4#${entryUrl.payload}`;

describe('the URL of a code: vectors', () => {
  it.each(entryUrl.accept)('accepts %s', (url) => {
    expect(parseEntryUrl(filled(url), format)).toEqual({ version: 4, payload });
  });

  it.each(entryUrl.reject)('refuses %s', async (url) => {
    expect(await outcome(() => parseEntryUrl(filled(url), format))).toBe('VENUE_CODE_MALFORMED');
  });

  it.each([
    ['another port', 'https://qr.example.org:8443?v=4#<B64>'],
    ['a path', 'https://qr.example.org/scan?v=4#<B64>'],
    ['a user', 'https://qr.example.org@evil.example?v=4#<B64>'],
    ['another scheme', 'ftp://qr.example.org?v=4#<B64>'],
    ['a host that ends otherwise', 'https://qr.example.org.evil.example?v=4#<B64>'],
    ['capitals', 'https://QR.example.org?v=4#<B64>'],
    ['two versions', 'https://qr.example.org?v=4&v=4#<B64>'],
    ['a version in other digits', 'https://qr.example.org?v=04#<B64>'],
    ['no version', 'https://qr.example.org?r=4#<B64>'],
    ['no query', 'https://qr.example.org#<B64>'],
    ['no fragment', 'https://qr.example.org?v=4'],
    ['two fragments', 'https://qr.example.org?v=4#<B64>#<B64>'],
    ['a fragment that is no base64', 'https://qr.example.org?v=4#<B64>!'],
    ['white space', ' https://qr.example.org?v=4#<B64>'],
    ['nothing', ''],
    ['more than a QR code holds', `https://qr.example.org?v=4&r=${'x'.repeat(4296)}#<B64>`],
  ])('refuses %s', async (_name, url) => {
    expect(await outcome(() => parseEntryUrl(filled(url), format))).toBe('VENUE_CODE_MALFORMED');
  });

  it('is written as the apps write it', async () => {
    expect(buildEntryUrl('qr.swisscovid.ch', { version: 4, payload })).toBe(swissCovid);
    const long = { version: 4, payload: new Uint8Array(4000) };
    expect(await outcome(() => buildEntryUrl('qr.swisscovid.ch', long))).toBe(
      'VENUE_CODE_MALFORMED',
    );
  });
});

describe('the payload of a SwissCovid code: vectors', () => {
  const content = decodeQrCodePayload(payload);
  const countryData = decodeLocationData(content.countryData);

  it('is read field by field', () => {
    const { fields } = entryUrl;
    expect(content).toMatchObject({
      version: fields.version,
      locationVersion: fields.locationData.version,
      description: fields.locationData.description,
      address: '',
      startTimestamp: fields.locationData.startTimestamp,
      endTimestamp: fields.locationData.endTimestamp,
      cryptoVersion: fields.crowdNotifierData.version,
      type: 0,
      fieldNumbering: 'deployed',
    });
    expect(toHex(content.publicKey)).toBe(fields.crowdNotifierData.publicKey);
    expect(toHex(content.cryptographicSeed)).toBe(fields.crowdNotifierData.cryptographicSeed);
    expect(countryData).toEqual({ ...fields.countryData, type: 0, room: '' });
  });

  it('is written again byte for byte', () => {
    expect(toBase64Url(encodeQrCodePayload(content))).toBe(entryUrl.payload);
    expect(encodeLocationData(countryData)).toEqual(content.countryData);
  });

  it('is read from its URL', () => {
    const code = { variant: 'swisscovid', version: 4, payload, content };
    expect(decodeEntryCode(swissCovid)).toEqual(code);
    expect(decodeEntryCode(`${swissCovid}==`)).toEqual(code);
  });

  it.each([...uploadBackend.cases])('reads a code made on iOS', ({ payload: hex }) => {
    const made = decodeQrCodePayload(fromHex(hex));
    expect(made).toMatchObject({
      description: 'Description',
      address: 'Address',
      startTimestamp: 20_000,
      endTimestamp: 23_602,
      type: 1,
      fieldNumbering: 'deployed',
    });
    expect(toHex(encodeQrCodePayload(made))).toBe(hex);
  });

  it('is refused with a bit of its key flipped, and cut off anywhere', async () => {
    const at = toHex(payload).indexOf(entryUrl.fields.crowdNotifierData.publicKey) / 2;
    for (const offset of [0, 50, 95]) {
      const other = flip(payload, at + offset);
      expect(await outcome(() => decodeQrCodePayload(other))).toBe('VENUE_CODE_MALFORMED');
    }
    for (let length = 0; length < payload.length; length += 3) {
      const cut = payload.subarray(0, length);
      // Behind the key and the seed only the countryData is missing: that may be cut at its edge.
      if (length === payload.length - content.countryData.length - 2) continue;
      expect(await outcome(() => decodeQrCodePayload(cut))).toBe('VENUE_CODE_MALFORMED');
    }
  });
});
