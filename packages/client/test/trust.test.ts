import { toBase64Url } from '@waypost/core/primitives';
import { beforeEach, describe, expect, it } from 'vitest';
import { testDevice } from './support/device.ts';
import { TestServer } from './support/server.ts';
import { DAY, HOUR, MINUTE, NOW } from './support/surroundings.ts';

const KEYS = '/.well-known/waypost-keys';
const INDEX = '/v1/notices';
const WITHDRAWN = '/v1/withdrawn-codes';

let server: TestServer;

beforeEach(async () => {
  server = await TestServer.start();
});

const asked = (path: string) => server.seen.filter((request) => request.path === path).length;
const offline = async (): Promise<Response> => {
  throw new TypeError('network');
};

describe('what is believed', () => {
  it('is what the pinned root key signed', async () => {
    const other = await TestServer.start('another');
    const device = testDevice(server, { rootThumbprint: other.issuer.root.kid });
    await expect(device.checkNotices()).rejects.toMatchObject({ code: 'LIST_SIGNATURE' });
    expect(await device.options.store.list('lists')).toEqual([]);
  });

  it('is of the configured issuer', async () => {
    const device = testDevice(server, { issuer: 'https://elsewhere.test' });
    await expect(device.checkNotices()).rejects.toMatchObject({ code: 'LIST_ISSUER' });
  });

  it('is asked for without a query, and the same by everybody', async () => {
    await testDevice(server).checkNotices();
    const paths = server.seen.map(({ path }) => path);
    await testDevice(server).checkNotices();
    expect(server.seen.map(({ path }) => path)).toEqual([...paths, ...paths]);
    expect(paths.join()).not.toContain('?');
  });
});

describe('an older list', () => {
  it.each([
    ['keys', KEYS],
    ['index', INDEX],
  ] as const)('of %s is refused, after a restart too', async (kind, path) => {
    const device = testDevice(server);
    const old = server.texts.get(path)!;
    await device.checkNotices();
    server.texts.set(KEYS, await server.issuer.keyList());
    await server.signIndex();
    device.time.now += DAY; // the key list is asked for once a day
    await device.checkNotices();
    const kept = await device.options.store.get('lists', kind);
    expect(kept?.text).toBe(server.texts.get(path));
    server.texts.set(path, old);
    device.time.now += DAY - 1;
    const { store } = device.options;
    const restarted = testDevice(server, { store, time: device.time });
    device.time.now += 2;
    await expect(restarted.checkNotices()).rejects.toMatchObject({ code: 'LIST_ROLLBACK' });
    expect(await store.get('lists', kind)).toEqual(kept);
  });

  it('of the same place with other bytes is refused', async () => {
    const device = testDevice(server);
    await device.checkNotices();
    server.issuer.state('index', { seq: 0, sha256: 'A'.repeat(43) });
    await server.signIndex(NOW + 1);
    await expect(device.checkNotices()).rejects.toMatchObject({ code: 'LIST_FORKED' });
  });
});

describe('a stale list', () => {
  it('stops everything, and says so', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội');
    const device = testDevice(server);
    await device.checkIn(place!.text, { card: null });
    await device.checkNotices();
    device.time.now = NOW + 2 * DAY; // index and withdrawn codes end here; nobody signs new ones
    const stale = { code: 'LIST_STALE', name: 'ClientError' };
    await expect(device.checkNotices()).rejects.toMatchObject(stale);
    await expect(device.checkIn(place!.text, { card: null })).rejects.toMatchObject(stale);
    await expect(device.scan(place!.text)).rejects.toMatchObject(stale);
    expect(await device.visits()).toHaveLength(1);
    await server.signIndex(NOW + 2 * DAY);
    await expect(device.checkNotices()).resolves.toMatchObject({ unread: [] });
  });

  it('of keys makes the others stale', async () => {
    server.texts.set(KEYS, await server.issuer.keyList({ expires: NOW + HOUR }));
    const device = testDevice(server);
    await device.checkNotices();
    device.time.now = NOW + HOUR;
    await expect(device.checkNotices()).rejects.toMatchObject({ code: 'LIST_STALE' });
  });
});

