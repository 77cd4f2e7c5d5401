import {
  buildEntryUrl,
  decodeQrCodePayload,
  derivePreId,
  encodeLocationData,
  encodeQrCodeContentV2,
  encodeQrCodeEntryV2,
  encodeQrCodePayload,
} from '@waypost/core/crowdnotifier';
import { fromBase64Url, fromHex, toBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { crowdnotifierReader } from '../../src/venue-codes/readers/crowdnotifier.ts';
import vectors from '../vectors/crowdnotifier.json' with { type: 'json' };
import { nobody, read, refusal, testReaderLaws } from './reader-kit.ts';

const { entryUrl, masterKey } = vectors;
const payload = fromBase64Url(entryUrl.payload);
const swissCovid = `https://qr.swisscovid.ch?v=4#${entryUrl.payload}`;
const content = decodeQrCodePayload(payload);
const masterPublicKey = fromHex(masterKey.masterPublicKey);
const notifyMe = (part: object): string =>
  buildEntryUrl('qr.notify-me.ch', {
    version: 3,
    payload: encodeQrCodePayload({ ...content, ...part }),
  });

const v2 = {
  name: 'EPFL',
  location: 'Lausanne',
  room: 'BS 086',
  venueType: 6,
  notificationKey: new Uint8Array(32).fill(7),
  validFromMs: 1_600_000_000_001,
  validToMs: 1_700_000_000_999,
};
const nonces = { nonce1: new Uint8Array(32).fill(1), nonce2: new Uint8Array(32).fill(2) };
const entry = { version: 2, info: encodeQrCodeContentV2(v2), masterPublicKey, ...nonces };
const notifyMeV2 = buildEntryUrl('qr.notify-me.ch', {
  version: 2,
  payload: encodeQrCodeEntryV2(entry),
});
const statusAt = async (text: string, now: number) =>
  (await crowdnotifierReader.read(text, { trust: nobody, now })).validity.status;

testReaderLaws(crowdnotifierReader, 'crowdnotifier', [swissCovid, notifyMeV2]);

describe('CrowdNotifier codes in the decoder', () => {
  it('tells a SwissCovid code: vector', async () => {
    const { fields } = entryUrl;
    const base64 = (hex: string): string => toBase64Url(fromHex(hex));
    expect(await read(crowdnotifierReader, swissCovid)).toEqual({
      format: 'crowdnotifier',
      variant: 'swisscovid',
      signature: 'unsigned',
      venue: { id: toBase64Url(derivePreId(payload)), name: 'grr', address: null, zone: null },
      validity: { notBefore: 1_621_871_435, expires: 10_261_871_436, status: 'in-force' },
      raw: {
        urlVersion: 4,
        version: 3,
        payload: entryUrl.payload,
        fieldNumbering: 'deployed',
        locationData: { ...fields.locationData, address: '' },
        crowdNotifierData: {
          version: 3,
          publicKey: base64(fields.crowdNotifierData.publicKey),
          cryptographicSeed: base64(fields.crowdNotifierData.cryptographicSeed),
          type: 0,
        },
        countryData: { ...fields.countryData, type: 0, room: '' },
      },
    });
  });

  it('tells a NotifyMe code of version 3 with a room', async () => {
    const location = { version: 3, type: 6, room: 'CE 6', checkoutWarningDelayMs: 0 };
    const rest = { automaticCheckoutDelayMs: 0, reminderDelayOptionsMs: [] };
    const countryData = encodeLocationData({ ...location, ...rest });
    const text = notifyMe({ address: 'Lausanne', countryData });
    expect(await read(crowdnotifierReader, text)).toMatchObject({
      variant: 'notifyme',
      venue: { name: 'grr', address: 'Lausanne', zone: 'CE 6' },
      raw: { urlVersion: 3, countryData: { ...location, ...rest } },
    });
    const bare = await read(crowdnotifierReader, notifyMe({ countryData: new Uint8Array(0) }));
    expect(bare).toMatchObject({ venue: { zone: null }, raw: { countryData: null } });
  });

  it('tells a NotifyMe code of version 2', async () => {
    const { notificationKey, ...said } = v2;
    expect(await read(crowdnotifierReader, notifyMeV2)).toEqual({
      format: 'crowdnotifier',
      variant: 'notifyme',
      signature: 'unsigned',
      venue: { id: null, name: 'EPFL', address: 'Lausanne', zone: 'BS 086' },
      validity: { notBefore: 1_600_000_001, expires: 1_700_000_001, status: 'in-force' },
      raw: {
        urlVersion: 2,
        version: 2,
        ...said,
        notificationKey: toBase64Url(notificationKey),
        info: toBase64Url(entry.info),
        masterPublicKey: toBase64Url(masterPublicKey),
        nonce1: toBase64Url(nonces.nonce1),
        nonce2: toBase64Url(nonces.nonce2),
      },
    });
  });

  it('judges the time as the apps do: the second of the end still counts', async () => {
    const text = notifyMe({ startTimestamp: 1000, endTimestamp: 2000 });
    expect(await statusAt(text, 999)).toBe('not-yet');
    expect(await statusAt(text, 1000)).toBe('in-force');
    expect(await statusAt(text, 2000)).toBe('in-force');
    expect(await statusAt(text, 2001)).toBe('expired');
    expect(await statusAt(notifyMeV2, 1_600_000_000)).toBe('not-yet');
    expect(await statusAt(notifyMeV2, 1_700_000_000)).toBe('in-force');
    expect(await statusAt(notifyMeV2, 1_700_000_001)).toBe('expired');
  });

  it('takes a code without an end for one that is over, as the apps do', async () => {
    expect(await statusAt(notifyMe({ startTimestamp: 0, endTimestamp: 0 }), 1)).toBe('expired');
  });

  it('tells a code in the numbering of the specification', async () => {
    const times = { startTimestamp: 1000, endTimestamp: 2000 };
    const text = notifyMe({ ...times, fieldNumbering: 'specification' });
    expect((await read(crowdnotifierReader, text)).raw).toMatchObject({
      fieldNumbering: 'specification',
      locationData: times,
    });
  });

  it.each([
    ['version', swissCovid.replace('v=4', 'v=3')],
    ['version', notifyMeV2.replace('v=2', 'v=4')],
    ['info', notifyMeV2.replace(/#.*/, `#${entryUrl.payload}`)],
    ['entry', notifyMeV2.slice(0, 156)],
    ['payload', notifyMeV2.replace('v=2', 'v=3')],
    ['payload', swissCovid.slice(0, 201)],
    ['base64', `${swissCovid}!`],
    ['url', swissCovid.replace('?v=4', '')],
    ['url', swissCovid.replace('https', 'HTTPS')],
    ['host', swissCovid.replace('https://qr', 'qR')],
    ['host', swissCovid.replace('.ch', '.ch:443')],
    ['countryData', notifyMe({ countryData: Uint8Array.of(8) })],
  ])('names what is damaged: %s', async (what, text) => {
    expect(crowdnotifierReader.recognises(text)).toBe(true);
    expect(await refusal(crowdnotifierReader, text, 'crowdnotifier')).toBe(what);
  });

  it.each([
    '',
    'https://qr.swisscovid.ch.example?v=4#x',
    'https://qr.swisscovid.example?v=4#x',
    'https://www.qr.swisscovid.ch?v=4#x',
    'ftp://qr.notify-me.ch?v=2#x',
    ' https://qr.notify-me.ch?v=2#x',
  ])('leaves "%s" to others', (text) => {
    expect(crowdnotifierReader.recognises(text)).toBe(false);
  });
});
