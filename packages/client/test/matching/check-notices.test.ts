import type { Visit } from '@waypost/client';
import { EN_INTERVAL_SECONDS, toBase64Url } from '@waypost/core/primitives';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestDevice, testDevice } from '../support/device.ts';
import type { PrintedCode } from '../support/issuer.ts';
import { TestServer } from '../support/server.ts';
import { DAY, HOUR, MINUTE, NOW } from '../support/surroundings.ts';

let server: TestServer;
let place: PrintedCode;
let device: TestDevice;
let visit: Visit;

beforeEach(async () => {
  server = await TestServer.start();
  [place] = (await server.issuer.codes('Chợ Cây Đa', ['Tầng 2'])) as [PrintedCode];
  device = testDevice(server);
  visit = await device.checkIn(place.text, { card: null, departedAt: NOW + HOUR });
  await device.outbox.run();
});

const exposed = ({ contactId }: Visit, durationMinutes = 20, severity: 1 | 2 | 3 = 2) => ({
  contactId,
  durationMinutes,
  severity,
});

const check = async () => (await device.checkNotices()).alerts;
const fetched = () =>
  [...new Set(server.seen.map(({ path }) => path))].filter((path) => server.files.has(path));

describe('an alert', () => {
  it('names date and place from the own diary', async () => {
    await server.publish([exposed(visit)]);
    const alert = {
      visitId: visit.id,
      source: 'notice',
      venue: { name: 'Chợ Cây Đa', address: '12 Hàng Bông, Hà Nội', zone: 'Tầng 2' },
      arrivedAt: NOW,
      departedAt: NOW + HOUR,
      minutes: 20,
      severity: 2,
    };
    expect(await check()).toEqual([alert]);
    expect(await device.alerts()).toEqual([alert]);
  });

  it('is the most serious of all that is published', async () => {
    await server.publish([exposed(visit, 40, 1)]);
    await server.publish([exposed(visit, 20, 3)]);
    await server.publish([exposed(visit, 30, 2)]);
    expect(await check()).toMatchObject([{ severity: 3, minutes: 40 }]);
  });

  it('vanishes with its notice, and with it the notice’s warnings', async () => {
    const noted = await device.noteVisit(place.text, { departedAt: NOW + HOUR });
    const warning = { locationId: place.locationId, startIntervalNumber: NOW / 600, period: 6 };
    const gone = await server.publish([exposed(visit)], 'who-15min', [{ ...warning, severity: 1 }]);
    await server.publish([exposed(visit, 16, 1)]);
    expect((await check()).map(({ visitId }) => visitId).sort()).toEqual(
      [noted.id, visit.id].sort(),
    );
    await server.withdraw(gone);
    expect(await check()).toMatchObject([{ visitId: visit.id, severity: 1 }]);
  });

  it('goes with its visit: erased, or older than 14 days', async () => {
    await server.publish([exposed(visit)]);
    expect(await check()).toHaveLength(1);
    device.time.now = visit.arrivedAt + 14 * DAY + 1;
    expect(await device.alerts()).toEqual([]);
    device.time.now = NOW;
    await device.eraseVisit(visit.id);
    expect(await device.alerts()).toEqual([]);
    expect(JSON.stringify(await device.options.store.list('files'))).not.toContain(visit.id);
  });

  it('stays when its notice is only too old to be listed', async () => {
    await server.publish([exposed(visit)]);
    await server.publish([]);
    expect(await check()).toHaveLength(1);
    expect(await device.options.store.list('files')).toHaveLength(4);
    server.index.bundles = [];
    server.index.warnings = [];
    await server.signIndex();
    expect(await check()).toHaveLength(1);
    expect(await device.options.store.list('files')).toHaveLength(1);
  });
});

