import { filterUpload, type UploadVenueInfo } from '@waypost/core/crowdnotifier';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, outcome } from './kit.ts';

const MINUTE = 60_000;
const context = { onset: HOUR, now: HOUR + 86_400 };

/** An entry at a place, from and to minutes after the hour. */
function entry(place: number, from: number, to: number): UploadVenueInfo {
  const bytes = new Uint8Array(32).fill(place);
  return {
    preId: bytes,
    timeKey: bytes,
    notificationKey: bytes,
    intervalStartMs: HOUR * 1000 + from * MINUTE,
    intervalEndMs: HOUR * 1000 + to * MINUTE,
  };
}
const kept = (...infos: UploadVenueInfo[]): number => filterUpload(infos, context).length;

describe('the rules for uploads', () => {
  it.each([
    ['over when the symptoms began', entry(1, -60, 0), 0],
    ['over a moment later', entry(1, -30, 1), 1],
    ['of no length', entry(1, 5, 5), 0],
    ['of less than none', entry(1, 5, 4), 0],
    ['of an hour', entry(1, 0, 60), 1],
    ['of more than an hour', entry(1, 0, 61), 0],
    ['beginning now', entry(1, 1440, 1450), 1],
    ['beginning later', entry(1, 1441, 1450), 0],
  ])('an entry %s', (_name, info, count) => {
    expect(kept(info)).toBe(count);
  });

  it('lets stays follow each other within the half hour that the app adds', () => {
    // At A for 90 minutes, then at B: uploaded as 120 minutes of A, over three hours of the clock.
    const a = [entry(1, 30, 60), entry(1, 60, 120), entry(1, 120, 150)];
    expect(kept(...a, entry(2, 120, 160))).toBe(4);
    expect(kept(entry(2, 120, 160), ...a)).toBe(4);
    // Two places, one after the other, are two stays, and each has a half hour of its own.
    expect(kept(entry(1, 0, 60), entry(2, 60, 90), entry(3, 35, 75))).toBe(3);
  });

  it.each([
    ['a minute too early', [entry(1, 0, 60), entry(2, 29, 60)]],
    ['in one place twice', [entry(1, 0, 60), entry(1, 0, 60)]],
    ['in reverse order', [entry(2, 29, 60), entry(1, 0, 60)]],
    ['over the hour', [entry(1, 0, 60), entry(1, 60, 120), entry(2, 45, 105)]],
  ])('refuses an upload from two places at once: %s', async (_name, infos) => {
    expect(await outcome(() => filterUpload(infos, context))).toBe('VENUE_LIST_MALFORMED');
  });

  it('never adds or changes an entry', () => {
    const any = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -90, max: 1500 }),
      fc.nat(70),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (entries) => {
        const infos = entries.map(([place, from, length]) => entry(place, from, from + length));
        try {
          for (const info of filterUpload(infos, context)) expect(infos).toContain(info);
        } catch (error) {
          expect(error).toMatchObject({ code: 'VENUE_LIST_MALFORMED' });
        }
      }),
    );
  });
});
