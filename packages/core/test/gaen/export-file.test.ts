import {
  buildExport,
  type DiagnosisKey,
  encodeExport,
  exportKeys,
  parseExport,
  REPORT_TYPES,
  validIntervals,
} from '@waypost/core/gaen';
import { concatBytes, fromHex, toUtf8 } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { encodeDiagnosisKey } from '../../src/protocols/gaen/diagnosis-key.ts';
import { exportBytes, goodFile, goodKey, withCode } from './gaen-kit.ts';

const proto = (): ProtoWriter => new ProtoWriter();
const keyField = (key: Uint8Array, field = 7): Uint8Array => proto().bytes(field, key).finish();
const goodKeyBytes = encodeDiagnosisKey(goodKey);
const withPeriod = (period: number): Uint8Array =>
  keyField(proto().bytes(1, goodKey.tek).int32(4, period).finish());

describe('an export file is refused', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(0), 'EXPORT_TRUNCATED'],
    ['half of the magic', toUtf8('EK Export'), 'EXPORT_TRUNCATED'],
    ['another magic', toUtf8('EK Export v2    '), 'EXPORT_MAGIC'],
    ['the magic with other spaces', toUtf8('EK Export v1\0\0\0\0'), 'EXPORT_MAGIC'],
    ['a tag alone', exportBytes(fromHex('3a')), 'EXPORT_TRUNCATED'],
    ['a key that is cut off', exportBytes(keyField(goodKeyBytes).slice(0, -1)), 'EXPORT_TRUNCATED'],
    ['a time that is cut off', exportBytes(fromHex('09f0e8c75e000000')), 'EXPORT_TRUNCATED'],
    [
      'a key of 15 bytes',
      exportBytes(keyField(fromHex(`0a0f${'00'.repeat(15)}`))),
      'EXPORT_KEY_LENGTH',
    ],
    [
      'a key of 17 bytes',
      exportBytes(keyField(fromHex(`0a11${'00'.repeat(17)}`))),
      'EXPORT_KEY_LENGTH',
    ],
    [
      'a key without its bytes',
      exportBytes(keyField(fromHex('18808080'.concat('01')))),
      'EXPORT_KEY_LENGTH',
    ],
    ['an empty key', exportBytes(keyField(new Uint8Array(0))), 'EXPORT_KEY_LENGTH'],
    ['an empty revised key', exportBytes(keyField(new Uint8Array(0), 8)), 'EXPORT_KEY_LENGTH'],
    ['a period of 0', exportBytes(withPeriod(0)), 'EXPORT_KEY_RANGE'],
    ['a period of 145', exportBytes(withPeriod(145)), 'EXPORT_KEY_RANGE'],
    ['a period below 0', exportBytes(withPeriod(-1)), 'EXPORT_KEY_RANGE'],
    [
      'a start below 0',
      exportBytes(keyField(proto().bytes(1, goodKey.tek).int32(3, -1).finish())),
      'EXPORT_KEY_RANGE',
    ],
    ['a key whose message is cut off', exportBytes(keyField(fromHex('0a10'))), 'EXPORT_MALFORMED'],
    ['a key that is a number', exportBytes(fromHex('3805')), 'EXPORT_MALFORMED'],
    ['a key that is a fixed64', exportBytes(fromHex('390a06000000000000')), 'EXPORT_MALFORMED'],
    ['a key that is a fixed32', exportBytes(fromHex('3d0a020000')), 'EXPORT_MALFORMED'],
    ['key data that are a number', exportBytes(keyField(fromHex('0805'))), 'EXPORT_MALFORMED'],
    ['a group', exportBytes(fromHex('3b3c')), 'EXPORT_MALFORMED'],
    ['an unknown wire type', exportBytes(fromHex('3e00')), 'EXPORT_MALFORMED'],
    ['field 0', exportBytes(fromHex('0000')), 'EXPORT_MALFORMED'],
    ['a field number above 2^29', exportBytes(fromHex('808080801000')), 'EXPORT_MALFORMED'],
    ['a tag without an end', exportBytes(fromHex('80'.repeat(11))), 'EXPORT_MALFORMED'],
    [
      'a length of eleven bytes',
      exportBytes(fromHex(`3a${'80'.repeat(10)}01`)),
      'EXPORT_MALFORMED',
    ],
    ['a length of 2^63', exportBytes(fromHex(`3a${'80'.repeat(9)}01`)), 'EXPORT_MALFORMED'],
    ['a field of 64 KiB and one', exportBytes(fromHex('3a818004')), 'EXPORT_MALFORMED'],
    ['a region that is no text', exportBytes(fromHex('1a01ff')), 'EXPORT_MALFORMED'],
    ['a region that is a number', exportBytes(fromHex('1801')), 'EXPORT_MALFORMED'],
    ['a time after 2^53', exportBytes(fromHex('090000000000002000')), 'EXPORT_MALFORMED'],
    ['eleven signers', exportBytes(fromHex('3200'.repeat(11))), 'EXPORT_MALFORMED'],
    [
      'unknown fields of more than 64 KiB',
      exportBytes(...Array.from({ length: 9 }, () => keyField(new Uint8Array(8000), 99))),
      'EXPORT_MALFORMED',
    ],
  ])('%s', (_name, bytes, code) => {
    expect(() => parseExport(bytes)).toThrow(withCode(code));
  });

  it('with nothing of a key in the message', () => {
    const bytes = exportBytes(keyField(fromHex(`0a11${'5a'.repeat(17)}`)));
    expect(() => parseExport(bytes)).toThrow(/must be 16 bytes$/);
    expect(() => parseExport(bytes)).toThrow(
      expect.objectContaining({ details: { expected: 16, actual: 17 } }),
    );
  });
});

