// Exposure Notification, Cryptography Specification v1.2: the official vectors, and what is no input.
import { fromHex } from '@waypost/core/primitives';
import { createProximityMatcher } from '@waypost/kernel/proximity';
import { describe, expect, it } from 'vitest';
import vectors from '../../../core/test/vectors/gaen.json' with { type: 'json' };
import { batchOf, ENGINES, expected, found, heardOf, noise, type Row, rpiOf } from './reference.ts';

const {
  tekHex,
  rollingStartIntervalNumber: start,
  rollingPeriod,
  advertised,
} = vectors.cryptography;
const tek = fromHex(tekHex);
const key = { tek, start, period: rollingPeriod };
const heard = advertised.map(({ rpiHex, intervalNumber }) => ({
  rpi: fromHex(rpiHex),
  interval: intervalNumber,
}));

describe.each(ENGINES)('official vectors: %s', (engine) => {
  it('finds every advertised identifier', async () => {
    const rows = await found(engine, { keys: [key], heard, tolerance: 0 });
    expect(rows).toEqual(heard.map(({ interval }, i): Row => [0, interval, i]));
    expect(rows).toHaveLength(144);
  });

  it.each([1, 7, 8, 9, 15, 16, 17])('finds it as the last of %i keys', async (count) => {
    const others = Array.from({ length: count - 1 }, (_, i) => ({ ...key, tek: noise(16, i + 1) }));
    const rows = await found(engine, { keys: [...others, key], heard, tolerance: 0 });
    expect(rows).toEqual(heard.map(({ interval }, i): Row => [count - 1, interval, i]));
  });

  it.each(heard.map((_, i) => i).filter((i) => i % 7 === 0))(
    'refuses identifier %i when one bit is wrong',
    async (i) => {
      const { rpi, interval } = heard[i]!;
      for (let bit = 0; bit < 128; bit += 5) {
        const wrong = rpi.slice();
        wrong[bit >> 3]! ^= 1 << (bit & 7);
        expect(
          await found(engine, { keys: [key], heard: [{ rpi: wrong, interval }], tolerance: 0 }),
        ).toEqual([]);
      }
    },
  );

  it('takes a key for its rolling period only', async () => {
    const rows = await found(engine, { keys: [{ ...key, period: 17 }], heard, tolerance: 12 });
    expect(rows).toEqual(expected([{ ...key, period: 17 }], heard, 12));
    expect(rows.map(([, interval]) => interval - start)).toEqual(
      Array.from({ length: 17 }, (_, i) => i),
    );
  });

  it.each([
    [-13, 0],
    [-12, 1],
    [12, 1],
    [13, 0],
  ])('heard %i intervals late: %i', async (late, matches) => {
    const sound = { rpi: rpiOf(key, 70), interval: start + 70 + late };
    expect(await found(engine, { keys: [key], heard: [sound], tolerance: 12 })).toHaveLength(
      matches,
    );
  });

  it('finds nothing in nothing', async () => {
    expect(await found(engine, { keys: [], heard, tolerance: 12 })).toEqual([]);
    expect(await found(engine, { keys: [key], heard: [], tolerance: 12 })).toEqual([]);
  });

  it('takes one batch after the other', async () => {
    const matcher = await createProximityMatcher(heardOf(heard), { engine });
    const first = matcher.match(batchOf([key]));
    expect(matcher.match(batchOf([{ ...key, tek: noise(16, 3) }])).keys).toHaveLength(0);
    expect(matcher.match(batchOf([key]))).toEqual(first);
    expect(matcher.engine).toBe(engine);
  });
});

describe('what is no input', () => {
  const batch = batchOf([key]);
  it.each([
    ['TEKs too short', { ...batch, teks: batch.teks.subarray(1) }, 'BYTES_LENGTH'],
    ['a period too many', { ...batch, periods: new Uint8Array(2).fill(1) }, 'BYTES_LENGTH'],
    ['a period of 0', { ...batch, periods: Uint8Array.of(0) }, 'NUMBER_RANGE'],
    ['a period of 145', { ...batch, periods: Uint8Array.of(145) }, 'NUMBER_RANGE'],
    ['an end after 2^32', { ...batch, starts: Uint32Array.of(2 ** 32 - 143) }, 'TIME_RANGE'],
  ])('%s', async (_name, wrong, code) => {
    const matcher = await createProximityMatcher(heardOf(heard));
    expect(() => matcher.match(wrong)).toThrow(expect.objectContaining({ code }));
  });

  it('heard ids of two lengths, a tolerance of more than a day', async () => {
    const { rpis, intervals } = heardOf(heard);
    await expect(
      createProximityMatcher({ rpis: rpis.subarray(16), intervals }),
    ).rejects.toMatchObject({ code: 'BYTES_LENGTH' });
    await expect(
      createProximityMatcher({ rpis, intervals }, { toleranceIntervals: 145 }),
    ).rejects.toMatchObject({ code: 'NUMBER_RANGE' });
  });
});
