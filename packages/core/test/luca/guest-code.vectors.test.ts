import {
  decodeLucaGuestCode,
  decodeLucaGuestRecord,
  encodeLucaGuestCode,
  encodeLucaGuestRecord,
  fromZ85,
  isLucaGuestCode,
  toZ85,
} from '@waypost/core/luca';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { fault, flip } from '../venue-codes/fault-kit.ts';
import { published, record } from './luca-kit.ts';

describe('Z85', () => {
  it('is the one of its specification', () => {
    expect(toZ85(fromHex('864fd26fb559f75b'))).toBe('HelloWorld');
    expect(toHex(fromZ85('HelloWorld'))).toBe('864fd26fb559f75b');
  });

  it.each([
    ['a length that is no multiple of five', 'Hell'],
    ['a character that is no digit', 'Hello,orld'],
    ['a group above 2^32-1', '%nSc1'],
    ['the highest group', '#####'],
    ['a digit outside ASCII', 'Hellö'],
  ])('refuses %s', (_name, text) => {
    expect(fault(() => fromZ85(text))).toBe('ENCODING_INVALID');
  });

  it('reads the highest number and nothing', () => {
    expect(toHex(fromZ85('%nSc0'))).toBe('ffffffff');
    expect(fromZ85('')).toEqual(new Uint8Array(0));
    expect(fault(() => toZ85(new Uint8Array(3)))).toBe('ENCODING_INVALID');
  });
});

describe('guest record: vector', () => {
  it('is read', () => {
    expect(fromZ85(published.z85)).toEqual(published.bytes);
    expect(decodeLucaGuestRecord(published.bytes)).toEqual(published.record);
  });

  it('is written', () => {
    expect(encodeLucaGuestRecord(published.record)).toEqual(published.bytes);
    expect(toZ85(encodeLucaGuestRecord(published.record))).toBe(published.z85);
  });

  it('says something else with any bit changed', () => {
    for (let at = 0; at < published.bytes.length; at++)
      expect(decodeLucaGuestRecord(flip(published.bytes, at))).not.toEqual(published.record);
  });

  it('is refused when truncated', () => {
    for (let length = 0; length < published.bytes.length; length++)
      expect(fault(() => decodeLucaGuestRecord(published.bytes.subarray(0, length)))).toBe(
        'BYTES_LENGTH',
      );
  });

  it.each([
    ['version', { version: 256 }, 'NUMBER_RANGE'],
    ['deviceType', { deviceType: -1 }, 'NUMBER_RANGE'],
    ['keyId', { keyId: 0.5 }, 'NUMBER_RANGE'],
    ['timestamp', { timestamp: 2 ** 32 }, 'NUMBER_RANGE'],
    ['traceId', { traceId: new Uint8Array(15) }, 'BYTES_LENGTH'],
    ['encData', { encData: new Uint8Array(33) }, 'BYTES_LENGTH'],
    ['ephemeralPublicKey', { ephemeralPublicKey: new Uint8Array(65) }, 'BYTES_LENGTH'],
    ['verificationTag', { verificationTag: new Uint8Array(16) }, 'BYTES_LENGTH'],
  ])('%s out of range is not written', (_name, change, code) => {
    expect(fault(() => encodeLucaGuestRecord({ ...record, ...change }))).toBe(code);
  });
});

describe('guest code', () => {
  const code = encodeLucaGuestCode(record);

  it('has 125 characters, and is read as unverified', () => {
    expect(code).toHaveLength(125);
    expect(isLucaGuestCode(code)).toBe(true);
    expect(decodeLucaGuestCode(code)).toEqual({ ...record, verified: false });
  });

  it('is the record in Z85 with a checksum behind it', () => {
    expect(encodeLucaGuestCode(published.record).slice(0, 120)).toBe(published.z85);
  });

  it('is refused with any character changed', () => {
    for (let at = 0; at < code.length; at++) {
      const other = code[at] === '0' ? '1' : '0';
      const changed = code.slice(0, at) + other + code.slice(at + 1);
      expect(fault(() => decodeLucaGuestCode(changed))).toMatch(
        /^VENUE_CODE_MALFORMED (checksum|z85)$/,
      );
      expect(isLucaGuestCode(changed)).toBe(false);
    }
  });

  it.each([
    ['without checksum', published.z85],
    ['truncated', code.slice(0, -1)],
    ['longer', `${code}00000`],
    ['of other characters', '"'.repeat(125)],
    ['empty', ''],
  ])('is refused %s', (_name, text) => {
    expect(fault(() => decodeLucaGuestCode(text))).toBe('VENUE_CODE_MALFORMED z85');
    expect(isLucaGuestCode(text)).toBe(false);
  });
});
