/**
 * What every {@link VenueStore} does.
 *
 * @module
 */
import { compareBytes } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import type { Location, VenueStore } from '../ports/index.ts';
import { atOnce, codeOf, DAY, NOON, named, venueOf } from './fixtures.ts';

type Make = () => Promise<VenueStore>;

/** Runs every case of the contract on the store that `make` gives, which must be empty. */
export function testVenueStore(make: Make): void {
  describe('VenueStore', () => {
    testVenues(make);
    testManyVenues(make);
    testCodes(make);
    testLocations(make);
    testWithdrawing(make);
  });
}

const openingHours = {
  timeZone: 'Asia/Ho_Chi_Minh',
  days: [
    [
      [480, 720],
      [780, 1560],
    ],
    [],
    [],
    [],
    [],
    [[0, 1440]],
    [],
  ],
} as const;

const locationOf = (name: string, zone = ''): Location => ({
  locationId: named(`location ${name}`, 32),
  zone,
  text: `https://waypost.example/v#${name}`,
});

function testVenues(make: Make): void {
  describe('venues', () => {
    it.each([
      ['plain', venueOf(1)],
      ['with everything', venueOf(2, { openingHours, displaySecret: named('display', 32) })],
      ['with empty texts', venueOf(3, { address: '', zones: [''] })],
    ])('are stored as they were given: %s', async (_, venue) => {
      const store = await make();
      expect(await store.insertVenue(venue)).toBe(true);
      expect(await store.findVenue(venue.venueId)).toEqual(venue);
    });
    it('are inserted once', async () => {
      const store = await make();
      const tries = await atOnce(6, (i) => store.insertVenue(venueOf(1, { name: `Try ${i}` })));
      expect(tries.filter(Boolean)).toHaveLength(1);
      const stored = await store.findVenue(venueOf(1).venueId);
      expect(stored?.name).toBe(`Try ${tries.indexOf(true)}`);
    });
    it('that are not there are null', async () => {
      const store = await make();
      expect(await store.findVenue(named('unknown', 16))).toBeNull();
      expect(await store.updateVenue(named('unknown', 16), { name: 'New' })).toBeNull();
    });
    it('change in what is given, and in nothing else', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      await store.insertVenue(venueOf(2));
      const changes = { name: 'New', zones: ['X'], openingHours, displaySecret: named('d', 32) };
      const changed = { ...venueOf(1), ...changes };
      expect(await store.updateVenue(venueOf(1).venueId, changes)).toEqual(changed);
      expect(await store.findVenue(venueOf(1).venueId)).toEqual(changed);
      expect(await store.findVenue(venueOf(2).venueId)).toEqual(venueOf(2));
    });
    it('change back to null, and not at all', async () => {
      const store = await make();
      const venue = venueOf(1, { openingHours, displaySecret: named('display', 32) });
      await store.insertVenue(venue);
      expect(await store.updateVenue(venue.venueId, {})).toEqual(venue);
      const nothing = { openingHours: null, displaySecret: null };
      expect(await store.updateVenue(venue.venueId, nothing)).toEqual({ ...venue, ...nothing });
    });
  });
}

function testManyVenues(make: Make): void {
  const entryOf = (n: number) => ({
    venue: venueOf(n),
    code: codeOf(n, 1),
    locations: [locationOf(`${n} b`, 'B'), locationOf(`${n} a`, 'A')],
  });
  const listAll = (store: VenueStore) => store.listVenues({ after: null, limit: 5000 });

  describe('many venues', () => {
    it('are inserted with their codes, and listed by id in pages', async () => {
      const store = await make();
      const entries = Array.from({ length: 1201 }, (_, n) => entryOf(n));
      expect(await store.insertVenues(entries)).toBe(true);
      const sorted = entries
        .map(({ venue }) => venue)
        .sort((a, b) => compareBytes(a.venueId, b.venueId));
      const first = await store.listVenues({ after: null, limit: 1200 });
      expect(first).toEqual(sorted.slice(0, 1200));
      const after = first.at(-1)!.venueId;
      expect(await store.listVenues({ after, limit: 1200 })).toEqual(sorted.slice(1200));
      const { venueId } = venueOf(1200);
      expect(await store.listCodes(venueId)).toEqual([codeOf(1200, 1)]);
      expect((await store.listLocations(venueId, 1)).map(({ zone }) => zone)).toEqual(['A', 'B']);
    });
    it.each([
      ['one of them is there already', [entryOf(2), entryOf(1)]],
      ['one of them stands there twice', [entryOf(2), entryOf(3), entryOf(3)]],
    ])('are not inserted at all when %s', async (_, entries) => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      expect(await store.insertVenues(entries)).toBe(false);
      expect(await listAll(store)).toEqual([venueOf(1)]);
      expect(await store.listCodes(venueOf(2).venueId)).toEqual([]);
    });
    it('are inserted by one of those who try at once', async () => {
      const store = await make();
      const tries = await atOnce(4, (i) => store.insertVenues([entryOf(10 + i), entryOf(1)]));
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await listAll(store)).toHaveLength(2);
    });
    it('may be none', async () => {
      const store = await make();
      expect(await store.insertVenues([])).toBe(true);
      expect(await listAll(store)).toEqual([]);
    });
  });
}