describe('what is looked for', () => {
  it('is what this device sent for its own person, of the last 14 days', async () => {
    const waiting = await device.checkIn(place.text, { card: null });
    const others = [
      await device.checkIn(place.text, { card: null, onBehalf: true }),
      await device.noteVisit(place.text),
    ];
    const sought: Uint8Array[][] = [];
    const seeking = testDevice(server, {
      store: device.options.store,
      time: device.time,
      match: async ({ kind, visits }) => {
        if (kind === 'notices') sought.push(visits.map((one) => one.sought));
        return [];
      },
    });
    await server.publish([]);
    await seeking.checkNotices();
    expect(sought.pop()).toEqual([visit.contactId]);
    await device.outbox.run();
    await server.publish([]);
    await seeking.checkNotices();
    expect(new Set(sought.pop()?.map(toBase64Url))).toEqual(
      new Set([visit, waiting].map(({ contactId }) => toBase64Url(contactId))),
    );
    expect(others.every(({ state }) => state !== 'sent')).toBe(true);
    device.time.now = NOW + 14 * DAY + 1;
    server.texts.set(
      '/.well-known/waypost-keys',
      await server.issuer.keyList({ issuedAt: device.time.now }),
    );
    await server.publish([]);
    await server.signIndex(device.time.now);
    await seeking.checkNotices();
    expect(sought.pop()).toEqual([]);
  });

  it('includes a check-in that left and was never answered', async () => {
    let isOnline = true;
    const unanswered = testDevice(server, {
      fetch: async (request) => {
        const response = await server.fetch(request);
        if (request.method === 'POST' && isOnline) throw new TypeError('network');
        return response;
      },
      delay: async () => stop.abort(),
    });
    const stop = new AbortController();
    const sent = await unanswered.checkIn(place.text, { card: null });
    await unanswered.outbox.run(stop.signal);
    isOnline = false;
    expect((await unanswered.visits())[0]?.state).toBe('sending');
    await server.publish([exposed(sent)]);
    expect((await unanswered.checkNotices()).alerts).toHaveLength(1);
  });
});

describe('files', () => {
  it('are all fetched, once each, whoever was where', async () => {
    await server.publish([exposed(visit)]);
    await server.publish([]);
    const stranger = testDevice(server);
    await stranger.checkNotices();
    expect(new Set(fetched())).toEqual(new Set(server.files.keys()));
    const before = server.seen.length;
    await stranger.checkNotices();
    expect(server.seen.slice(before).map(({ path }) => path)).toEqual(['/v1/notices']);
    await server.publish([]);
    await stranger.checkNotices();
    expect(new Set(fetched())).toEqual(new Set(server.files.keys()));
  });

  it.each<[string, (path: string) => void, string]>([
    ['with other bytes', (path) => server.files.get(path)!.set([1], 40), 'FILE_MISMATCH'],
    ['that is not there', (path) => server.files.delete(path), 'FILE_UNKNOWN'],
  ])('%s are told of, hide nothing else, and are asked for again', async (_, harm, code) => {
    await server.publish([exposed(visit)]);
    const [path] = [...server.files.keys()].filter((name) => name.includes('notices'));
    const good = Uint8Array.from(server.files.get(path!)!);
    const other = await device.checkIn(place.text, { card: null });
    await device.outbox.run();
    await server.publish([exposed(other)]);
    harm(path!);
    const { alerts, unread } = await device.checkNotices();
    expect(alerts.map(({ visitId }) => visitId)).toEqual([other.id]);
    expect(unread).toEqual([{ kind: 'notices', sequence: 1, code }]);
    server.files.set(path!, good);
    expect(await device.checkNotices()).toMatchObject({ alerts: [{}, {}], unread: [] });
  });

  it('that are no bundle are not believed, though the index lists them', async () => {
    await server.publish([exposed(visit)]);
    const [bundle] = server.index.bundles;
    server.index.bundles = [{ ...bundle!, ...server.index.warnings[0]!, rule: 'who-15min' }];
    const path = `/v1/warnings/${toBase64Url(server.index.warnings[0]!.sha256)}`;
    server.files.set(path.replace('warnings', 'notices'), server.files.get(path)!);
    await server.signIndex();
    const { alerts, unread } = await device.checkNotices();
    expect(alerts).toEqual([]);
    expect(unread).toMatchObject([{ code: 'BUNDLE_FORMAT' }]);
  });

  it('that cannot be fetched for want of a network are asked for later', async () => {
    await server.publish([exposed(visit)]);
    const offline = testDevice(server, {
      store: device.options.store,
      fetch: async (request) => {
        if (request.url.includes('/v1/notices/')) throw new TypeError('network');
        return server.fetch(request);
      },
    });
    await expect(offline.checkNotices()).rejects.toMatchObject({ code: 'NETWORK' });
    expect(await check()).toHaveLength(1);
  });
});

