import { codeKeys } from '@waypost/core/keys-and-lists';
import { verifyVenueCode } from '@waypost/core/venue-code';
import {
  authenticateVenue,
  getVenue,
  registerVenue,
  rotateCode,
  updateVenue,
  withdrawCode,
} from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  ISSUER,
  keyListOf,
  makeVenue,
  makeWorld,
  onlyLocation,
  readWithdrawn,
  TEN,
  type World,
} from '../support/world.ts';

const verify = async (world: World, text: string, now = world.now()) =>
  verifyVenueCode(text, { issuer: ISSUER, keys: codeKeys(await keyListOf(world)) }, now);

const unknown = new Uint8Array(16);
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('registerVenue', () => {
  it('gives codes that a phone verifies, one a zone, and stores them', async () => {
    const world = await makeWorld();
    const registered = await makeVenue(world, { zones: ['B', '', 'A'], rotatingDisplay: true });
    expect(registered.locations.map(({ zone }) => zone)).toEqual(['', 'A', 'B']);
    for (const location of registered.locations) {
      const claims = await verify(world, location.text);
      expect(claims).toMatchObject({
        venueId: registered.venue.venueId,
        codeVersion: 1,
        name: 'Quán cà phê',
        address: '12 Lê Lợi, Huế',
        kind: 3,
        zone: location.zone,
        locationId: location.locationId,
        notBefore: TEN,
        expires: TEN + 365 * DAY,
      });
    }
    expect(registered.venue.displaySecret).toHaveLength(32);
    const { venue, codes, locations } = await getVenue(world.context, registered.venue.venueId);
    expect(venue).toEqual(registered.venue);
    expect(codes).toEqual([registered.code]);
    expect(locations).toEqual(registered.locations);
  });

  it('gives a key that opens this venue, and no other', async () => {
    const world = await makeWorld();
    const [a, b] = [await makeVenue(world), await makeVenue(world)];
    const { venueId } = a.venue;
    expect(await authenticateVenue(world.context, venueId, a.ownerKey)).toEqual(a.venue);
    const refused = code('UNAUTHENTICATED');
    await expect(authenticateVenue(world.context, venueId, b.ownerKey)).rejects.toThrow(refused);
    await expect(authenticateVenue(world.context, unknown, a.ownerKey)).rejects.toThrow(refused);
    await expect(authenticateVenue(world.context, venueId, '')).rejects.toThrow(refused);
    expect(JSON.stringify(a.venue)).not.toContain(a.ownerKey);
  });

  it('counts from the minute in which it was issued', async () => {
    const world = await makeWorld();
    world.at(TEN + 59);
    expect((await makeVenue(world)).code.notBefore).toBe(TEN);
  });

  it.each([
    ['no name', { name: '' }],
    ['a name that is too long', { name: 'ờ'.repeat(34) }],
    ['a name that turns the text around', { name: 'a\u202eb' }],
    ['a control character in a zone', { zones: ['a\nb'] }],
    ['a zone that is too long', { zones: ['x'.repeat(41)] }],
    ['a kind that is no byte', { kind: 256 }],
    ['no zone', { zones: [] }],
    ['a stay of a week', { longestStaySeconds: 7 * DAY }],
  ])('refuses %s, and stores nothing', async (_, changes) => {
    const world = await makeWorld();
    await expect(makeVenue(world, changes)).rejects.toThrow(code('VENUE_INVALID'));
    const { venue } = await makeVenue(world);
    expect(venue.name).toBe('Quán cà phê');
  });

  it('takes what is left out as it is usual', async () => {
    const world = await makeWorld();
    const plain = { name: 'A', address: '', kind: 0, zones: [''] };
    const { venue } = await registerVenue(world.context, plain);
    expect(venue).toMatchObject({
      longestStaySeconds: 43_200,
      openingHours: null,
      displaySecret: null,
      createdAt: TEN,
    });
  });
});

