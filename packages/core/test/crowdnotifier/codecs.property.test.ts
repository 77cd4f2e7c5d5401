import {
  decodeAssociatedData,
  decodeCriticality,
  decodeEntryCode,
  decodeLocationData,
  decodePreTrace,
  decodeProblematicEvents,
  decodeQrCodeContentV2,
  decodeQrCodeEntryV2,
  decodeQrCodePayload,
  decodeQrCodeTrace,
  decodeUserUpload,
  encodeLocationData,
  encodeQrCodePayload,
} from '@waypost/core/crowdnotifier';
import { fromBase64Url, isWaypostError } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masterPublicKey, outcome, vectors } from './kit.ts';

const payload = fromBase64Url(vectors.entryUrl.payload);
const preTrace = fromBase64Url(vectors.preTraceV2.cases[0]?.preTraceWithProof ?? '');
const timestamp = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

const anyPayload = fc.record({
  version: fc.nat(9),
  locationVersion: fc.nat(9),
  description: text,
  address: text,
  startTimestamp: timestamp,
  endTimestamp: timestamp,
  cryptoVersion: fc.nat(9),
  publicKey: fc.constant(masterPublicKey),
  cryptographicSeed: fc.uint8Array({ minLength: 16, maxLength: 32 }),
  type: fc.nat(9),
  countryData: fc.uint8Array({ maxLength: 40 }),
  fieldNumbering: fc.constantFrom('deployed' as const, 'specification' as const),
});

describe('payloads', () => {
  it('are read as they were written, in either numbering', () => {
    fc.assert(
      fc.property(anyPayload, (value) => {
        expect(decodeQrCodePayload(encodeQrCodePayload(value), value.fieldNumbering)).toEqual(
          value,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('say which numbering they have, wherever that can be told', () => {
    const soundly = anyPayload.filter(
      ({ startTimestamp, endTimestamp }) => startTimestamp * endTimestamp > 0,
    );
    fc.assert(
      fc.property(soundly, (value) => {
        expect(decodeQrCodePayload(encodeQrCodePayload(value))).toEqual(value);
      }),
      { numRuns: 40 },
    );
  });

  const withTimes = (times: readonly (readonly [number, number])[]): Uint8Array => {
    const location = new ProtoWriter();
    for (const [number, value] of times) location.uint(number, value);
    const crypto = new ProtoWriter().bytes(2, masterPublicKey).bytes(3, new Uint8Array(32));
    return new ProtoWriter().bytes(2, location.finish()).bytes(3, crypto.finish()).finish();
  };

  it.each([
    [
      '4 and 5',
      [
        [4, 1],
        [5, 2],
      ],
      { fieldNumbering: 'deployed', startTimestamp: 1, endTimestamp: 2 },
    ],
    [
      '5 and 6',
      [
        [5, 1],
        [6, 2],
      ],
      { fieldNumbering: 'specification', startTimestamp: 1, endTimestamp: 2 },
    ],
    ['6 alone', [[6, 2]], { fieldNumbering: 'specification', startTimestamp: 0, endTimestamp: 2 }],
    ['4 alone', [[4, 1]], { fieldNumbering: 'deployed', startTimestamp: 1, endTimestamp: 0 }],
    [
      '5 alone: the end, as deployed',
      [[5, 2]],
      { fieldNumbering: 'deployed', startTimestamp: 0, endTimestamp: 2 },
    ],
    ['none', [], { fieldNumbering: 'deployed', startTimestamp: 0, endTimestamp: 0 }],
  ] as const)('with times in %s', (_name, times, expected) => {
    expect(decodeQrCodePayload(withTimes(times))).toMatchObject(expected);
  });

  it('with times in 4 and 6 are refused, unless the numbering is named', async () => {
    const both = withTimes([
      [4, 1],
      [5, 2],
      [6, 3],
    ]);
    expect(await outcome(() => decodeQrCodePayload(both))).toBe('VENUE_CODE_MALFORMED');
    expect(decodeQrCodePayload(both, 'deployed')).toMatchObject({
      startTimestamp: 1,
      endTimestamp: 2,
    });
    expect(decodeQrCodePayload(both, 'specification')).toMatchObject({
      startTimestamp: 2,
      endTimestamp: 3,
    });
  });

  it('with a seed shorter than 16 bytes are refused', async () => {
    const crypto = new ProtoWriter().bytes(2, masterPublicKey).bytes(3, new Uint8Array(15));
    const short = new ProtoWriter().bytes(3, crypto.finish()).finish();
    expect(await outcome(() => decodeQrCodePayload(short))).toBe('VENUE_CODE_MALFORMED');
  });
});

describe('country data', () => {
  const anyLocation = fc.record({
    version: fc.nat(9),
    type: fc.nat(10),
    room: text,
    checkoutWarningDelayMs: timestamp,
    automaticCheckoutDelayMs: timestamp,
    reminderDelayOptionsMs: fc.array(timestamp, { maxLength: 6 }),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(anyLocation, (location) => {
        expect(decodeLocationData(encodeLocationData(location))).toEqual(location);
      }),
    );
  });

  it('may have its options packed, as proto3 would have them', () => {
    const packed = Uint8Array.of(0x32, 5, 0xe0, 0xd4, 0x03, 0x01, 0x00);
    expect(decodeLocationData(packed).reminderDelayOptionsMs).toEqual([60_000, 1, 0]);
  });
});

describe('decoders end on any input, with our error or a value', () => {
  const decoders: readonly (readonly [string, (bytes: Uint8Array) => unknown])[] = [
    ['payload', (bytes) => decodeQrCodePayload(bytes)],
    ['entry of version 2', decodeQrCodeEntryV2],
    ['info of version 2', decodeQrCodeContentV2],
    ['country data', decodeLocationData],
    ['private code', decodeQrCodeTrace],
    ['pre-trace of version 2', (bytes) => decodePreTrace(bytes, 2)],
    ['pre-trace of version 3', (bytes) => decodePreTrace(bytes, 3)],
    ['associated data', decodeAssociatedData],
    ['criticality', decodeCriticality],
    ['published list', decodeProblematicEvents],
    ['upload', decodeUserUpload],
  ];
  const tryIt = (run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      if (!isWaypostError(error)) throw error;
      expect(error.code).toMatch(/^VENUE_(CODE|LIST)_MALFORMED$/);
    }
  };

  it.each(decoders)('%s', (_name, decode) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => tryIt(() => decode(bytes))),
    );
  });

  it.each(decoders)('%s, from real bytes with some changed', (_name, decode) => {
    const change = fc.tuple(fc.nat(), fc.nat(255));
    const real = fc.constantFrom(
      payload,
      preTrace,
      encodeLocationData(decodeLocationData(payload.slice(-31))),
    );
    fc.assert(
      fc.property(real, fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
        const changed = bytes.slice();
        for (const [at, value] of changes) changed[at % changed.length] = value;
        tryIt(() => decode(changed));
      }),
      { numRuns: 60 },
    );
  });

  it('URL', () => {
    const beginning = fc.constantFrom(
      '',
      'https://qr.swisscovid.ch?v=4#',
      'qr.notify-me.ch/?v=2#',
      'qr.notify-me.ch?v=3#',
    );
    const rest = fc.oneof(fc.string(), fc.base64String(), fc.constant(vectors.entryUrl.payload));
    fc.assert(
      fc.property(beginning, rest, fc.nat(300), (start, end, length) =>
        tryIt(() => decodeEntryCode(start + end.slice(0, length))),
      ),
    );
  });
});
