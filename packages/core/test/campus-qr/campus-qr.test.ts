import {
  type CampusStay,
  isCampusCheckInFresh,
  isCampusContact,
  isCampusQrUrl,
  parseCampusQrCode,
} from '@waypost/core/campus-qr';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/campus-qr.json' with { type: 'json' };

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const stay = (
  checkIn: number,
  checkOut: number | null,
  more: Partial<CampusStay> = {},
): CampusStay => ({
  locationId: 'room',
  seat: null,
  checkIn,
  checkOut,
  ...more,
});
const index = stay(seconds(vectors.index.checkIn), seconds(vectors.index.checkOut));
const now = seconds('2021-01-01T12:00:00Z');

describe('Campus QR contacts: vectors', () => {
  it.each(vectors.cases)('$name', ({ checkIn, checkOut, transit0, transit60, transit120 }) => {
    const other = stay(seconds(checkIn), checkOut === null ? null : seconds(checkOut));
    const met = (transitSeconds?: number): boolean =>
      isCampusContact(index, other, { now, transitSeconds });
    expect([met(0), met(60), met(120)]).toEqual([transit0, transit60, transit120]);
    expect(met()).toBe(transit120);
  });

  it('the transit is the one it is set up with', () => {
    expect(vectors.defaults.transitThresholdSeconds).toBe(120);
  });

  it.each(vectors.cases)('$name: never in another room', ({ checkIn }) => {
    const other = stay(seconds(checkIn), null, { locationId: 'other' });
    expect(isCampusContact(index, other, { now })).toBe(false);
  });
});

describe('Campus QR contacts', () => {
  const met = (a: CampusStay, b: CampusStay, transitSeconds = 0): boolean =>
    isCampusContact(a, b, { now: 10_000, transitSeconds });

  // Closed on both sides, unlike our own windows.
  it.each([
    ['left when the case came', stay(0, 1000), true],
    ['left a second before', stay(0, 999), false],
    ['came when the case left', stay(2000, 3000), true],
    ['came a second after', stay(2001, 3000), false],
  ])('%s', (_name, other, expected) => {
    expect(met(stay(1000, 2000), other)).toBe(expected);
  });

  it.each([
    ['left 120 seconds before the case came', stay(0, 880), true],
    ['left 121 seconds before', stay(0, 879), false],
    ['came 120 seconds after the case left', stay(2120, 3000), true],
    ['came 121 seconds after', stay(2121, 3000), false],
  ])('transit: %s', (_name, other, expected) => {
    expect(met(stay(1000, 2000), other, 120)).toBe(expected);
  });

  it('a case that did not check out stayed until now', () => {
    expect(met(stay(1000, null), stay(10_000, null))).toBe(true);
    expect(met(stay(1000, null), stay(10_001, null))).toBe(false);
  });

  it('the same as a list of shared seconds would say', () =>
    fc.assert(
      fc.property(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), ([a, b, c, d]) => {
        const one = stay(Math.min(a, b), Math.max(a, b));
        const two = stay(Math.min(c, d), Math.max(c, d));
        const isIn = (t: number, { checkIn, checkOut }: CampusStay) =>
          t >= checkIn && t <= (checkOut ?? 0);
        const shared = Array.from({ length: 41 }, (_, t) => t).some(
          (t) => isIn(t, one) && isIn(t, two),
        );
        expect(met(one, two)).toBe(shared);
        expect(met(two, one)).toBe(shared);
      }),
    ));

  const at = (seat: number | null): CampusStay => stay(1000, 2000, { seat });
  const near = (seat: number | null, other: number | null, nearSeats?: number[]): boolean =>
    isCampusContact(at(seat), at(other), { now, nearSeats });
  it.each([
    ['no filter: the whole room', 2, 9, undefined, true],
    ['a near seat', 2, 3, [1, 3], true],
    ['a far seat', 2, 4, [1, 3], false],
    ['the very same seat, which nobody lists', 2, 2, [1, 3], true],
    ['no seat', 2, null, [1, 3], false],
    ['a case without seat: the whole room', null, 4, [1, 3], true],
    ['an empty filter: the same seat only', 2, 3, [], false],
  ])('seats: %s', (_name, seat, other, nearSeats, expected) => {
    expect(near(seat, other, nearSeats)).toBe(expected);
  });

  it('a later stay on a near seat counts, though the first was far', () => {
    // Campus QR keeps a person's first stay in the room, and asks about its seat only.
    const stays = [at(9), at(3)];
    const rule = { now, nearSeats: [1, 3] };
    expect(stays.some((other) => isCampusContact(at(2), other, rule))).toBe(true);
  });
});