describe('a rule that adds up', () => {
  it('adds up what the person’s own visits met', async () => {
    const later = await device.checkIn(place.text, {
      card: null,
      arrivedAt: NOW + 2 * HOUR,
      departedAt: NOW + 3 * HOUR,
    });
    await device.outbox.run();
    await server.publish([exposed(visit, 8, 1)], 'cdc-cumulative-24h');
    expect(await check()).toEqual([]);
    await server.publish([exposed(visit, 8, 1), exposed(later, 7, 1)], 'cdc-cumulative-24h');
    expect(await check()).toMatchObject([
      { visitId: later.id, severity: 2, minutes: 7 },
      { visitId: visit.id, severity: 2, minutes: 8 },
    ]);
  });

  it('does not mix with another', async () => {
    await server.publish([exposed(visit, 8, 1)], 'cdc-cumulative-24h');
    await server.publish([exposed(visit, 9, 1)], 'cwa-10min-aerosol');
    expect(await check()).toMatchObject([{ severity: 1, minutes: 9 }]);
  });

  it('that is not known here keeps nothing back', async () => {
    await server.publish([exposed(visit, 3, 1)], 'newer-rule');
    expect(await check()).toMatchObject([{ severity: 1, minutes: 3 }]);
  });
});

describe('venue warnings', () => {
  const warning = (from: number, to: number, locationId = place.locationId) => ({
    locationId,
    startIntervalNumber: from / EN_INTERVAL_SECONDS,
    period: (to - from) / EN_INTERVAL_SECONDS,
    severity: 2 as const,
  });

  beforeEach(async () => {
    device = testDevice(server);
    visit = await device.noteVisit(place.text, { departedAt: NOW + HOUR });
  });

  it.each<[string, number, number, number | null]>([
    ['around it', NOW - HOUR, NOW + 2 * HOUR, 60],
    ['at its end', NOW + 30 * MINUTE, NOW + 2 * HOUR, 30],
    ['up to its start', NOW - HOUR, NOW, null],
    ['from its end on', NOW + HOUR, NOW + 2 * HOUR, null],
  ])('find a visit of which nothing left the device: %s', async (_, from, to, minutes) => {
    await server.publish([], 'who-15min', [warning(from, to)]);
    const expected = minutes === null ? [] : [{ visitId: visit.id, source: 'warning', minutes }];
    expect(await check()).toMatchObject(expected);
  });

  it('say nothing of another place', async () => {
    const [other] = await server.issuer.codes('Ga Hà Nội');
    await server.publish([], 'who-15min', [warning(NOW, NOW + HOUR, other!.locationId)]);
    expect(await check()).toEqual([]);
  });

  it('say nothing of what the person disclosed', async () => {
    server.codes.add('CODE');
    await device.disclose({ code: 'CODE', visitIds: [visit.id] });
    await server.publish([], 'who-15min', [warning(NOW, NOW + HOUR)]);
    expect(await check()).toEqual([]);
    expect(await device.previewDisclosure()).toHaveLength(1);
  });

  it('take a visit that nobody ended for three hours long', async () => {
    device = testDevice(server);
    await device.noteVisit(place.text);
    await server.publish([], 'who-15min', [warning(NOW + 2 * HOUR, NOW + 5 * HOUR)]);
    expect(await check()).toMatchObject([{ minutes: 60, departedAt: null }]);
  });
});
