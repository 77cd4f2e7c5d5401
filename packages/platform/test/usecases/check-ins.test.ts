import { displayCode } from '@waypost/core/venue-code';
import { changeCheckIn, checkIn, dropExpired, rotateCode, withdrawCode } from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  HOUR,
  MINUTE,
  makeVenue,
  makeWorld,
  onlyLocation,
  planVisit,
  TEN,
  type Visit,
  visit,
  type World,
} from '../support/world.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });

async function openVenue(changes: Parameters<typeof makeVenue>[1] = {}) {
  const world = await makeWorld();
  world.at(TEN - 30 * DAY);
  const venue = await makeVenue(world, changes);
  world.at(TEN);
  return { world, venue, location: onlyLocation(venue) };
}

const stored = async ({ context }: World, { contactId }: Pick<Visit, 'contactId'>) =>
  (await context.checkIns.find([contactId]))[0];

describe('checkIn', () => {
  it('stores what the protocol says, and nothing of the network', async () => {
    const { world, venue, location } = await openVenue({ zones: ['Bàn 7'] });
    const { body, receipt } = await visit(world, location, { partySize: 3, onBehalf: true });
    expect(receipt).toEqual({ receivedHour: TEN / HOUR, late: false, unconfirmed: false });
    const row = await stored(world, body);
    expect(row).toEqual({
      contactId: body.contactId,
      venueId: venue.venue.venueId,
      zone: 'Bàn 7',
      day: Math.floor(TEN / DAY),
      arrivedAt: TEN,
      departedAt: TEN + HOUR,
      receivedHour: TEN / HOUR,
      partySize: 3,
      onBehalf: true,
      receiptHash: body.receiptHash,
      card: body.card,
      bodyHash: expect.any(Uint8Array),
      late: false,
      unconfirmed: false,
    });
    expect(JSON.stringify(row)).not.toContain('203.0.113');
  });

  it('answers the same body again as the first time', async () => {
    const { world, location } = await openVenue();
    const { body, receipt } = await visit(world, location);
    world.at(TEN + 25 * HOUR); // it would be late, were it new
    expect(await checkIn(world.context, body)).toEqual(receipt);
    // Where it came from is not part of the body.
    expect(await checkIn(world.context, { ...body, networkPrefix: 'other' })).toEqual(receipt);
  });

  it('decides a repeat before anything else', async () => {
    const { world, venue, location } = await openVenue();
    const { body, receipt } = await visit(world, location);
    await withdrawCode(world.context, venue.venue.venueId, 1);
    world.at(TEN + 14 * DAY + MINUTE); // older than the retention, on a day that is still kept
    expect(await checkIn(world.context, body)).toEqual(receipt);
    await expect(checkIn(world.context, { ...body, partySize: 2 })).rejects.toThrow(
      code('CHECK_IN_CONFLICT'),
    );
    const fresh = planVisit(world, location, { arrivedAt: world.now() - (world.now() % MINUTE) });
    await expect(checkIn(world.context, { ...fresh.body, departedAt: null })).rejects.toThrow(
      code('LOCATION_WITHDRAWN'),
    );
  });

  it.each([
    ['locationId', { locationId: new Uint8Array(32).fill(1) }],
    ['arrivedAt', { arrivedAt: TEN - MINUTE }],
    ['departedAt', { departedAt: TEN + 2 * HOUR }],
    ['departedAt left out', { departedAt: null }],
    ['partySize', { partySize: 2 }],
    ['onBehalf', { onBehalf: true }],
    ['receiptHash', { receiptHash: new Uint8Array(32) }],
    ['card', { card: new Uint8Array(569) }],
    ['display', { display: 'AAAAAAAA' }],
  ])('refuses another %s under the same id', async (_, changes) => {
    const { world, location } = await openVenue();
    const { body } = await visit(world, location);
    await expect(checkIn(world.context, { ...body, ...changes })).rejects.toThrow(
      code('CHECK_IN_CONFLICT'),
    );
  });

  it('refuses an erased id, also when its code is withdrawn', async () => {
    const { world, venue, location } = await openVenue();
    const { body, contactId, receiptKey } = await visit(world, location);
    await changeCheckIn(world.context, { contactId, receiptKey, change: { kind: 'erase' } });
    await expect(checkIn(world.context, body)).rejects.toThrow(code('CHECK_IN_CONFLICT'));
    await withdrawCode(world.context, venue.venue.venueId, 1);
    await expect(checkIn(world.context, body)).rejects.toThrow(code('CHECK_IN_CONFLICT'));
    expect(await stored(world, body)).toBeUndefined();
  });

  it('takes only locations that were issued, are not withdrawn, and were valid at arrival', async () => {
    const { world, venue, location } = await openVenue();
    const unknown = { locationId: new Uint8Array(32) };
    await expect(visit(world, unknown)).rejects.toThrow(code('LOCATION_UNKNOWN'));
    const notBefore = TEN + HOUR;
    const next = await rotateCode(world.context, venue.venue.venueId, { notBefore });
    const [newer = location] = next.locations;
    const expired = code('LOCATION_EXPIRED');
    await expect(visit(world, newer)).rejects.toThrow(expired);
    await visit(world, newer, { arrivedAt: notBefore });
    await visit(world, location);
    world.at(TEN + 335 * DAY);
    await dropExpired(world.context);
    const last = { arrivedAt: world.now() - MINUTE, departedAt: null };
    await visit(world, location, last);
    await expect(visit(world, location, { ...last, arrivedAt: world.now() })).rejects.toThrow(
      expired,
    );
    await withdrawCode(world.context, venue.venue.venueId, 1);
    await expect(visit(world, location, last)).rejects.toThrow(code('LOCATION_WITHDRAWN'));
  });

  it.each([
    ['too far ahead', { arrivedAt: TEN + 2 * HOUR + MINUTE }],
    ['too old', { arrivedAt: TEN - 14 * DAY - MINUTE }],
    ['not a whole minute', { arrivedAt: TEN + 1 }],
    ['a departure before arrival', { departedAt: TEN - MINUTE }],
    ['a departure after the longest stay', { departedAt: TEN + 12 * HOUR + MINUTE }],
  ])('refuses times: %s', async (_, changes) => {
    const { world, location } = await openVenue();
    await expect(visit(world, location, changes)).rejects.toThrow(code('CHECK_IN_TIME'));
  });

  it.each([
    ['a short id', { contactId: new Uint8Array(15) }, 'BYTES_LENGTH'],
    ['a short card', { card: new Uint8Array(568) }, 'BYTES_LENGTH'],
    ['a short hash', { receiptHash: new Uint8Array(31) }, 'BYTES_LENGTH'],
    ['nobody', { partySize: 0 }, 'NUMBER_RANGE'],
    ['a crowd', { partySize: 256 }, 'NUMBER_RANGE'],
    ['a long display', { display: 'A'.repeat(256) }, 'TEXT_LENGTH'],
  ])('refuses %s', async (_, changes, expected) => {
    const { world, location } = await openVenue();
    await expect(visit(world, location, changes)).rejects.toThrow(code(expected));
  });

  it('marks what is late, at the edge of 24 hours', async () => {
    const { world, location } = await openVenue();
    const arrivedAt = TEN - DAY;
    expect((await visit(world, location, { arrivedAt, departedAt: null })).receipt.late).toBe(
      false,
    );
    const earlier = { arrivedAt: arrivedAt - MINUTE, departedAt: null };
    expect((await visit(world, location, earlier)).receipt.late).toBe(true);
  });

  it('marks without a fresh code of the display, and stores it all the same', async () => {
    const { world, venue, location } = await openVenue({ rotatingDisplay: true });
    const secret = venue.venue.displaySecret as Uint8Array;
    const display = displayCode(secret, location.locationId, TEN + 30);
    expect((await visit(world, location, { display })).receipt.unconfirmed).toBe(false);
    const without = await visit(world, location);
    expect(without.receipt.unconfirmed).toBe(true);
    expect(await stored(world, without)).toMatchObject({ unconfirmed: true });
  });

  it('a flood is marked and not refused, and others are not', async () => {
    const world = await makeWorld({
      settings: { limits: { venuePerHour: 100, networkPrefixPerHour: 20 } },
    });
    const location = onlyLocation(await makeVenue(world));
    const flood = await Promise.all(Array.from({ length: 50 }, () => visit(world, location)));
    const marked = flood.filter(({ receipt }) => receipt.unconfirmed);
    expect(marked).toHaveLength(30);
    const honest = await visit(world, location, { networkPrefix: '198.51.100.0/24' });
    expect(honest.receipt.unconfirmed).toBe(false);
    world.at(TEN + 2 * HOUR);
    const later = await visit(world, location);
    expect(later.receipt.unconfirmed).toBe(false);
  });

  it('takes a thousand at once, each once', async () => {
    const { world, location } = await openVenue();
    const planned = Array.from({ length: 1000 }, () => planVisit(world, location));
    const twice = [...planned, ...planned].map(({ body }) => checkIn(world.context, body));
    await Promise.all(twice);
    const found = await world.context.checkIns.find(planned.map(({ contactId }) => contactId));
    expect(found).toHaveLength(1000);
  });
});

