import type { Fetch, Visit, Wire } from '@waypost/client';
import { deriveProofKey } from '@waypost/core/contact-id';
import { fromBase64Url, sha256, toBase64Url, toUtf8 } from '@waypost/core/primitives';
import { beforeEach, describe, expect, it } from 'vitest';
import { CARD, type TestDevice, testDevice } from './support/device.ts';
import type { PrintedCode } from './support/issuer.ts';
import { problem, TestServer } from './support/server.ts';
import { DAY, HOUR, MINUTE, NOW } from './support/surroundings.ts';

const CODE = 'K7MX-2QPA-WZ3T';

let server: TestServer;
let place: PrintedCode;
let device: TestDevice;
let sent: Visit;
let onBehalf: Visit;
let noted: Visit;

beforeEach(async () => {
  server = await TestServer.start();
  server.codes.add(CODE);
  [place] = (await server.issuer.codes('Trạm y tế Đồi Chè', ['Phòng 2'])) as [PrintedCode];
  device = testDevice(server);
  sent = await device.checkIn(place.text, { card: CARD, departedAt: NOW + 30 * MINUTE });
  onBehalf = await device.checkIn(place.text, { card: null, onBehalf: true });
  await device.outbox.run();
  noted = await device.noteVisit(place.text, { arrivedAt: NOW - HOUR, departedAt: NOW });
});

const entriesOf = (text: string, length: number): string[] => {
  const bytes = fromBase64Url(text);
  return Array.from({ length: bytes.length / length }, (_, i) =>
    toBase64Url(bytes.subarray(i * length, (i + 1) * length)),
  );
};

describe('the preview', () => {
  it('shows exactly what can be sent', async () => {
    await device.noteVisit(place.text); // still there
    await device.checkIn(place.text, { card: null }); // still in the outbox
    const preview = await device.previewDisclosure();
    expect(new Set(preview.map(({ visitId }) => visitId))).toEqual(
      new Set([sent.id, onBehalf.id, noted.id]),
    );
    expect(preview.find(({ visitId }) => visitId === noted.id)).toEqual({
      visitId: noted.id,
      as: 'place',
      venue: { name: 'Trạm y tế Đồi Chè', address: '12 Hàng Bông, Hà Nội', zone: 'Phòng 2' },
      arrivedAt: NOW - HOUR,
      departedAt: NOW,
      onBehalf: false,
    });
    expect(preview.find(({ visitId }) => visitId === onBehalf.id)).toMatchObject({
      as: 'proof',
      onBehalf: true,
    });
  });

  it('forgets with the diary', async () => {
    device.time.now = NOW + 15 * DAY;
    expect(await device.previewDisclosure()).toEqual([]);
    const gone = device.disclose({ code: CODE, visitIds: [sent.id] });
    await expect(gone).rejects.toMatchObject({ code: 'CHOICE_INVALID' });
  });
});

describe('a disclosure', () => {
  it('holds the proofs of what was chosen, and nothing of the rest', async () => {
    const visitIds = [sent.id, noted.id];
    const { withdrawKey } = await device.disclose({
      code: CODE,
      visitIds,
      symptomOnsetDay: 20_730,
    });
    const [disclosure] = server.disclosures as [Wire.NewDisclosure];
    const proofs = entriesOf(disclosure.proofs, 16);
    expect(proofs).toHaveLength(512);
    expect(new Set(proofs).size).toBe(512);
    const proofOf = ({ checkInSecret }: Visit) => toBase64Url(deriveProofKey(checkInSecret));
    expect(proofs).toContain(proofOf(sent));
    expect(proofs).not.toContain(proofOf(onBehalf));
    expect(proofs).not.toContain(proofOf(noted));
    const place = new Uint8Array([...noted.locationId, ...u32be(NOW - HOUR), ...u32be(NOW)]);
    expect(entriesOf(disclosure.places, 40)).toContain(toBase64Url(place));
    expect(entriesOf(disclosure.places, 40)).toHaveLength(64);
    expect(disclosure.withdrawHash).toBe(toBase64Url(sha256(withdrawKey)));
    expect(disclosure.symptomOnsetDay).toBe(20_730);
    const keys = ['code', 'pad', 'places', 'proofs', 'symptomOnsetDay', 'withdrawHash'];
    expect(Object.keys(disclosure).sort()).toEqual(keys);
    for (const { checkInSecret } of [sent, onBehalf, noted])
      expect(JSON.stringify(disclosure)).not.toContain(toBase64Url(checkInSecret));
  });

  it('looks the same from outside, whatever is in it', async () => {
    await device.sendDummyDisclosure();
    await device.disclose({ code: CODE, visitIds: [] });
    server.codes.add(CODE);
    await device.disclose({ code: CODE, visitIds: [sent.id, onBehalf.id, noted.id] });
    const posts = server.seen.filter(({ path }) => path === '/v1/disclosures');
    expect(posts.map(({ body }) => toUtf8(body).length)).toEqual([16_384, 16_384, 16_384]);
    for (const { request } of posts) expect([...request.headers.keys()]).toEqual(['content-type']);
    expect(JSON.parse(posts[0]!.body).code).toMatch(/^[0-]+$/);
    expect(server.disclosures).toHaveLength(2);
  });

  it('puts what was chosen anywhere among the unused entries', async () => {
    const places = new Set<number>();
    for (let i = 0; i < 8; i++) {
      server.codes.add(CODE);
      await device.disclose({ code: CODE, visitIds: [sent.id] });
      const proofs = entriesOf(server.disclosures.at(-1)!.proofs, 16);
      places.add(proofs.indexOf(toBase64Url(deriveProofKey(sent.checkInSecret))));
    }
    expect(places.size).toBeGreaterThan(4);
    expect(places.has(-1)).toBe(false);
  });

  it.each([
    ['an unknown visit', () => ['nobody']],
    ['a visit that cannot be disclosed', (open: Visit) => [open.id]],
  ])('of %s sends nothing', async (_, choose) => {
    const open = await device.noteVisit(place.text);
    const before = server.seen.length;
    const refused = device.disclose({ code: CODE, visitIds: choose(open) });
    await expect(refused).rejects.toMatchObject({ code: 'CHOICE_INVALID' });
    expect(server.seen).toHaveLength(before);
  });

  it('has room for 64 places', async () => {
    const visitIds = [];
    for (let i = 0; i < 65; i++) {
      const times = { arrivedAt: NOW - HOUR, departedAt: NOW };
      visitIds.push((await device.noteVisit(place.text, times)).id);
    }
    const refused = device.disclose({ code: CODE, visitIds });
    await expect(refused).rejects.toMatchObject({ code: 'CHOICE_INVALID' });
    await device.disclose({ code: CODE, visitIds: visitIds.slice(0, 64) });
  });
});