describe('an export file is taken', () => {
  it('empty: the magic alone', () => {
    const file = parseExport(exportBytes());
    expect(file).toEqual({ signatureInfos: [], keys: [], revisedKeys: [] });
    expect(encodeExport({ ...file })).toEqual(exportBytes());
  });

  it('without a key', () => {
    const empty = encodeExport({ ...goodFile, keys: [], revisedKeys: [] });
    expect(parseExport(empty)).toMatchObject({ region: 'VN', keys: [], revisedKeys: [] });
  });

  it('with revised keys, apart from the others', () => {
    const file = parseExport(encodeExport(goodFile));
    expect(file.keys).toHaveLength(2);
    expect(file.revisedKeys.map(({ reportType }) => reportType)).toEqual([REPORT_TYPES.revoked]);
    expect([...exportKeys([encodeExport(goodFile)])].map(({ isRevised }) => isRevised)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('with negative days, and with a report type that nobody knows', () => {
    const key = { ...goodKey, daysSinceOnsetOfSymptoms: -14, reportType: 77 };
    expect(parseExport(encodeExport({ ...goodFile, keys: [key] })).keys).toEqual([key]);
  });

  const [legacy, unknown] = [
    proto().bytes(6, proto().string(1, 'org.app').string(2, 'app').string(4, '452').finish()),
    proto().string(9, 'of tomorrow'),
  ].map((writer) => writer.finish()) as [Uint8Array, Uint8Array];
  const region = proto().string(3, 'VN').finish();
  const key = keyField(goodKeyBytes);

  it('up to the limits: 64 KiB in a key, 64 KiB beside the keys, ten signers', () => {
    const padding = (bytes: number) => keyField(new Uint8Array(bytes), 99);
    const long = concatBytes(goodKeyBytes, padding(65_536 - goodKeyBytes.length - 5));
    for (const fields of [keyField(long), padding(65_536 - 5), fromHex('3200'.repeat(10))])
      expect(encodeExport(parseExport(exportBytes(fields)))).toEqual(exportBytes(fields));
    expect(keyField(long)).toHaveLength(65_536 + 4);
    expect(padding(65_536 - 5)).toHaveLength(65_536);
    expect(() => parseExport(exportBytes(padding(65_536 - 4)))).toThrow(
      withCode('EXPORT_MALFORMED'),
    );
  });

  it('with legacy fields, which a changed copy keeps', () => {
    const file = parseExport(exportBytes(legacy));
    expect(file.signatureInfos).toMatchObject([{ appBundleId: 'org.app', androidPackage: 'app' }]);
    expect(encodeExport({ ...file })).toEqual(exportBytes(legacy));
  });

  it.each<readonly [string, Uint8Array]>([
    ['an unknown field', exportBytes(region, key, unknown)],
    ['an unknown field in a key', exportBytes(keyField(concatBytes(goodKeyBytes, unknown)))],
    [
      'a reserved field in a key',
      exportBytes(keyField(concatBytes(goodKeyBytes, fromHex('3807')))),
    ],
    ['its keys first', exportBytes(key, region)],
    ['revised keys before the others', exportBytes(keyField(goodKeyBytes, 8), key)],
    [
      'the fields of a key in another order',
      exportBytes(keyField(fromHex(`28010a10${'07'.repeat(16)}`))),
    ],
    ['a region said twice', exportBytes(region, proto().string(3, 'SI').finish())],
    ['a longer integer than needed', exportBytes(fromHex('20818000'))],
    ['an unknown fixed32', exportBytes(region, fromHex('4dffffffff'))],
    ['an unknown fixed64', exportBytes(fromHex('49ffffffffffffffff'), region)],
    ['an unknown integer', exportBytes(fromHex('48ff01'), region)],
    ['an int32 of ten bytes', exportBytes(proto().int32(4, -7).finish())],
  ])('%s, and written again byte for byte', (_name, bytes) => {
    expect(encodeExport(parseExport(bytes))).toEqual(bytes);
  });

  it('a changed copy of one with unknown fields has the known ones in order', () => {
    const file = parseExport(exportBytes(key, unknown, region));
    expect(encodeExport({ ...file })).toEqual(exportBytes(region, key));
  });

  it.each(['4dffffffff', '49ffffffffffffffff', '48ff01'])('reading on behind field %s', (field) => {
    expect(parseExport(exportBytes(fromHex(field), key, region))).toMatchObject({
      keys: [goodKey],
      region: 'VN',
    });
  });

  it('the last of two regions counts', () => {
    const both = exportBytes(region, proto().string(3, 'SI').finish());
    expect(parseExport(both).region).toBe('SI');
  });

  it('and keeps nothing of the bytes it was read from', () => {
    const bytes = exportBytes(unknown, region, key);
    const copy = bytes.slice();
    const file = parseExport(copy);
    copy.fill(0xff);
    expect(file.keys[0]?.tek).toEqual(goodKey.tek);
    expect(encodeExport(file)).toEqual(bytes);
    encodeExport(file).fill(0);
    expect(encodeExport(file)).toEqual(bytes);
  });
});

describe('the intervals of a key', () => {
  it.each<readonly [string, Partial<DiagnosisKey>, number, number]>([
    ['honour the rolling period', { rollingStartIntervalNumber: 100, rollingPeriod: 12 }, 100, 112],
    ['are a day where none is said', { rollingStartIntervalNumber: 100 }, 100, 244],
    ['begin at zero where no start is said', { rollingPeriod: 1 }, 0, 1],
  ])('%s', (_name, fields, start, end) => {
    expect(validIntervals({ tek: goodKey.tek, ...fields })).toEqual({ start, end });
  });
});

describe('writing', () => {
  it.each<readonly [string, Partial<DiagnosisKey>, string]>([
    ['a short key', { tek: new Uint8Array(15) }, 'EXPORT_KEY_LENGTH'],
    ['a key in text', { tek: '07'.repeat(16) as unknown as Uint8Array }, 'EXPORT_KEY_LENGTH'],
    ['a period of 0', { rollingPeriod: 0 }, 'EXPORT_KEY_RANGE'],
    ['a start of a fraction', { rollingStartIntervalNumber: 0.5 }, 'EXPORT_KEY_RANGE'],
    ['a report type above int32', { reportType: 2 ** 31 }, 'EXPORT_KEY_RANGE'],
    ['days that are no number', { daysSinceOnsetOfSymptoms: Number.NaN }, 'EXPORT_KEY_RANGE'],
    ['a level below int32', { transmissionRiskLevel: -(2 ** 31) - 1 }, 'EXPORT_KEY_RANGE'],
    ['a variant of a fraction', { variantOfConcern: 0.5 }, 'EXPORT_KEY_RANGE'],
  ])('%s is refused', (_name, fields, code) => {
    const [what] = code === 'EXPORT_KEY_RANGE' ? Object.keys(fields) : [];
    const keys = [{ ...goodKey, ...fields }];
    expect(() => encodeExport({ ...goodFile, keys })).toThrow(withCode(code, what));
  });

  it('sorts keys, so that nobody sees who uploaded together', () => {
    expect(goodFile.keys.map(({ tek }) => tek[0])).toEqual([3, 7]);
  });

  const window = { keys: [], region: 'VN', startTimestamp: 600, endTimestamp: 1200 };

  it('a file is 1 of 1 unless it is said', () => {
    expect(buildExport(window)).toMatchObject({ batchNum: 1, batchSize: 1, signatureInfos: [] });
    expect(buildExport({ ...window, batchNum: 2, batchSize: 2 })).toMatchObject({ batchNum: 2 });
  });

  it('a window may begin with 1970', () => {
    expect(buildExport({ ...window, startTimestamp: 0 }).startTimestamp).toBe(0);
  });

  it.each([
    ['an end at the start', { endTimestamp: 600 }],
    ['a start before 1970', { startTimestamp: -1 }],
    ['a time that is no number', { startTimestamp: Number.NaN }],
    ['batch 0', { batchNum: 0 }],
    ['batch 2 of 1', { batchNum: 2 }],
  ])('%s is refused', (_name, fields) => {
    expect(() => buildExport({ ...window, ...fields })).toThrow(withCode('EXPORT_BUILD'));
  });
});
