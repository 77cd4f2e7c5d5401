import { codeKeys } from '@waypost/core/keys-and-lists';
import { verifyCompactVenueCode } from '@waypost/core/waypost-compact';
import {
  allPosterContents,
  EXPIRY_WARNING_SECONDS,
  expiresSoon,
  getVenue,
  importVenues,
  posterContents,
  updateVenue,
  withdrawCode,
} from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import { ISSUER, keyListOf, makeVenue, makeWorld, type World } from '../support/world.ts';

const registration = (name: string, zones = ['']) => ({ name, address: '', kind: 0, zones });
const code = (expected: string) => expect.objectContaining({ code: expected });

const venuesOf = (world: World) => world.context.venues.listVenues({ after: null, limit: 1000 });

describe('importVenues', () => {
  it('registers every venue, in their order', async () => {
    const world = await makeWorld();
    const list = [registration('A', ['x', 'y']), registration('B')];
    const registered = await importVenues(world.context, list);
    expect(registered.map(({ venue }) => venue.name)).toEqual(['A', 'B']);
    for (const { venue, code: first, locations } of registered)
      expect(await getVenue(world.context, venue.venueId)).toEqual({
        venue,
        codes: [first],
        locations,
      });
  });

  it.each([
    ['a zone twice', registration('B', ['x', 'x'])],
    ['a text that no code can carry', registration('')],
  ])('registers none where one has %s, and names its place', async (_what, bad) => {
    const world = await makeWorld();
    const importing = importVenues(world.context, [registration('A'), bad]);
    await expect(importing).rejects.toMatchObject({
      code: 'VENUE_INVALID',
      message: expect.stringMatching(/^number 2 of the list: /),
    });
    expect(await venuesOf(world)).toEqual([]);
  });
});

describe('posterContents', () => {
  it('says the same each time, and a compact code that phones verify', async () => {
    const world = await makeWorld();
    const { venue, locations } = await makeVenue(world, { zones: ['B', 'A'] });
    const posters = await posterContents(world.context, venue.venueId);
    expect(posters.map(({ zone }) => zone)).toEqual(['A', 'B']);
    expect(posters.map(({ codeText }) => codeText)).toEqual(locations.map(({ text }) => text));
    expect(await posterContents(world.context, venue.venueId)).toEqual(posters);
    const keys = codeKeys(await keyListOf(world));
    const trust = { issuer: ISSUER, keys };
    const claims = await verifyCompactVenueCode(posters[0]!.compactText, trust, world.now());
    expect(claims).toMatchObject({
      name: venue.name,
      zone: 'A',
      locationId: locations[0]!.locationId,
    });
  });

  it('says what its version said, and takes the newest that counts', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    const [before] = await posterContents(world.context, venue.venueId);
    await updateVenue(world.context, venue.venueId, { name: 'New' });
    expect(await posterContents(world.context, venue.venueId, { version: 1 })).toEqual([before]);
    const [after] = await posterContents(world.context, venue.venueId);
    expect(after).toMatchObject({ name: 'New', codeVersion: 2 });
    await withdrawCode(world.context, venue.venueId, 2);
    expect(await posterContents(world.context, venue.venueId)).toEqual([before]);
  });

  it('refuses what is not there', async () => {
    const world = await makeWorld();
    const { venue } = await makeVenue(world);
    const of = (wanted: object, id = venue.venueId) => posterContents(world.context, id, wanted);
    await expect(of({ zone: 'Bar' })).rejects.toEqual(code('VENUE_CODE_UNKNOWN'));
    await expect(of({ version: 9 })).rejects.toEqual(code('VENUE_CODE_UNKNOWN'));
    await expect(of({}, new Uint8Array(16))).rejects.toEqual(code('VENUE_UNKNOWN'));
  });

  it('of all venues come one venue after the other, also beyond a page', async () => {
    const world = await makeWorld();
    const list = Array.from({ length: 201 }, (_, i) => registration(`Venue ${i}`));
    await importVenues(world.context, list);
    const names: string[] = [];
    for await (const [poster] of allPosterContents(world.context)) names.push(poster!.name);
    expect(names.toSorted()).toEqual(list.map(({ name }) => name).toSorted());
  });
});

it.each([
  ['a second before', EXPIRY_WARNING_SECONDS + 1, null, false],
  ['30 days before the end', EXPIRY_WARNING_SECONDS, null, true],
  ['after the end', -1, null, true],
  ['of a withdrawn version', 1, 5, false],
])('expiresSoon: %s', (_what, left, withdrawnAt, expected) => {
  expect(expiresSoon({ expires: 10_000_000 + left, withdrawnAt }, 10_000_000)).toBe(expected);
});
