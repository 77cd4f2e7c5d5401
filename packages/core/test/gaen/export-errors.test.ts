// What the errors of an export file say beside their codes: for people who look into a broken file.
import { parseExport } from '@waypost/core/gaen';
import { fromHex, toUtf8 } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { exportBytes, goodKey } from './gaen-kit.ts';

const field = (number: number, bytes: Uint8Array): Uint8Array =>
  new ProtoWriter().bytes(number, bytes).finish();
const withPeriod = (period: number): Uint8Array =>
  exportBytes(field(7, new ProtoWriter().bytes(1, goodKey.tek).int32(4, period).finish()));
const digits = (hex: string): Uint8Array => exportBytes(fromHex(hex));

describe('an export file that is refused says why', () => {
  it.each<readonly [string, string, Uint8Array]>([
    ['ends too early', 'no bytes', new Uint8Array(0)],
    ['begins otherwise', 'another magic', toUtf8('EK Export v2    ')],
    ['malformed: a key is no message', 'a key that is a number', digits('3805')],
    ['malformed: a key is no message', 'a key that is a fixed64', digits('390a06000000000000')],
    ['malformed: a key is no message', 'a key that is a fixed32', digits('3d0a020000')],
    ['TemporaryExposureKey', 'key data that are a number', exportBytes(field(7, fromHex('0805')))],
    ['malformed: a field has an unknown wire type', 'a group', digits('3b3c')],
    ['an integer is longer than ten bytes', 'a tag without an end', digits('80'.repeat(11))],
    ['an integer is longer than ten bytes', 'a long length', digits(`3a${'80'.repeat(10)}01`)],
    ['a field is too long', 'a length of 2^63', digits(`3a${'80'.repeat(9)}01`)],
    ['a field is too long', 'a field of 64 KiB and one', digits('3a818004')],
    [
      'the header is too long',
      'unknown fields of 72 KB',
      exportBytes(...Array.from({ length: 9 }, () => field(99, new Uint8Array(8000)))),
    ],
    ['TemporaryExposureKeyExport', 'a region that is no text', digits('1a01ff')],
    ['names too many signers', 'eleven of them', digits('3200'.repeat(11))],
    ['rollingPeriod must be a whole number, 1..144', 'a period of 145', withPeriod(145)],
  ])('%s: %s', (reason, _name, bytes) => {
    expect(() => parseExport(bytes)).toThrow(reason);
  });

  it.each<readonly [string, Uint8Array, object]>([
    ['a number, and its range', withPeriod(0), { what: 'rollingPeriod', min: 1, max: 144 }],
    ['the most signers', digits('3200'.repeat(11)), { max: 10 }],
  ])('with %s', (_name, bytes, details) => {
    expect(() => parseExport(bytes)).toThrow(expect.objectContaining({ details }));
  });
});