function testCodes(make: Make): void {
  describe('codes', () => {
    it('are listed by version, for one venue', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      await store.insertVenue(venueOf(2));
      for (const version of [10, 2, 1])
        expect(await store.insertCode(codeOf(1, version), [locationOf(`${version}`)])).toBe(true);
      await store.insertCode(codeOf(2, 3), [locationOf('2 3')]);
      const expected = [codeOf(1, 1), codeOf(1, 2), codeOf(1, 10)];
      expect(await store.listCodes(venueOf(1).venueId)).toEqual(expected);
      expect(await store.listCodes(named('unknown', 16))).toEqual([]);
    });
    it('are inserted once a version, with their locations or not at all', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      const tries = await atOnce(6, (i) =>
        store.insertCode(codeOf(1, 1, { seed: named(`seed ${i}`, 16) }), [
          locationOf(`try ${i} A`, 'A'),
          locationOf(`try ${i} B`, 'B'),
        ]),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      const winner = tries.indexOf(true);
      const [code] = await store.listCodes(venueOf(1).venueId);
      expect(code?.seed).toEqual(named(`seed ${winner}`, 16));
      const locations = await store.listLocations(venueOf(1).venueId, 1);
      expect(locations).toEqual([
        locationOf(`try ${winner} A`, 'A'),
        locationOf(`try ${winner} B`, 'B'),
      ]);
      const loser = locationOf(`try ${winner === 0 ? 1 : 0} A`).locationId;
      expect(await store.findLocation(loser)).toBeNull();
    });
  });
}

function testLocations(make: Make): void {
  describe('locations', () => {
    it('are listed by zone, by code point', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      const zones = ['', '10', '9', 'A', 'B', 'a', 'Ầ', '店'];
      const locations = [...zones].reverse().map((zone) => locationOf(zone, zone));
      await store.insertCode(codeOf(1, 1), locations);
      const listed = await store.listLocations(venueOf(1).venueId, 1);
      expect(listed).toEqual([...locations].reverse());
      expect(await store.listLocations(venueOf(1).venueId, 2)).toEqual([]);
    });
    it('are found with their code and venue', async () => {
      const store = await make();
      for (const n of [1, 2]) {
        await store.insertVenue(venueOf(n));
        for (const version of [1, 2])
          await store.insertCode(codeOf(n, version), [
            locationOf(`${n} ${version}`, 'A'),
            locationOf(`${n} ${version} B`, 'B'),
          ]);
      }
      const { locationId } = locationOf('2 1 B');
      const expected = { locationId, zone: 'B', code: codeOf(2, 1), venue: venueOf(2) };
      expect(await store.findLocation(locationId)).toEqual(expected);
      expect(await store.findLocation(named('unknown', 32))).toBeNull();
    });
    it('are found with code and venue as they are now', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      await store.insertCode(codeOf(1, 1), [locationOf('1')]);
      await store.updateVenue(venueOf(1).venueId, { name: 'New' });
      await store.withdrawCode(venueOf(1).venueId, 1, NOON + 5);
      const found = await store.findLocation(locationOf('1').locationId);
      expect(found?.venue.name).toBe('New');
      expect(found?.code.withdrawnAt).toBe(NOON + 5);
    });
  });
}

function testWithdrawing(make: Make): void {
  describe('withdrawing', () => {
    it('happens once', async () => {
      const store = await make();
      await store.insertVenue(venueOf(1));
      await store.insertCode(codeOf(1, 1), [locationOf('1')]);
      await store.insertCode(codeOf(1, 2), [locationOf('2')]);
      const { venueId } = venueOf(1);
      const tries = await atOnce(4, (i) => store.withdrawCode(venueId, 1, NOON + i));
      expect(tries.filter(Boolean)).toHaveLength(1);
      const withdrawnAt = NOON + tries.indexOf(true);
      expect(await store.listCodes(venueId)).toEqual([codeOf(1, 1, { withdrawnAt }), codeOf(1, 2)]);
      expect(await store.withdrawCode(venueId, 3, NOON)).toBe(false);
      expect(await store.withdrawCode(named('unknown', 16), 1, NOON)).toBe(false);
    });
    it('is listed until the code expires, by venue id, then version', async () => {
      const store = await make();
      const expires = NOON + DAY;
      for (const n of [1, 2, 3]) {
        await store.insertVenue(venueOf(n));
        for (const version of [1, 2, 3])
          await store.insertCode(codeOf(n, version, { expires: expires + version }), [
            locationOf(`${n} ${version}`),
          ]);
        for (const version of [3, 1])
          await store.withdrawCode(venueOf(n).venueId, version, NOON + version);
      }
      const withdrawn = [1, 2, 3]
        .sort((a, b) => compareBytes(venueOf(a).venueId, venueOf(b).venueId))
        .flatMap((n) =>
          [1, 3].map((version) =>
            codeOf(n, version, { expires: expires + version, withdrawnAt: NOON + version }),
          ),
        );
      expect(await store.listWithdrawn(expires)).toEqual(withdrawn);
      const stillValid = withdrawn.filter(({ codeVersion }) => codeVersion === 3);
      expect(await store.listWithdrawn(expires + 1)).toEqual(stillValid);
      expect(await store.listWithdrawn(expires + 3)).toEqual([]);
    });
  });
}