describe('sending', () => {
  const failing = (times: number, how: (request: Request) => Promise<Response>): Fetch => {
    let left = times;
    return (request) =>
      request.method === 'POST' && left-- > 0 ? how(request) : server.fetch(request);
  };
  const unanswered = async (request: Request): Promise<Response> => {
    await server.fetch(request);
    throw new TypeError('network');
  };
  const onStoreOf = ({ options, time }: TestDevice, fetch: Fetch) =>
    testDevice(server, { store: options.store, fetch, time });

  it('again sends the same bytes, and is one disclosure', async () => {
    const flaky = onStoreOf(device, failing(2, unanswered));
    await flaky.disclose({ code: CODE, visitIds: [sent.id] });
    const bodies = server.seen.filter(({ path }) => path === '/v1/disclosures');
    expect(bodies).toHaveLength(3);
    expect(new Set(bodies.map(({ body }) => body)).size).toBe(1);
    expect(server.disclosures).toHaveLength(1);
  });

  it('that got no answer is taken up later, after a restart too', async () => {
    const flaky = onStoreOf(device, failing(99, unanswered));
    const attempt = flaky.disclose({ code: CODE, visitIds: [sent.id] });
    await expect(attempt).rejects.toMatchObject({ code: 'NETWORK' });
    const restarted = onStoreOf(device, server.fetch);
    const receipt = await restarted.resumeDisclosure();
    const [{ withdrawHash }] = server.disclosures as [Wire.NewDisclosure];
    expect(withdrawHash).toBe(toBase64Url(sha256(receipt!.withdrawKey)));
    expect(server.disclosures).toHaveLength(1);
    expect(await restarted.resumeDisclosure()).toBeNull();
  });

  it('is given up after a day, and then erased', async () => {
    const flaky = onStoreOf(device, failing(99, unanswered));
    await flaky.disclose({ code: CODE, visitIds: [sent.id] }).catch(() => {});
    const { store } = device.options;
    device.time.now += DAY - HOUR;
    await device.eraseExpired();
    expect(await store.get('disclosures', 'pending')).not.toBeNull();
    device.time.now += HOUR + 1;
    expect(await device.resumeDisclosure()).toBeNull();
    await device.eraseExpired();
    expect(await store.get('disclosures', 'pending')).toBeNull();
  });

  it('with a wrong code says so, and is over', async () => {
    const wrong = device.disclose({ code: 'WRONG', visitIds: [sent.id] });
    await expect(wrong).rejects.toMatchObject({ code: 'VERIFICATION_CODE_REFUSED', status: 403 });
    expect(await device.resumeDisclosure()).toBeNull();
    await device.disclose({ code: CODE, visitIds: [sent.id] });
  });

  it('of a dummy never fails, and is tried as often as a real one', async () => {
    const busy = async () => problem(503, 'NOT_READY');
    const flaky = onStoreOf(device, failing(2, busy));
    await flaky.sendDummyDisclosure();
    const last = server.seen.at(-1)!;
    expect(last.path).toBe('/v1/disclosures');
    await onStoreOf(device, failing(99, busy)).sendDummyDisclosure();
    expect(server.disclosures).toEqual([]);
    expect(await flaky.resumeDisclosure()).toBeNull();
  });
});

const u32be = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
