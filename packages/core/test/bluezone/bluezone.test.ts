import {
  bluezoneIds,
  deriveBluezoneDailyKey,
  deriveBluezoneIdAt,
  discloseBluezone,
  encodeBluezoneHistory,
  importBluezoneUpload,
  parseBluezoneF0s,
  parseBluezoneHistory,
  parseBluezoneInfo,
} from '@waypost/core/bluezone';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fault } from '../venue-codes/fault-kit.ts';

const MIDNIGHT = 1_596_844_800;
const DAY = 86_400;
const install = { baseId: new Uint8Array(32).fill(7), baseTime: MIDNIGHT };
const F0_ENTRY = {
  daily_key: '0'.repeat(64),
  time_start: MIDNIGHT,
  time_end: MIDNIGHT + DAY,
  max: 96,
};
const INFO = { base_id: 'ab'.repeat(32), time: MIDNIGHT, daily_key: 'cd'.repeat(32) };
const LINE = `${'A1'.repeat(12)}\t${'b2'.repeat(12)}\t-71\t1596866191387`;

describe('Bluezone: the id at an instant', () => {
  it('is none before the day of the installation', () => {
    expect(fault(() => deriveBluezoneIdAt(install, MIDNIGHT - 1))).toBe('TIME_RANGE');
    expect(fault(() => discloseBluezone(install, { start: MIDNIGHT - 1, end: MIDNIGHT }))).toBe(
      'TIME_RANGE',
    );
  });

  it('is of a chain that is followed for a hundred years', () => {
    expect(fault(() => deriveBluezoneDailyKey(install.baseId, 36_525))).toBe('accepted');
    expect(fault(() => deriveBluezoneDailyKey(install.baseId, 36_526))).toBe('NUMBER_RANGE');
  });
});

describe('Bluezone: the window of a case', () => {
  const counts = (window: { start: number; end: number }, at: number): boolean =>
    bluezoneIds.match(
      [discloseBluezone(install, window)],
      [{ id: deriveBluezoneIdAt(install, at), at }],
      { skewSlots: 0 },
    ).length === 1;

  it('begins with the slot that holds its start, in the middle of a day too', () => {
    const start = MIDNIGHT + DAY + 5 * 900 + 60;
    const window = { start, end: start + DAY };
    expect(counts(window, start)).toBe(true);
    expect(counts(window, start - 60)).toBe(true); // the same slot
    expect(counts(window, start - 61)).toBe(false);
    expect(counts({ start: start - 60, end: start }, start - 61)).toBe(false);
  });

  it('ends before the slot that starts with its end, which the app searched too', () => {
    for (const end of [MIDNIGHT + 3 * DAY, MIDNIGHT + 3 * DAY + 4 * 900]) {
      const window = { start: MIDNIGHT, end };
      expect(counts(window, end - 1)).toBe(true);
      expect(counts(window, end)).toBe(false);
      expect(counts({ start: MIDNIGHT, end: end + 1 }, end)).toBe(true);
    }
  });

  it('may be empty, and has at most 180 days', () => {
    expect(counts({ start: MIDNIGHT, end: MIDNIGHT }, MIDNIGHT)).toBe(false);
    const last = MIDNIGHT + 180 * DAY;
    expect(counts({ start: MIDNIGHT, end: last }, last - 1)).toBe(true);
    const tooLong = () => discloseBluezone(install, { start: MIDNIGHT, end: last + 1 });
    expect(fault(tooLong)).toBe('NUMBER_RANGE');
  });

  it.each([
    ['a short key', { dailyKey: new Uint8Array(31) }, 'BYTES_LENGTH'],
    ['an end before the start', { timeEnd: MIDNIGHT - 1 }, 'TIME_RANGE'],
    ['a negative start', { timeStart: -1 }, 'TIME_RANGE'],
    ['half a second', { timeEnd: MIDNIGHT + 0.5 }, 'TIME_RANGE'],
    ['a year', { timeEnd: MIDNIGHT + 365 * DAY }, 'NUMBER_RANGE'],
  ])('is refused with %s', (_name, change, expected) => {
    const f0 = { dailyKey: install.baseId, timeStart: MIDNIGHT, timeEnd: MIDNIGHT + DAY };
    expect(fault(() => bluezoneIds.match([{ ...f0, ...change }], [], { skewSlots: 0 }))).toBe(
      expected,
    );
  });
});