describe('changeCheckIn', () => {
  const sent = async (changes: Parameters<typeof visit>[2] = {}) => {
    const { world, location } = await openVenue();
    const made = await visit(world, location, changes);
    const change = (change: Parameters<typeof changeCheckIn>[1]['change']) =>
      changeCheckIn(world.context, { ...made, change });
    return { world, made, change };
  };

  it('checks out, corrects, erases', async () => {
    const { world, made, change } = await sent({ departedAt: null });
    await change({ kind: 'depart', departedAt: TEN + 2 * HOUR });
    await change({ kind: 'arrive', arrivedAt: TEN - HOUR });
    expect(await stored(world, made)).toMatchObject({
      arrivedAt: TEN - HOUR,
      departedAt: TEN + 2 * HOUR,
    });
    await change({ kind: 'erase' });
    expect(await stored(world, made)).toBeUndefined();
  });

  it.each([
    ['a departure before arrival', { kind: 'depart', departedAt: TEN - MINUTE }],
    ['a departure after the longest stay', { kind: 'depart', departedAt: TEN + 13 * HOUR }],
    ['a departure off the minute', { kind: 'depart', departedAt: TEN + 61 }],
    ['an arrival after the departure', { kind: 'arrive', arrivedAt: TEN + HOUR + MINUTE }],
    ['an arrival on the day before', { kind: 'arrive', arrivedAt: TEN - 10 * HOUR - MINUTE }],
    ['an arrival off the minute', { kind: 'arrive', arrivedAt: TEN - 30 }],
  ] as const)('refuses %s', async (_, change) => {
    const { world, made, change: ask } = await sent();
    await expect(ask(change)).rejects.toThrow(code('CHECK_IN_TIME'));
    expect(await stored(world, made)).toMatchObject({ arrivedAt: TEN, departedAt: TEN + HOUR });
  });

  it('refuses an arrival that makes the stay too long', async () => {
    const { change } = await sent({ departedAt: TEN + 12 * HOUR });
    await expect(change({ kind: 'arrive', arrivedAt: TEN - MINUTE })).rejects.toThrow(
      code('CHECK_IN_TIME'),
    );
  });

  it('gives one answer for an unknown id, a wrong key, and an erased id', async () => {
    const { world, made, change } = await sent();
    const ask = async (changes: object): Promise<string> => {
      const input = { ...made, change: { kind: 'depart', departedAt: 5 } as const, ...changes };
      const error = await changeCheckIn(world.context, input).catch((refusal) => refusal);
      return `${error.code} ${error.message}`;
    };
    const wrongKey = await ask({ receiptKey: new Uint8Array(16) });
    const unknownId = await ask({ contactId: new Uint8Array(16) });
    await change({ kind: 'erase' });
    const erased = await ask({});
    expect(wrongKey).toMatch(/^CHANGE_REFUSED /);
    expect(new Set([wrongKey, unknownId, erased]).size).toBe(1);
  });

  it('leaves the marks as they are', async () => {
    const { world, made, change } = await sent();
    world.at(TEN + 30 * HOUR);
    await change({ kind: 'depart', departedAt: TEN + 2 * HOUR });
    expect(await stored(world, made)).toMatchObject({ late: false, receivedHour: TEN / HOUR });
  });
});