describe('updateVenue', () => {
  it('issues a new version where the printed text changes; the old one stays valid', async () => {
    const world = await makeWorld();
    const first = await makeVenue(world);
    const { venueId } = first.venue;
    world.at(TEN + DAY);
    const { venue, code: issued } = await updateVenue(world.context, venueId, { name: 'New' });
    expect(venue).toEqual({ ...first.venue, name: 'New' });
    expect(issued).toMatchObject({ codeVersion: 2, notBefore: TEN + DAY });
    const { codes, locations } = await getVenue(world.context, venueId);
    expect(codes.map(({ codeVersion, withdrawnAt }) => [codeVersion, withdrawnAt])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect((await verify(world, locations[0]?.text ?? '')).name).toBe('New');
    expect((await verify(world, onlyLocation(first).text)).name).toBe('Quán cà phê');
  });
  it('issues nothing where it does not', async () => {
    const world = await makeWorld();
    const { venue, code: first } = await makeVenue(world);
    const changes = { longestStaySeconds: 3600, name: undefined, rotatingDisplay: false };
    const updated = await updateVenue(world.context, venue.venueId, changes);
    expect(updated).toEqual({ venue: { ...venue, longestStaySeconds: 3600 }, code: null });
    expect((await getVenue(world.context, venue.venueId)).codes).toEqual([first]);
  });
  it('gives a display its secret once, and takes it away', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    const change = async (rotatingDisplay: boolean) =>
      (await updateVenue(world.context, venue.venueId, { rotatingDisplay })).venue.displaySecret;
    const secret = await change(true);
    expect(secret).toHaveLength(32);
    expect(await change(true)).toEqual(secret);
    expect(await change(false)).toBeNull();
    expect(await change(true)).not.toEqual(secret);
  });
  it('refuses what registering refuses, and an unknown venue', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    for (const changes of [{ zones: [] }, { name: '' }, { longestStaySeconds: 1 }])
      await expect(updateVenue(world.context, venue.venueId, changes)).rejects.toThrow(
        code('VENUE_INVALID'),
      );
    expect((await getVenue(world.context, venue.venueId)).venue).toEqual(venue);
    await expect(updateVenue(world.context, unknown, {})).rejects.toThrow(code('VENUE_UNKNOWN'));
  });
});

describe('rotateCode', () => {
  it('issues the next version, also for later', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world, { zones: ['', 'A'] });
    const notBefore = TEN + 30 * DAY;
    const next = await rotateCode(world.context, venue.venueId, { notBefore });
    expect(next.code).toMatchObject({ codeVersion: 2, notBefore, expires: notBefore + 365 * DAY });
    expect(next.locations).toHaveLength(2);
    const [{ text } = { text: '' }] = next.locations;
    await expect(verify(world, text)).rejects.toThrow(code('VENUE_CODE_NOT_YET_VALID'));
    expect((await verify(world, text, notBefore)).codeVersion).toBe(2);
  });
  it('gives every caller a version of its own', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    const issued = await Promise.all(
      Array.from({ length: 5 }, () => rotateCode(world.context, venue.venueId)),
    );
    const versions = issued.map(({ code: { codeVersion } }) => codeVersion);
    expect(versions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6]);
  });
  it('refuses an unknown venue, and a time that is none', async () => {
    const world = await makeWorld();
    await expect(rotateCode(world.context, unknown)).rejects.toThrow(code('VENUE_UNKNOWN'));
    const { venue } = await makeVenue(world);
    await expect(rotateCode(world.context, venue.venueId, { notBefore: -1 })).rejects.toThrow(
      code('TIME_RANGE'),
    );
  });
});

describe('withdrawCode', () => {
  it('is what every phone reads', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    const before = await readWithdrawn(world);
    await rotateCode(world.context, venue.venueId);
    await withdrawCode(world.context, venue.venueId, 1);
    const { list, state } = await readWithdrawn(world, before.state);
    expect(state.seq).toBe(before.state.seq + 1);
    expect(list.isWithdrawn(venue.venueId, 1)).toBe(true);
    expect(list.isWithdrawn(venue.venueId, 2)).toBe(false);
  });
  it('again changes nothing; an unknown version is refused', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    await withdrawCode(world.context, venue.venueId, 1);
    const { state } = await readWithdrawn(world);
    world.at(TEN + 60);
    await withdrawCode(world.context, venue.venueId, 1);
    expect((await readWithdrawn(world)).state).toEqual(state);
    for (const [venueId, version] of [
      [venue.venueId, 2],
      [unknown, 1],
    ] as const)
      await expect(withdrawCode(world.context, venueId, version)).rejects.toThrow(
        code('VENUE_CODE_UNKNOWN'),
      );
  });
});

it('an unknown venue is said to be one', async () => {
  const world = await makeWorld();
  await expect(getVenue(world.context, unknown)).rejects.toThrow(code('VENUE_UNKNOWN'));
});
