import {
  buildUploadVenueInfos,
  decodeUserUpload,
  encodeUserUpload,
  genServerTrace,
  traceSourceOf,
} from '@waypost/core/crowdnotifier';
import { fromHex, toHex } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { masterSecretKey, outcome, repeatable, vectors } from './kit.ts';

const { userUploadInfo, serverBasedTrace, uploadBackend } = vectors;
const payload = fromHex(userUploadInfo.payload);
const { arrival, departure } = userUploadInfo;
const infos = buildUploadVenueInfos(payload, { arrival, departure });

describe('what a visitor uploads: vectors', () => {
  it.each(userUploadInfo.expected)('the hour of $intervalStartMs', ({ identity, ...expected }) => {
    const at = userUploadInfo.expected.findIndex((each) => each.identity === identity);
    const info = infos[at] ?? expect.fail('an hour is missing');
    expect({
      ...info,
      preId: toHex(info.preId),
      timeKey: toHex(info.timeKey),
      notificationKey: toHex(info.notificationKey),
    }).toEqual(expected);
    expect(toHex(traceSourceOf(info).identity)).toBe(identity);
  });

  it('has no more hours than those', () => {
    expect(infos).toHaveLength(userUploadInfo.expected.length);
  });

  it.each(serverBasedTrace.cases)('the server derives the key of $slotStart', (expected) => {
    const traces = infos.map((info) => genServerTrace(traceSourceOf(info), masterSecretKey));
    const trace = traces.find(({ slotStart }) => slotStart === expected.slotStart);
    expect(toHex(trace?.identity ?? new Uint8Array(0))).toBe(expected.identity);
    expect(toHex(trace?.secretKeyForIdentity ?? new Uint8Array(0))).toBe(
      expected.secretKeyForIdentity,
    );
  });

  it.each(uploadBackend.cases)('is of the stay that the backend tests with', (expected) => {
    const made = buildUploadVenueInfos(fromHex(expected.payload), {
      arrival: expected.intervalStartMs / 1000,
      departure: expected.intervalEndMs / 1000,
    });
    expect(made[0]?.intervalStartMs).toBe(expected.intervalStartMs);
    expect(made.at(-1)?.intervalEndMs).toBe(expected.intervalEndMs);
    for (const info of made) expect(toHex(info.notificationKey)).toBe(expected.notificationKey);
  });
});

describe('an upload', () => {
  const upload = { version: 4, real: infos, userInteractionDurationMs: 65_000 };
  const bytes = encodeUserUpload(upload, repeatable());
  const entry = (fields: ProtoWriter): Uint8Array =>
    new ProtoWriter().bytes(2, fields.finish()).finish();
  const keys = () =>
    new ProtoWriter()
      .bytes(1, new Uint8Array(32))
      .bytes(2, new Uint8Array(32))
      .bytes(5, new Uint8Array(32));

  it('is read as it was written, filled up to 1,024 entries', () => {
    expect(decodeUserUpload(bytes)).toEqual({ ...upload, fakes: 1024 - infos.length });
  });

  it('has the same length with and without entries', () => {
    const dummy = { version: 4, real: [], userInteractionDurationMs: 1 };
    expect(encodeUserUpload(dummy, repeatable('other'))).toHaveLength(bytes.length);
  });

  it('may hold times of any bits where they are invented, as iOS has them', () => {
    const invented = [1, 2, 5].reduce(
      (fields, number) => fields.bytes(number, new Uint8Array(32)),
      new ProtoWriter(),
    );
    const times = Uint8Array.of(0x19, ...new Uint8Array(8).fill(255)); // field 3, fixed64
    const fake = Uint8Array.from([...invented.finish(), ...times, 0x32, 1, 1]);
    expect(decodeUserUpload(new ProtoWriter().bytes(2, fake).finish()).fakes).toBe(1);
    const real = Uint8Array.from([...invented.finish(), ...times, 0x32, 1, 0]);
    expect(() => decodeUserUpload(new ProtoWriter().bytes(2, real).finish())).toThrow(
      expect.objectContaining({ code: 'VENUE_LIST_MALFORMED' }),
    );
  });

  it('is read in the earlier form, with varints and a bool', () => {
    const times = { intervalStartMs: 1_620_140_045_000, intervalEndMs: 1_620_140_400_000 };
    const real = keys().uint(3, times.intervalStartMs).uint(4, times.intervalEndMs);
    expect(decodeUserUpload(entry(real)).real).toMatchObject([times]);
    expect(decodeUserUpload(entry(keys().uint(6, 1))).fakes).toBe(1);
  });

  it.each([
    ['a flag of two bytes', entry(keys().bytes(6, new Uint8Array(2)))],
    ['a flag of no byte', entry(keys().bytes(6, new Uint8Array(0)))],
    ['a short preId', entry(keys().bytes(1, new Uint8Array(31)))],
    ['no timeKey', entry(new ProtoWriter().bytes(1, new Uint8Array(32)))],
    ['a cut', bytes.subarray(0, -1)],
  ])('is refused with %s', async (_name, wrong) => {
    expect(await outcome(() => decodeUserUpload(wrong))).toBe('VENUE_LIST_MALFORMED');
  });

  it('takes at most 1,024 entries', async () => {
    const real = Array.from({ length: 1025 }, () => infos[0] ?? expect.fail());
    expect(await outcome(() => encodeUserUpload({ ...upload, real }, repeatable()))).toBe(
      'NUMBER_RANGE',
    );
  });
});