describe('Bluezone: messages', () => {
  const push = (...data: unknown[]): string => JSON.stringify({ data });

  it('are read in either case of digits', () => {
    const json = JSON.stringify({ ...INFO, daily_key: 'CD'.repeat(32), time_start: MIDNIGHT });
    expect(parseBluezoneInfo(json)).toEqual({
      baseId: new Uint8Array(32).fill(0xab),
      baseTime: MIDNIGHT,
      dailyKey: new Uint8Array(32).fill(0xcd),
      timeStart: MIDNIGHT,
    });
    expect(parseBluezoneF0s(push())).toEqual([]);
    expect(parseBluezoneF0s(push(F0_ENTRY, F0_ENTRY))).toHaveLength(2);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"data":'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no list', '{"data":{}}'],
    ['an entry that is none', push(null)],
    ['a short key', push({ ...F0_ENTRY, daily_key: '0'.repeat(62) })],
    ['a key that is no text', push({ ...F0_ENTRY, daily_key: 0 })],
    ['a key of other digits', push({ ...F0_ENTRY, daily_key: 'g'.repeat(64) })],
    ['a time as text', push({ ...F0_ENTRY, time_start: String(MIDNIGHT) })],
    ['milliseconds', push({ ...F0_ENTRY, time_start: MIDNIGHT * 1000 })],
    ['a window of a year', push({ ...F0_ENTRY, time_end: MIDNIGHT + 365 * DAY })],
    ['a window that ends first', push({ ...F0_ENTRY, time_end: MIDNIGHT - 1 })],
    ['another number of ids', push({ ...F0_ENTRY, max: 48 })],
    ['no number of ids', push({ ...F0_ENTRY, max: undefined })],
  ])('of a case: %s is refused', (_name, json) => {
    expect(fault(() => parseBluezoneF0s(json))).toBe('ENCODING_INVALID');
  });

  it.each([
    ['no start', INFO],
    ['no root key', { ...INFO, base_id: undefined, time_start: MIDNIGHT }],
    ['a window before the installation', { ...INFO, time_start: MIDNIGHT - 1 }],
  ])('of an upload: %s is refused', (_name, info) => {
    expect(fault(() => parseBluezoneInfo(JSON.stringify(info)))).toBe('ENCODING_INVALID');
  });

  it('are read or refused, whatever they are', () =>
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(fault(() => parseBluezoneInfo(text))).toBe('ENCODING_INVALID');
        expect(fault(() => parseBluezoneF0s(text))).toMatch(/^(accepted|ENCODING_INVALID)$/);
      }),
    ));
});