describe('Campus QR late check-ins', () => {
  const week = 7 * 86_400;

  // The comparison of Campus QR is the wrong way round: it drops what is newer than a week.
  it.each([
    ['now', 0, true],
    ['a minute old', -60, true],
    ['a week old', -week, true],
    ['older than a week', -week - 1, false],
    ['of the future', 1, false],
  ])('%s', (_name, offset, taken) => {
    expect(isCampusCheckInFresh(now + offset, now)).toBe(taken);
  });
});

describe('Campus QR codes', () => {
  const id = 'aBcDeFgHiJ0123456789';

  it.each([
    ['a room', `https://qr.uni.example/campus-qr?s=1&l=${id}`, 'https://qr.uni.example', null],
    ['a seat', `https://qr.uni.example/campus-qr?s=1&l=${id}-12`, 'https://qr.uni.example', 12],
    [
      'a seat with zeros before',
      `https://qr.uni.example/campus-qr?s=1&l=${id}-012`,
      'https://qr.uni.example',
      12,
    ],
    [
      'another order',
      `https://qr.uni.example/campus-qr?l=${id}&s=1`,
      'https://qr.uni.example',
      null,
    ],
    ['no source', `https://qr.uni.example/campus-qr?l=${id}`, 'https://qr.uni.example', null],
    [
      'a path before',
      `https://uni.example/a/b/campus-qr?s=1&l=${id}`,
      'https://uni.example/a/b',
      null,
    ],
    [
      'a port, no https',
      `http://localhost:8070/campus-qr?s=1&l=${id}`,
      'http://localhost:8070',
      null,
    ],
    [
      'a slash before the query',
      `https://uni.example/campus-qr/?l=${id}`,
      'https://uni.example',
      null,
    ],
  ])('read: %s', (_name, text, base, seat) => {
    expect(isCampusQrUrl(text)).toBe(true);
    expect(parseCampusQrCode(text)).toEqual({ base, purpose: 'check-in', locationId: id, seat });
  });

  it('read: the one for check-out', () => {
    expect(parseCampusQrCode('https://qr.uni.example/campus-qr/checkout')).toEqual({
      base: 'https://qr.uni.example',
      purpose: 'check-out',
      locationId: null,
      seat: null,
    });
  });

  const refused = (what: string) =>
    expect.objectContaining({
      code: 'VENUE_CODE_MALFORMED',
      details: { format: 'campus-qr', what },
    });
  const url = (query: string): string => `https://qr.uni.example/campus-qr${query}`;

  it.each([
    ['nothing', '', 'text'],
    ['no path', 'https://qr.uni.example', 'text'],
    ['another path', `https://qr.uni.example/campus-qrs?l=${id}`, 'text'],
    ['a page that is no code', url('/liveCheckIns?l=x'), 'text'],
    ['no query', url(''), 'text'],
    ['a fragment', url(`?l=${id}#x`), 'text'],
    ['user information', `https://qr.uni.example@example.org/campus-qr?l=${id}`, 'text'],
    ['white space', ` ${url(`?l=${id}`)}`, 'text'],
    ['too long', url(`?l=${id}&x=${'x'.repeat(4296)}`), 'text'],
    ['no room', url('?s=1'), 'l'],
    ['an empty room', url('?s=1&l='), 'l'],
    ['two rooms', url(`?l=${id}&l=${id}`), 'l'],
    ['a sign in the room', url('?l=a%20b'), 'l'],
    ['seat 0', url(`?l=${id}-0`), 'l'],
    // Their server makes no seat of these, and takes the check-in.
    ['a seat that is no number', url(`?l=${id}-x`), 'l'],
    ['an empty seat', url(`?l=${id}-`), 'l'],
    // Their pages part this one at the first hyphen here, at the last there.
    ['two hyphens', url(`?l=${id}-1-2`), 'l'],
    ['a seat beyond five digits', url(`?l=${id}-100000`), 'l'],
  ])('refused: %s', (_name, text, what) => {
    expect(() => parseCampusQrCode(text)).toThrow(refused(what));
  });

  it('refused: what is no text', () => {
    expect(() => parseCampusQrCode(undefined as never)).toThrow(refused('text'));
  });

  it('every room and seat is read as it was written', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9]{20}$/),
        fc.option(fc.integer({ min: 1, max: 10_000 })),
        (locationId, seat) => {
          const text = url(`?s=1&l=${locationId}${seat === null ? '' : `-${seat}`}`);
          expect(parseCampusQrCode(text)).toMatchObject({ locationId, seat });
        },
      ),
    ));
});
