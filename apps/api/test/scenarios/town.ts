/**
 * A server, its officers, and people with a device each. They share a clock; all else that passes between
 * them is requests.
 */
import {
  type Alert,
  type ApiClient,
  createApiClient,
  createDevice,
  type Device,
  isClientError,
  memoryDiaryStore,
  type Wire,
} from '@waypost/client';
import { publishDue } from '@waypost/platform';
import { expect } from 'vitest';
import { countingBytes, type TestApi, testApi } from '../helpers/test-api.ts';
import { CASE, type Stay } from './stays.ts';

const HOUR = 3600;
const BASE_URL = 'https://check.example';
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** What happens to one person at one time. */
interface Happening {
  readonly at: number;
  readonly stay: Stay;
  readonly what: 'comes' | 'leaves' | 'notes it afterwards';
}

export class Town {
  /** Codes of what devices refused to note. */
  readonly refused: string[] = [];
  readonly #api: TestApi;
  readonly #client: ApiClient;
  readonly #devices = new Map<string, Device>();
  readonly #venueIds = new Map<string, string>();
  /** What hangs on the wall, by venue and zone. */
  readonly #posters = new Map<string, string>();
  readonly #visitIds = new Map<Stay, string>();

  private constructor(api: TestApi) {
    this.#api = api;
    this.#client = createApiClient(this.#transport());
  }

  /** A town where all of this will happen: its venues are registered, its people have devices. */
  static async of(stays: readonly Stay[]): Promise<Town> {
    const town = new Town(await testApi());
    for (const [venue, its] of Map.groupBy(stays, (stay) => stay.venue))
      await town.#register(venue, [...new Set(its.map(({ zone }) => zone))]);
    for (const person of new Set(stays.map((stay) => stay.person)))
      town.#devices.set(person, town.#newDevice(person));
    return town;
  }

  venueId(name: string): string {
    return this.#venueIds.get(name) ?? '';
  }

  /** Everybody scans and checks in when they come, and out when they leave. */
  async live(stays: readonly Stay[]): Promise<void> {
    for (const { at, stay, what } of happeningsOf(stays)) {
      this.#api.clock.now = at;
      const device = this.#deviceOf(stay.person);
      if (what === 'comes') this.#visitIds.set(stay, await this.#checkIn(stay, {}));
      else if (what === 'leaves')
        await device.checkOut(this.#visitIds.get(stay) ?? '', { tapped: true });
      else await this.#noteAfterwards(stay);
      await device.outbox.run();
      expect(await device.outbox.entries()).toEqual([]);
    }
    this.#api.clock.now += 4 * HOUR; // who forgot to check out has left
  }

  /** The case gets a code from an officer and discloses every visit. Returns the disclosure's id. */
  async disclose(): Promise<string> {
    const { routes } = this.#client;
    const headers = bearer(this.#api.officers.a.key);
    const issued = await routes.POST('/v1/verification-codes', { headers });
    const device = this.#deviceOf(CASE);
    const visitIds = (await device.previewDisclosure()).map(({ visitId }) => visitId);
    await device.disclose({ code: present(issued.data).code, visitIds });
    const { data } = await routes.GET('/v1/disclosures', { headers });
    return present(present(data).disclosures[0]).id;
  }

  async run(question: Wire.NewMatchingRun): Promise<Wire.MatchingRun> {
    const headers = bearer(this.#api.officers.a.key);
    const { data } = await this.#client.routes.POST('/v1/matching-runs', {
      headers,
      body: question,
    });
    return present(data);
  }

  /** One officer drafts, another approves, and it comes out at the next fixed time, not before. */
  async publish(runId: string): Promise<void> {
    const { platform, officers, clock } = this.#api;
    const { routes } = this.#client;
    await publishDue(platform); // nothing of it: the notice of this span of time is empty
    const body = { runId };
    const drafted = await routes.POST('/v1/notices', { headers: bearer(officers.a.key), body });
    const { id } = present(drafted.data);
    await routes.POST('/v1/notices/{id}/approval', {
      headers: bearer(officers.b.key),
      params: { path: { id } },
    });
    expect(await publishDue(platform)).toEqual([]);
    const { publishEverySeconds: span } = platform.settings;
    clock.now = (Math.floor(clock.now / span) + 1) * span;
    expect(await publishDue(platform)).toMatchObject([{ id, sequence: 2 }]);
  }

  /** What every device tells its person, by name of the person; those who are told nothing are not in it. */
  async verdicts(): Promise<Record<string, readonly Alert[]>> {
    const told: Record<string, readonly Alert[]> = {};
    for (const [person, device] of this.#devices) {
      const { alerts, unread } = await device.checkNotices();
      expect(unread).toEqual([]);
      if (alerts.length > 0) told[person] = alerts;
    }
    return told;
  }

  async #register(name: string, zones: string[]): Promise<void> {
    const { data } = await this.#client.routes.POST('/v1/venues', { body: { name, zones } });
    const { venue, locations } = present(data);
    this.#venueIds.set(name, venue.venueId);
    for (const { zone, text } of locations) this.#posters.set(`${name}/${zone}`, text);
  }

  async #checkIn(stay: Stay, times: { arrivedAt?: number; departedAt?: number }): Promise<string> {
    const text = this.#posters.get(`${stay.venue}/${stay.zone}`) ?? '';
    const card = { name: stay.person, phone: '+84 000 000 000' };
    const { id } = await this.#deviceOf(stay.person).checkIn(text, { ...times, card });
    return id;
  }

  async #noteAfterwards(stay: Stay): Promise<void> {
    const { arrivedAt, departedAt } = stay;
    try {
      await this.#checkIn(stay, { arrivedAt, ...(departedAt !== null && { departedAt }) });
    } catch (error) {
      if (!isClientError(error)) throw error;
      this.refused.push(error.code);
    }
  }

  #newDevice(person: string): Device {
    return createDevice({
      ...this.#transport(),
      issuer: this.#api.platform.issuer,
      rootThumbprint: this.#api.keys.rootThumbprint,
      store: memoryDiaryStore(),
      clock: () => this.#api.clock.now,
      randomBytes: countingBytes(person),
      delay: async () => {},
    });
  }

  #transport() {
    return { baseUrl: BASE_URL, fetch: async (request: Request) => this.#api.app.fetch(request) };
  }

  #deviceOf(person: string): Device {
    return present(this.#devices.get(person));
  }
}

/** What happens, in its order. A stay that ends before it begins can only be noted afterwards. */
const happeningsOf = (stays: readonly Stay[]): readonly Happening[] =>
  stays
    .flatMap((stay): Happening[] => {
      const { arrivedAt, departedAt } = stay;
      if (departedAt === null) return [{ at: arrivedAt, stay, what: 'comes' }];
      if (departedAt < arrivedAt) return [{ at: arrivedAt, stay, what: 'notes it afterwards' }];
      return [
        { at: arrivedAt, stay, what: 'comes' },
        { at: departedAt, stay, what: 'leaves' },
      ];
    })
    .sort((a, b) => a.at - b.at);

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('what the test looks for is not there');
  return value;
}