describe('offline', () => {
  it('codes are verified by what is remembered, until it ends', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội');
    const online = testDevice(server);
    await online.scan(place!.text);
    const { store } = online.options;
    const device = testDevice(server, { store, fetch: offline, time: online.time });
    device.time.now = NOW + 2 * DAY - 1;
    expect((await device.checkIn(place!.text, { card: null })).venue.name).toBe('Ga Hà Nội');
    device.time.now += 1;
    await expect(device.scan(place!.text)).rejects.toMatchObject({ code: 'LIST_STALE' });
  });

  it('without any list nothing is believed', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội');
    const device = testDevice(server, { fetch: offline });
    await expect(device.scan(place!.text)).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('what was found before can still be read', async () => {
    const device = testDevice(server);
    await device.checkNotices();
    const { store } = device.options;
    expect(await testDevice(server, { store, fetch: offline }).alerts()).toEqual([]);
  });
});

describe('keys', () => {
  it('are asked for once a day, withdrawn codes once an hour', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội');
    const device = testDevice(server);
    for (let i = 0; i < 3; i++) await device.scan(place!.text);
    expect([asked(KEYS), asked(WITHDRAWN)]).toEqual([1, 1]);
    device.time.now += HOUR;
    await device.scan(place!.text);
    expect([asked(KEYS), asked(WITHDRAWN)]).toEqual([1, 2]);
    device.time.now += 23 * HOUR;
    await device.scan(place!.text);
    expect([asked(KEYS), asked(WITHDRAWN)]).toEqual([2, 3]);
  });

  it('that are new are asked for when something is signed by one', async () => {
    const device = testDevice(server);
    await device.checkNotices();
    server.issuer.indexKey = server.issuer.newKey();
    server.issuer.codeKey = server.issuer.newKey();
    server.texts.set(KEYS, await server.issuer.keyList());
    await server.signIndex();
    server.texts.set(WITHDRAWN, await server.issuer.withdrawn([]));
    const [place] = await server.issuer.codes('Ga Hà Nội');
    await device.checkNotices();
    expect((await device.scan(place!.text)).name).toBe('Ga Hà Nội');
  });

  it('that are revoked sign nothing any more', async () => {
    const device = testDevice(server);
    await device.checkNotices();
    server.issuer.revoked.push(server.issuer.indexKey.kid);
    server.texts.set(KEYS, await server.issuer.keyList());
    device.time.now += DAY;
    await expect(device.checkNotices()).rejects.toMatchObject({ code: 'LIST_KEY_REVOKED' });
  });
});

describe('a compact code', () => {
  it('is believed like the other form of it, and checks in at the same place', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội', ['Sân ga 1']);
    const device = testDevice(server);
    expect(place!.compactText).toMatch(/^HTTPS:\/\/WAYPOST\.TEST\/V#/);
    expect(await device.scan(place!.compactText)).toEqual(await device.scan(place!.text));
    const visit = await device.checkIn(place!.compactText, { card: null });
    expect(visit.venue).toMatchObject({ name: 'Ga Hà Nội', zone: 'Sân ga 1' });
    await device.outbox.run();
    const [stored] = [...server.checkIns.values()];
    expect(stored?.content.locationId).toBe(toBase64Url(place!.locationId));
  });

  it('by a new key has the keys asked for again, and is refused where it was withdrawn', async () => {
    const device = testDevice(server);
    await device.checkNotices();
    server.issuer.codeKey = server.issuer.newKey();
    server.texts.set(KEYS, await server.issuer.keyList());
    const [place] = await server.issuer.codes('Ga Hà Nội');
    expect((await device.scan(place!.compactText)).name).toBe('Ga Hà Nội');
    server.texts.set(WITHDRAWN, await server.issuer.withdrawn([place!]));
    device.time.now += HOUR;
    const refused = device.scan(place!.compactText);
    await expect(refused).rejects.toMatchObject({ code: 'VENUE_CODE_WITHDRAWN' });
  });
});

describe('a withdrawn code', () => {
  it('is refused as soon as the list says so', async () => {
    const [place] = await server.issuer.codes('Ga Hà Nội');
    const device = testDevice(server);
    await device.scan(place!.text);
    server.texts.set(WITHDRAWN, await server.issuer.withdrawn([place!]));
    device.time.now += 59 * MINUTE;
    await device.scan(place!.text);
    device.time.now += MINUTE;
    const refused = device.checkIn(place!.text, { card: null });
    await expect(refused).rejects.toMatchObject({ code: 'VENUE_CODE_WITHDRAWN' });
  });
});
