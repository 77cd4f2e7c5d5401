import { deriveContactId } from '@waypost/core/contact-id';
import type { BundleEntry } from '@waypost/core/exposure-notice';
import {
  checkInTable,
  type MatchingRule,
  matchingRule,
  matchPresence,
  type NearZones,
} from '@waypost/core/matching';
import { fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import vectors from '../../../core/test/vectors/matching-scenarios.json' with { type: 'json' };
import { type TestDevice, testDevice } from '../support/device.ts';
import { TestServer } from '../support/server.ts';
import { DAY, MINUTE, NOW, testTime } from '../support/surroundings.ts';

/** One stay of one person, as the scenarios tell it. Unix seconds. */
interface Stay {
  readonly person: string;
  readonly venue: string;
  readonly zone: string;
  readonly arrived: number;
  readonly departed: number | null;
}

type Scenario = (typeof vectors.scenarios)[number];

const MIDNIGHT = NOW - (NOW % DAY);
/** The scenarios happen on 2021-06-01; here they happen today. */
const today = (iso: string): number => Date.parse(iso) / 1000 - 1_622_505_600 + MIDNIGHT;
const CODE = 'K7MX-2QPA-WZ3T';
const INDEX_PERSON = 'X';

const ruleOf = ({ rule }: Scenario): MatchingRule =>
  matchingRule({
    mode: rule.mode === 'cumulative24h' ? 'cumulative-24h' : 'single',
    minOverlapSeconds: rule.min_overlap_s,
    lingerSeconds: rule.linger_s,
    toleranceSeconds: rule.tolerance_s,
    maxStaySeconds: rule.auto_checkout_s,
  });

/** The persons whose devices raise an alert, after all of them lived through the stays. */
async function warned(stays: readonly Stay[], rule: MatchingRule) {
  const world = await World.make(stays);
  await world.live();
  const name = rule.mode === 'single' ? 'who-15min' : 'cdc-cumulative-24h';
  await world.server.publish(await world.exposures(rule), name);
  const persons: string[] = [];
  for (const [person, device] of world.devices) {
    device.time.now = MIDNIGHT + 40 * 3600;
    const { alerts, unread } = await device.checkNotices();
    expect(unread).toEqual([]);
    if (alerts.length > 0) persons.push(person);
  }
  return persons.sort();
}

/** A server with venues, and a device for everybody. */
class World {
  readonly devices = new Map<string, TestDevice>();
  readonly #texts = new Map<string, string>();
  readonly #venues = new Map<string, string>();

  readonly server: TestServer;
  readonly stays: readonly Stay[];

  private constructor(server: TestServer, stays: readonly Stay[]) {
    this.server = server;
    this.stays = stays;
  }

  static async make(stays: readonly Stay[]): Promise<World> {
    const world = new World(await TestServer.start(), stays);
    for (const venue of new Set(stays.map((stay) => stay.venue))) {
      const zones = new Set(stays.filter((stay) => stay.venue === venue).map(({ zone }) => zone));
      for (const code of await world.server.issuer.codes(venue, [...zones])) {
        world.#texts.set(`${venue}/${code.zone}`, code.text);
        world.#venues.set(toBase64Url(code.locationId), `${venue}/${code.zone}`);
      }
    }
    for (const { person } of stays)
      if (!world.devices.has(person))
        world.devices.set(person, testDevice(world.server, { time: testTime(MIDNIGHT) }));
    return world;
  }

  /** Everybody checks in and out, as it happened; then the index person discloses everything. */
  async live(): Promise<void> {
    for (const { person, venue, zone, arrived, departed } of this.stays) {
      const device = this.devices.get(person)!;
      device.time.now = arrived;
      const { id } = await device.checkIn(this.#texts.get(`${venue}/${zone}`)!, { card: null });
      if (departed === null) continue;
      const checkOut = device.checkOut(id, { departedAt: departed, tapped: true });
      if (departed >= arrived) await checkOut;
      else await expect(checkOut).rejects.toMatchObject({ code: 'TIME_INVALID' });
    }
    for (const device of this.devices.values()) await device.outbox.run();
    const index = this.devices.get(INDEX_PERSON)!;
    this.server.codes.add(CODE);
    const visitIds = (await index.previewDisclosure()).map(({ visitId }) => visitId);
    await index.disclose({ code: CODE, visitIds });
  }

  /** What a server can say: minutes of common presence of each contact id, not of persons. */
  async exposures(rule: MatchingRule): Promise<BundleEntry[]> {
    const proofs = fromBase64Url(this.server.disclosures[0]!.proofs);
    const ids = Array.from({ length: 512 }, (_, i) =>
      toBase64Url(deriveContactId(proofs.subarray(16 * i, 16 * i + 16))),
    );
    const disclosed = new Set(ids);
    const rows = [...this.server.checkIns].map(([contactId, checkIn]) => {
      const [venue, zone] = this.#venues.get(checkIn.content.locationId)!.split('/');
      const person = disclosed.has(contactId) ? INDEX_PERSON : contactId;
      const { arrivedAt: start, departedAt: end } = checkIn;
      return { person, venue: venue!, zone: zone!, start, end };
    });
    expect(rows.filter(({ person }) => person === INDEX_PERSON).length).toBeGreaterThan(0);
    // A server that cannot add up publishes every minute.
    const published: MatchingRule =
      rule.mode === 'single' ? rule : { ...rule, mode: 'single', minOverlapSeconds: MINUTE };
    const query = { rule: published, index: [INDEX_PERSON] };
    const { index } = await matchPresence(await checkInTable(rows), query);
    return index!.flatMap(({ contacts }) =>
      contacts.map(({ person, totalSeconds }) => ({
        contactId: fromBase64Url(person),
        durationMinutes: Math.floor((totalSeconds + 30) / 60),
        severity: 1 as const,
      })),
    );
  }
}

describe('each person of a scenario is a device', () => {
  it.each(vectors.scenarios)('$id: $why', async (scenario) => {
    const stays = scenario.visits
      .map((visit) => ({
        person: visit.person,
        venue: visit.venue,
        zone: '',
        arrived: today(visit.in),
        departed: visit.out === null ? null : today(visit.out),
      }))
      .sort((a, b) => a.arrived - b.arrived);
    expect(await warned(stays, ruleOf(scenario))).toEqual(scenario.expect);
  });

  it.each(vectors.seat_scenarios)(
    'seats as zones, $id',
    async ({ seats_near, expect: expected }) => {
      const stays = vectors.seat_visits.map(({ person, venue, in_min, out_min, seat }) => ({
        person,
        venue,
        zone: String(seat),
        arrived: NOW + in_min * MINUTE,
        departed: NOW + out_min * MINUTE,
      }));
      const near = Object.fromEntries(
        Object.entries(seats_near as Record<string, Record<string, number[]>>).map(
          ([room, seats]) => [
            room,
            Object.fromEntries(
              Object.entries(seats).map(([seat, others]) => [seat, others.map(String)]),
            ),
          ],
        ),
      ) satisfies NearZones;
      expect(await warned(stays, matchingRule({ minOverlapSeconds: 1, near }))).toEqual(expected);
    },
  );

  it('are all here', () => {
    expect(vectors.scenarios).toHaveLength(15);
    expect(vectors.seat_scenarios).toHaveLength(4);
  });
});
