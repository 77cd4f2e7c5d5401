import { fromHex } from '@waypost/core/primitives';
import { displayCode, isFreshDisplayCode } from '@waypost/core/venue-code';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/display.json' with { type: 'json' };

const cases = vectors.cases.map(({ secret, locationId, unixSeconds, code }) => ({
  display: { secret: fromHex(secret), locationId: fromHex(locationId) },
  unixSeconds,
  code,
}));

describe.each(cases)('display code at $unixSeconds: vectors', ({ display, unixSeconds, code }) => {
  const { secret, locationId } = display;
  const isFresh = (text: string, at = unixSeconds): boolean =>
    isFreshDisplayCode(text, at, display);
  const step = unixSeconds - (unixSeconds % 30);

  it('is what the display shows', () => {
    expect(displayCode(secret, locationId, unixSeconds)).toBe(code);
  });

  it('is fresh in its step and in both neighbours, and not beyond', () => {
    for (const at of [step, step + 29, step + 30, step + 59]) expect(isFresh(code, at)).toBe(true);
    expect(isFresh(code, step + 60)).toBe(false);
    if (step < 60) return;
    for (const at of [step - 1, step - 30]) expect(isFresh(code, at)).toBe(true);
    expect(isFresh(code, step - 31)).toBe(false);
  });

  it('is refused with any character changed', () => {
    for (let i = 0; i < code.length; i++) {
      const other = code[i] === 'A' ? 'B' : 'A';
      expect(isFresh(code.slice(0, i) + other + code.slice(i + 1))).toBe(false);
    }
  });

  it.each([
    ['truncated', code.slice(0, 7)],
    ['longer', `${code}A`],
    ['in small letters', code.toLowerCase()],
    ['with a line end', `${code}\n`],
    ['empty', ''],
    ['not text', 7 as unknown as string],
  ])('is refused %s', (_name, text) => {
    expect(isFresh(text)).toBe(false);
  });

  it('is of this place and this secret only', () => {
    const other = new Uint8Array(32);
    expect(displayCode(other, locationId, unixSeconds)).not.toBe(code);
    expect(displayCode(secret, other, unixSeconds)).not.toBe(code);
  });

  it.each([
    ['a short secret', () => displayCode(secret.subarray(1), locationId, 0), 'BYTES_LENGTH'],
    ['a short locationId', () => displayCode(secret, locationId.subarray(1), 0), 'BYTES_LENGTH'],
    ['a time before 1970', () => displayCode(secret, locationId, -1), 'TIME_RANGE'],
    ['half a second', () => isFresh(code, 0.5), 'TIME_RANGE'],
  ])('refuses %s', async (_name, run, expected) => {
    expect(await outcome(run)).toBe(expected);
  });
});