describe('Bluezone: a history', () => {
  it('may be empty, end without a line break, or be of Windows', () => {
    expect(parseBluezoneHistory('')).toEqual([]);
    for (const text of [LINE, `${LINE}\n`, `${LINE}\r\n`])
      expect(parseBluezoneHistory(text)).toEqual([
        {
          ownId: new Uint8Array(12).fill(0xa1),
          id: new Uint8Array(12).fill(0xb2),
          rssiDbm: -71,
          at: 1_596_866_191.387,
        },
      ]);
  });

  it('of an iPhone’s database counts in seconds', () => {
    const [row] = parseBluezoneHistory(LINE.replace(/\d{3}$/, ''), 's');
    expect(row?.at).toBe(1_596_866_191);
  });

  it.each([
    ['an empty line', ''],
    ['a MAC address', LINE.replace(/b2+/, '00:11:22:33:44:55')],
    ['a short id', LINE.slice(2)],
    ['spaces for tabs', LINE.replaceAll('\t', ' ')],
    ['a field more', `${LINE}\t1`],
    ['a power of no phone', LINE.replace('-71', '-129')],
    ['a power with a sign', LINE.replace('-71', '+71')],
    ['no power', LINE.replace('-71', '')],
    ['a time after 2106', LINE.replace('1596866191387', '4294967296000')],
    ['a negative time', LINE.replace('1596866191387', '-1')],
    ['a time of too many digits', LINE.replace('1596866191387', '15968661913870')],
  ])('with %s is refused as a whole, by its line', (_name, line) => {
    const error = thrownBy(() => parseBluezoneHistory(`${LINE}\n${line}\n${LINE}`));
    expect(isWaypostError(error) && [error.code, error.details['line']]).toEqual([
      'ENCODING_INVALID',
      2,
    ]);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/a1a1|b2b2|1596/i);
  });

  it('that is no text is refused', () => {
    expect(fault(() => parseBluezoneHistory(null as unknown as string))).toBe('ENCODING_INVALID');
  });

  it('comes back as it was written', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            ownId: fc.uint8Array({ minLength: 12, maxLength: 12 }),
            id: fc.uint8Array({ minLength: 12, maxLength: 12 }),
            rssiDbm: fc.integer({ min: -128, max: 127 }),
            at: fc.nat({ max: 4_294_967_295_999 }).map((ms) => ms / 1000),
          }),
        ),
        (contacts) => {
          expect(parseBluezoneHistory(encodeBluezoneHistory(contacts))).toEqual(contacts);
        },
      ),
    ));

  it('is read or refused, whatever it is', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const outcome = fault(() => parseBluezoneHistory(text));
        expect(outcome).toBe(text === '' ? 'accepted' : 'ENCODING_INVALID');
      }),
    ));
});

describe('Bluezone: an import', () => {
  const infoF = JSON.stringify({ ...INFO, time_start: MIDNIGHT });

  it('believes no own id from before the installation, nor from long after the app', () => {
    const own = { baseId: new Uint8Array(32).fill(0xab), baseTime: MIDNIGHT };
    const contacts = [MIDNIGHT, MIDNIGHT + 1_000 * DAY, MIDNIGHT + 5_000 * DAY].map((at) => {
      const ownId = deriveBluezoneIdAt(own, at);
      return { ownId, id: ownId, rssiDbm: -60, at };
    });
    contacts.push({ ...contacts[0]!, at: MIDNIGHT - 1 });
    const rows = importBluezoneUpload({ infoF, history: encodeBluezoneHistory(contacts) });
    expect(rows.map(({ isOwnId }) => isOwnId)).toEqual([true, true, false, false]);
  });

  it('takes the unit of the times from the caller', () => {
    const baseId = new Uint8Array(32).fill(0xab);
    const at = MIDNIGHT + 3 * DAY + 4_000;
    const ownId = deriveBluezoneIdAt({ baseId, baseTime: MIDNIGHT }, at);
    const history = encodeBluezoneHistory([{ ownId, id: ownId, rssiDbm: -60, at }]);
    const ofPhone = { infoF, history: history.replace('000\n', '\n'), timeUnit: 's' } as const;
    expect(importBluezoneUpload({ infoF, history })).toMatchObject([{ isOwnId: true }]);
    expect(importBluezoneUpload(ofPhone)).toEqual(importBluezoneUpload({ infoF, history }));
  });

  it('is refused where either part is', () => {
    expect(fault(() => importBluezoneUpload({ infoF: '{}', history: LINE }))).toBe(
      'ENCODING_INVALID',
    );
    expect(fault(() => importBluezoneUpload({ infoF, history: 'x' }))).toBe('ENCODING_INVALID');
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
