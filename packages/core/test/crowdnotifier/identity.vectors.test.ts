import {
  combineIdentity,
  deriveIdentity,
  deriveIdentityV2,
  derivePreId,
  deriveQrCodeKeys,
  deriveTimeKey,
  slotStarts,
} from '@waypost/core/crowdnotifier';
import { fromHex, toHex, toUtf8 } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flip, HOUR, outcome, vectors } from './kit.ts';

const { identityV3, identityV2, hkdf, uploadBackend } = vectors;

describe('identities of version 3: vectors', () => {
  it.each(identityV3.cases)('$ascii', ({ payload, ascii, start, length, ...expected }) => {
    const bytes = fromHex(payload);
    const slot = { start, length };
    expect(bytes).toEqual(toUtf8(ascii));
    expect(toHex(derivePreId(bytes))).toBe(expected.preId);
    expect(toHex(deriveTimeKey(bytes, slot))).toBe(expected.timeKey);
    expect(toHex(deriveIdentity(bytes, slot))).toBe(expected.identity);
    const [preId, timeKey] = [fromHex(expected.preId), fromHex(expected.timeKey)];
    expect(toHex(combineIdentity(preId, timeKey, slot))).toBe(expected.identity);
  });

  it.each(identityV3.cases)('$ascii: anything else gives another', (vector) => {
    const payload = fromHex(vector.payload);
    const { start, length, identity } = vector;
    const others = [
      deriveIdentity(flip(payload), { start, length }),
      deriveIdentity(payload.subarray(0, -1), { start, length }),
      deriveIdentity(payload, { start: start + 1, length }),
      deriveIdentity(payload, { start, length: length + 1 }),
    ].map(toHex);
    expect(new Set([...others, identity]).size).toBe(5);
  });

  it.each([...hkdf.cases, ...uploadBackend.cases])(
    'HKDF of $payload',
    ({ payload, ...expected }) => {
      const keys = deriveQrCodeKeys(fromHex(payload));
      expect(toHex(keys.noncePreId)).toBe(expected.noncePreId);
      expect(toHex(keys.nonceTimekey)).toBe(expected.nonceTimekey);
      expect(toHex(keys.notificationKey)).toBe(expected.notificationKey);
      expect(toHex(deriveQrCodeKeys(flip(fromHex(payload))).noncePreId)).not.toBe(
        expected.noncePreId,
      );
    },
  );
});

describe('identities of version 2: vectors', () => {
  const cases = identityV2.cases.map(({ nonce1, nonce2, info, hour, identity }) => ({
    source: { info: toUtf8(info), nonce1: fromHex(nonce1), nonce2: fromHex(nonce2), hour },
    info,
    identity,
  }));

  it.each(cases)('$info', ({ source, identity }) => {
    expect(toHex(deriveIdentityV2(source))).toBe(identity);
  });

  it.each(cases)('$info: anything else gives another', ({ source, identity }) => {
    const { info, nonce1, nonce2, hour } = source;
    const others = [
      { info: flip(info) },
      { info: info.subarray(1) },
      { nonce1: flip(nonce1) },
      { nonce2: flip(nonce2) },
      { hour: hour + 1 },
    ].map((part) => toHex(deriveIdentityV2({ ...source, ...part })));
    expect(new Set([...others, identity]).size).toBe(6);
  });

  it.each(cases)('$info: a wrong source is refused', async ({ source }) => {
    const wrong = [
      [{ nonce1: source.nonce1.subarray(1) }, 'BYTES_LENGTH'],
      [{ nonce2: new Uint8Array(33) }, 'BYTES_LENGTH'],
      [{ hour: -1 }, 'NUMBER_RANGE'],
      [{ hour: 0.5 }, 'NUMBER_RANGE'],
    ] as const;
    for (const [part, code] of wrong)
      expect(await outcome(() => deriveIdentityV2({ ...source, ...part }))).toBe(code);
  });
});

describe('slots', () => {
  it.each([
    ['an instant', 0, 0, 1],
    ['within an hour', 10, 3599, 1],
    ['until the stroke of the next, which counts', 10, 3600, 2],
    ['over the stroke', 3599, 3600, 2],
    ['three hours', 1, 7201, 3],
  ])('%s', (_name, arrival, departure, count) => {
    const starts = slotStarts({ arrival: HOUR + arrival, departure: HOUR + departure });
    expect(starts).toHaveLength(count);
    expect(starts[0]).toBe(arrival < 3600 ? HOUR : HOUR + 3600);
  });

  it.each([
    ['a departure before the arrival', () => slotStarts({ arrival: 2, departure: 1 })],
    ['a stay without end', () => slotStarts({ arrival: 0, departure: 2 ** 52 })],
    ['half a second', () => slotStarts({ arrival: 0.5, departure: 1 })],
    ['a slot too short', () => deriveTimeKey(new Uint8Array(1), { start: 0, length: 899 })],
    ['a slot too long', () => deriveTimeKey(new Uint8Array(1), { start: 0, length: 86_401 })],
    ['a slot before 1970', () => deriveIdentity(new Uint8Array(1), { start: -3600 })],
  ])('refuses %s', async (_name, run) => {
    expect(await outcome(run)).toBe('NUMBER_RANGE');
  });
});
