/**
 * Ratios that a change may not lose unnoticed: ours and a peer side by side in one process. The bounds are
 * far below what `npm run bench` measures, and no time on the wall is compared with a number.
 */
import { buildBinaryFuse } from '@waypost/core/filters';
import { buildXorFilter } from '@waypost/core/filters/bloom-filters';
import { createProximityMatcher } from '@waypost/kernel/proximity';
import { VenueIndex } from '@waypost/kernel/venue';
import { codeSvg } from '@waypost/poster';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { makeWorld, TOLERANCE_INTERVALS } from '../lib/proximity-data.ts';
import { noble } from '../lib/proximity-peers.ts';
import { seededBytes } from '../lib/random.ts';
import { makeContents, makeKey, signerOfPeer, signOurs } from '../lib/signed-codes.ts';
import { bestRatio } from './best-ratio.ts';
import { columnsOf, StaysByVenue, staysOncePerVenue } from './stays-by-venue.ts';

describe('ours is faster than its peers by far', () => {
  it('signs and draws codes at twice the rate of jose and qrcode', async () => {
    const contents = makeContents(40);
    const key = makeKey();
    const sign = await signerOfPeer(key);
    const ratio = await bestRatio(2, {
      ours: async () => {
        for (const content of contents) codeSvg(await signOurs(content, key));
      },
      peer: async () => {
        for (const content of contents)
          await QRCode.toString(await sign(content), { type: 'svg', errorCorrectionLevel: 'M' });
      },
    });
    expect(ratio).toBeGreaterThanOrEqual(2);
  });

  it('asks a binary fuse filter at 50 times the rate of an xor filter of bloom-filters', async () => {
    const bytes = seededBytes(1);
    const members = Array.from({ length: 1000 }, () => bytes(16));
    const asked = [...members, ...Array.from({ length: 1000 }, () => bytes(16))];
    const fuse = buildBinaryFuse(members, { fingerprintBits: 8, randomBytes: bytes });
    const xor = buildXorFilter(members, 8);
    const ratio = await bestRatio(50, {
      ours: () => asked.filter((item) => fuse.has(item)),
      peer: () => asked.filter((item) => xor.has(item)),
    });
    expect(ratio).toBeGreaterThanOrEqual(50);
  });

  it('looks for proximity keys at three times the rate of @noble', async () => {
    const { batch, heard } = makeWorld({ keys: 1000, heard: 1000 });
    const matcher = await createProximityMatcher(heard, {
      toleranceIntervals: TOLERANCE_INTERVALS,
    });
    const matchByNoble = noble(heard);
    expect(matcher.match(batch).keys.length).toBe(matchByNoble(batch).length);
    const ratio = await bestRatio(3, {
      ours: () => matcher.match(batch),
      peer: () => matchByNoble(batch),
    });
    expect(ratio).toBeGreaterThanOrEqual(3);
  });

  it('finds contacts at a venue at ten times the rate of objects in a map', async () => {
    const stays = staysOncePerVenue(100_000);
    const index = VenueIndex.build(columnsOf(stays));
    const peer = new StaysByVenue(stays);
    const persons = Array.from({ length: 20 }, (_, person) => person);
    const ours = (): number => {
      let seconds = 0;
      index.forEachContacts(persons, (_, contacts) => {
        for (const one of contacts.seconds) seconds += one;
      });
      return seconds;
    };
    expect(ours()).toBe(peer.secondsWith(persons));
    const ratio = await bestRatio(10, { ours, peer: () => peer.secondsWith(persons) });
    expect(ratio).toBeGreaterThanOrEqual(10);
  });
});
