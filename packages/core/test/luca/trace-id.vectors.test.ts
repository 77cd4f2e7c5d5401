import {
  deriveLucaTraceId,
  deriveVerificationTag,
  openLucaUserData,
  sealLucaUserData,
  verifyVerificationTag,
} from '@waypost/core/luca';
import { toHex } from '@waypost/core/primitives';
import { p256PublicKey, p256SharedSecret } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { fault, flip } from '../venue-codes/fault-kit.ts';
import { agreement, published, trace } from './luca-kit.ts';

describe('trace id: vector', () => {
  it('is derived, at any second of its minute', () => {
    for (const second of [0, 1, 59])
      expect(deriveLucaTraceId(trace.guest, trace.timestamp + second)).toEqual(trace.traceId);
    expect(published.record.traceId).toEqual(trace.traceId);
  });

  it('is another one for another minute, guest or secret', () => {
    const { guest, timestamp } = trace;
    const others = [
      deriveLucaTraceId(guest, timestamp - 1),
      deriveLucaTraceId(guest, timestamp + 60),
    ];
    for (let i = 0; i < 16; i++) {
      const userId = flip(guest.userId, i);
      const tracingSecret = flip(guest.tracingSecret, i);
      others.push(deriveLucaTraceId({ ...guest, userId }, timestamp));
      others.push(deriveLucaTraceId({ ...guest, tracingSecret }, timestamp));
    }
    expect(new Set([...others, trace.traceId].map(toHex)).size).toBe(35);
  });

  it.each([
    [
      'a short user id',
      { userId: trace.guest.userId.subarray(1) },
      trace.timestamp,
      'BYTES_LENGTH',
    ],
    ['a short secret', { tracingSecret: new Uint8Array(15) }, trace.timestamp, 'BYTES_LENGTH'],
    ['a part of a second', {}, trace.timestamp + 0.5, 'NUMBER_RANGE'],
    ['a time before 1970', {}, -60, 'NUMBER_RANGE'],
    ['no time', {}, Number.NaN, 'NUMBER_RANGE'],
  ])('is not derived from %s', (_name, change, time, code) => {
    expect(fault(() => deriveLucaTraceId({ ...trace.guest, ...change }, time))).toBe(code);
  });
});

describe('verification tag: vector', () => {
  const { verificationSecret, record } = published;

  it('is derived and holds', () => {
    expect(deriveVerificationTag(verificationSecret, record)).toEqual(record.verificationTag);
    expect(verifyVerificationTag(verificationSecret, record)).toBe(true);
  });

  it('does not hold with any bit changed', () => {
    const { verificationTag, encData, timestamp } = record;
    for (let i = 0; i < verificationTag.length; i++) {
      const changed = { ...record, verificationTag: flip(verificationTag, i) };
      expect(verifyVerificationTag(verificationSecret, changed)).toBe(false);
    }
    for (let i = 0; i < encData.length; i++) {
      const changed = { ...record, encData: flip(encData, i) };
      expect(verifyVerificationTag(verificationSecret, changed)).toBe(false);
    }
    const later = { ...record, timestamp: timestamp + 60 };
    expect(verifyVerificationTag(verificationSecret, later)).toBe(false);
    expect(verifyVerificationTag(flip(verificationSecret, 0), record)).toBe(false);
  });

  it.each([
    ['a short tag', { verificationTag: record.verificationTag.subarray(1) }],
    ['short data', { encData: record.encData.subarray(1) }],
  ])('is not compared with %s', (_name, change) => {
    expect(fault(() => verifyVerificationTag(verificationSecret, { ...record, ...change }))).toBe(
      'BYTES_LENGTH',
    );
  });

  it('takes a secret of 16 to 32 bytes', () => {
    for (const length of [16, 32]) {
      const secret = new Uint8Array(length);
      expect(deriveVerificationTag(secret, record)).toHaveLength(8);
    }
    for (const length of [15, 33])
      expect(fault(() => deriveVerificationTag(new Uint8Array(length), record))).toBe(
        'BYTES_LENGTH',
      );
  });
});

describe('user data', () => {
  const { userId } = trace.guest;
  const dataSecret = Uint8Array.from({ length: 16 }, (_, i) => i);
  const daily = agreement.publicKey;

  it('is agreed upon as the vector has it', () => {
    expect(p256SharedSecret(agreement.secret, daily)).toEqual(agreement.sharedSecret);
    const publicKey = p256PublicKey(published.dailySecret);
    expect(p256SharedSecret(agreement.secret, publicKey)).toEqual(agreement.sharedSecret);
  });

  it('is opened by the daily secret, and marked as unverified', () => {
    const sealed = sealLucaUserData({ userId, dataSecret }, agreement.secret, daily);
    expect(sealed).toMatchObject({ verified: false, ephemeralPublicKey: expect.anything() });
    expect(sealed.encData).toHaveLength(32);
    expect(openLucaUserData(sealed, published.dailySecret)).toEqual({
      userId,
      dataSecret,
      verified: false,
    });
  });

  // The rule is the security concept's; whoever finds the one that the published code was made by
  // will see this test fail, and may call the rule verified.
  it('of the published code is not what the rule makes of it', () => {
    const opened = openLucaUserData(published.record, published.dailySecret);
    expect(opened.userId).not.toEqual(userId);
    expect(opened.verified).toBe(false);
  });

  it('opens to something else with another key, as nothing authenticates it', () => {
    const sealed = sealLucaUserData({ userId, dataSecret }, agreement.secret, daily);
    expect(openLucaUserData(sealed, agreement.secret).userId).not.toEqual(userId);
    const changed = { ...sealed, encData: flip(sealed.encData, 0) };
    expect(openLucaUserData(changed, published.dailySecret).userId).toEqual(flip(userId, 0));
  });

  it.each([
    ['a short user id', { userId: userId.subarray(1), dataSecret }, 'BYTES_LENGTH'],
    ['a long data secret', { userId, dataSecret: new Uint8Array(17) }, 'BYTES_LENGTH'],
  ])('is not sealed with %s', (_name, data, code) => {
    expect(fault(() => sealLucaUserData(data, agreement.secret, daily))).toBe(code);
  });

  it.each([
    ['short data', { encData: new Uint8Array(31) }, 'BYTES_LENGTH'],
    ['an uncompressed key', { ephemeralPublicKey: daily }, 'BYTES_LENGTH'],
    [
      'a key that is no point',
      { ephemeralPublicKey: new Uint8Array(33).fill(0xff) },
      'KEY_UNSUITABLE',
    ],
  ])('is not opened with %s', (_name, change, code) => {
    const sealed = { ...published.record, ...change };
    expect(fault(() => openLucaUserData(sealed, published.dailySecret))).toBe(code);
  });

  it('is neither sealed nor opened with a key that is none', () => {
    const data = { userId, dataSecret };
    expect(fault(() => sealLucaUserData(data, new Uint8Array(32), daily))).toBe('KEY_UNSUITABLE');
    expect(fault(() => sealLucaUserData(data, agreement.secret, new Uint8Array(33)))).toBe(
      'KEY_UNSUITABLE',
    );
    expect(fault(() => openLucaUserData(published.record, new Uint8Array(32)))).toBe(
      'KEY_UNSUITABLE',
    );
  });
});
