import { memoryDiaryStore, type Wire } from '@waypost/client';
import { openContactCard, openingHalf } from '@waypost/core/contact-card';
import { deriveContactId, deriveProofKey, deriveReceiptKey } from '@waypost/core/contact-id';
import { fromBase64Url, toBase64Url, toUtf8 } from '@waypost/core/primitives';
import { beforeAll, describe, expect, it } from 'vitest';
import { CARD, testDevice } from './support/device.ts';
import type { PrintedCode } from './support/issuer.ts';
import { TestServer } from './support/server.ts';
import { DAY, HOUR, MINUTE, NOW } from './support/surroundings.ts';

let server: TestServer;
let place: PrintedCode;

beforeAll(async () => {
  server = await TestServer.start();
  [place] = (await server.issuer.codes('Phở Bến Sông')) as [PrintedCode];
});

const bodyOf = (text: string): Wire.NewCheckIn => JSON.parse(text);

describe('checking in', () => {
  it('keeps secret and bytes before anything leaves, and sends those bytes', async () => {
    const device = testDevice(server);
    const visit = await device.checkIn(place.text, { card: CARD });
    expect(server.checkIns.size).toBe(0);
    expect(visit.contactId).toEqual(deriveContactId(deriveProofKey(visit.checkInSecret)));
    const [entry] = await device.outbox.entries();
    await device.outbox.run();
    const [stored] = [...server.checkIns.values()];
    expect(server.seen.at(-1)?.body).toBe(entry?.body);
    expect(stored?.content.contactId).toBe(toBase64Url(visit.contactId));
    expect(await device.outbox.entries()).toEqual([]);
    const [kept] = await device.visits();
    expect(kept).toMatchObject({ id: visit.id, state: 'sent', receipt: { late: false } });
    expect(kept?.venue).toEqual({
      name: 'Phở Bến Sông',
      address: '12 Hàng Bông, Hà Nội',
      zone: '',
    });
  });

  it('sends nothing when the visit cannot be kept', async () => {
    const store = memoryDiaryStore();
    const write: typeof store.write = async (changes) => {
      if (changes.some(({ collection }) => collection === 'visits')) throw new Error('disk full');
      return store.write(changes);
    };
    const device = testDevice(server, { store: { ...store, write } });
    const before = server.checkIns.size;
    await expect(device.checkIn(place.text, { card: null })).rejects.toThrow('disk full');
    await device.outbox.run();
    expect(server.checkIns.size).toBe(before);
  });

  it.each([
    ['a card', CARD, JSON.stringify(CARD)],
    ['none', null, ''],
  ])('seals %s to both offices, for this check-in only', async (_, card, text) => {
    const device = testDevice(server);
    const { contactId, venueId, arrivedAt } = await device.checkIn(place.text, { card });
    const [entry] = await device.outbox.entries();
    const wire = fromBase64Url(bodyOf(entry!.body).card);
    const { shareA, shareB, cardKey: publicKey } = server.issuer;
    const binding = { contactId, venueId, day: Math.floor(arrivedAt / DAY) };
    const half = openingHalf(shareB, wire);
    expect(await openContactCard({ wire, publicKey, half, shareA, ...binding })).toBe(text);
    expect(wire).toHaveLength(569);
  });

  it('names whole minutes, never a shorter stay than it was', async () => {
    const device = testDevice(server);
    device.time.now = NOW + 59;
    const visit = await device.checkIn(place.text, {
      card: null,
      departedAt: NOW + 3 * MINUTE + 1,
    });
    expect(visit).toMatchObject({ arrivedAt: NOW, departedAt: NOW + 4 * MINUTE });
  });

  it('passes on the code of a rotating display', async () => {
    const device = testDevice(server);
    await device.checkIn(`${place.text}~ABCDEFGH`, { card: null });
    const [entry] = await device.outbox.entries();
    expect(bodyOf(entry!.body).display).toBe('ABCDEFGH');
  });

  it.each([
    [
      'a departure before the arrival',
      { arrivedAt: NOW, departedAt: NOW - 1 * HOUR },
      'TIME_INVALID',
    ],
    ['half a second', { arrivedAt: NOW + 0.5 }, 'TIME_INVALID'],
    ['a day without a card key', { arrivedAt: NOW - 40 * DAY }, 'CARD_KEY_MISSING'],
    ['a card that does not fit', { card: { name: 'x'.repeat(600), phone: '' } }, 'CARD_TOO_LONG'],
  ])('refuses %s, and keeps nothing of it', async (_, details, code) => {
    const device = testDevice(server);
    const refused = device.checkIn(place.text, { card: null, ...details });
    await expect(refused).rejects.toMatchObject({ code });
    expect(await device.visits()).toEqual([]);
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('believes no code that is not signed', async () => {
    const device = testDevice(server);
    const other = await TestServer.start('another issuer');
    const [forged] = await other.issuer.codes('Phở Bến Sông');
    const refused = device.checkIn(forged!.text, { card: null });
    await expect(refused).rejects.toMatchObject({ code: 'VENUE_CODE_SIGNATURE' });
  });
});

describe('what becomes of a visit', () => {
  it('checks out and corrects, in order', async () => {
    const device = testDevice(server);
    const { id, contactId } = await device.checkIn(place.text, { card: null });
    await device.correctArrival(id, NOW - 10 * MINUTE);
    device.time.now += HOUR;
    await device.checkOut(id, { tapped: true });
    await device.outbox.run();
    const expected = { arrivedAt: NOW - 10 * MINUTE, departedAt: NOW + HOUR };
    expect(server.checkIns.get(toBase64Url(contactId))).toMatchObject(expected);
    expect((await device.visits())[0]).toMatchObject({ ...expected, state: 'sent' });
  });

  it('sends a check-out that nobody tapped 10 to 60 minutes late, a tapped one at once', async () => {
    const waits: number[] = [];
    for (let seed = 0; seed < 40; seed++) {
      const device = testDevice(server, { seed: `late ${seed}` });
      const { id } = await device.checkIn(place.text, { card: null });
      await device.checkOut(id, { tapped: false });
      const [, entry] = await device.outbox.entries();
      waits.push(entry!.notBefore - NOW);
    }
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60 * MINUTE);
    expect(new Set(waits).size).toBeGreaterThan(20);
    const device = testDevice(server);
    const { id } = await device.checkIn(place.text, { card: null });
    await device.checkOut(id, { tapped: true });
    expect((await device.outbox.entries())[1]?.notBefore).toBe(NOW);
  });

  it('refuses another UTC day, and a departure before the arrival', async () => {
    const device = testDevice(server);
    const { id } = await device.noteVisit(place.text);
    const code = 'TIME_INVALID';
    await expect(device.correctArrival(id, NOW - DAY)).rejects.toMatchObject({ code });
    const early = device.checkOut(id, { departedAt: NOW - HOUR, tapped: true });
    await expect(early).rejects.toMatchObject({ code });
    const unknown = device.checkOut('nobody', { tapped: true });
    await expect(unknown).rejects.toMatchObject({ code: 'VISIT_UNKNOWN' });
  });

  it('lets nothing of a noted visit leave', async () => {
    const device = testDevice(server);
    const before = server.seen.filter(({ method }) => method === 'POST').length;
    const { id } = await device.noteVisit(place.text);
    await device.checkOut(id, { tapped: false });
    await device.eraseVisit(id);
    await device.outbox.run();
    expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(before);
    expect(await device.visits()).toEqual([]);
  });

  it('erases a visit that has not left without a word to the server', async () => {
    const device = testDevice(server);
    const { id, contactId } = await device.checkIn(place.text, { card: null });
    await device.checkOut(id, { tapped: true });
    await device.eraseVisit(id);
    await device.outbox.run();
    expect(server.checkIns.has(toBase64Url(contactId))).toBe(false);
    expect(await device.outbox.entries()).toEqual([]);
  });

  it('erases the secret at once and the check-in when it can', async () => {
    const device = testDevice(server);
    const { id, contactId, checkInSecret } = await device.checkIn(place.text, { card: null });
    await device.outbox.run();
    await device.eraseVisit(id);
    expect(await device.options.store.get('visits', id)).toBeNull();
    const left = JSON.stringify(await device.outbox.entries());
    expect(left).not.toContain(toBase64Url(checkInSecret));
    expect(left).toContain(toBase64Url(deriveReceiptKey(checkInSecret)));
    await device.outbox.run();
    expect(server.checkIns.get(toBase64Url(contactId))?.isErased).toBe(true);
  });

  it('is gone after 14 days, before it is erased and after', async () => {
    const device = testDevice(server);
    await device.noteVisit(place.text);
    device.time.now = NOW + 14 * DAY;
    expect(await device.visits()).toHaveLength(1);
    expect(await device.eraseExpired()).toBe(0);
    device.time.now += 1;
    expect(await device.visits()).toEqual([]);
    expect(await device.options.store.list('visits')).toHaveLength(1);
    expect(await device.eraseExpired()).toBe(1);
    expect(await device.options.store.list('visits')).toEqual([]);
  });
});

describe('on the wire', () => {
  it('every check-in and change has 2,048 bytes and no header but the content type', async () => {
    const device = testDevice(server);
    const from = server.seen.length;
    for (const card of [null, CARD]) {
      const { id } = await device.checkIn(place.text, { card });
      await device.checkOut(id, { tapped: true });
      await device.outbox.run();
      await device.eraseVisit(id);
      await device.outbox.run();
    }
    const posts = server.seen.slice(from).filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(6);
    for (const { body, request, path } of posts) {
      expect(toUtf8(body)).toHaveLength(2048);
      expect([...request.headers.keys()]).toEqual(['content-type']);
      expect(request).toMatchObject({
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'error',
      });
      expect(path).toMatch(/^\/v1\/check-ins(\/changes)?$/);
    }
  });

  it('two check-ins of one device, at one place in one minute, have nothing in common', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const device = testDevice(server, { seed: `unlinkable ${seed}` });
      const visits = [];
      for (let i = 0; i < 2; i++) visits.push(await device.checkIn(place.text, { card: CARD }));
      const bodies = (await device.outbox.entries()).map(({ body }) => bodyOf(body));
      const [one, other] = bodies as [Wire.NewCheckIn, Wire.NewCheckIn];
      // Everybody who comes here in this minute sends the same of these.
      const { card: _, contactId: __, receiptHash: ___, pad, ...constant } = one;
      expect(other).toMatchObject(constant);
      expect(Object.keys(constant)).toEqual(['locationId', 'arrivedAt', 'partySize', 'onBehalf']);
      expect(pad).toMatch(/^0+$/);
      const secrets = visits.map(({ checkInSecret }) => checkInSecret);
      expect(sharedRuns(ownBytes(one), ownBytes(other), 8)).toEqual([]);
      expect(sharedRuns(secrets, [...ownBytes(one), ...ownBytes(other)], 8)).toEqual([]);
    }
  });
});

/** What is this check-in's own: behind the name of the day's card key, which is everybody's. */
const ownBytes = (body: Wire.NewCheckIn): Uint8Array[] => [
  fromBase64Url(body.contactId),
  fromBase64Url(body.receiptHash),
  fromBase64Url(body.card).subarray(9),
];

/** Byte strings of `length` that stand in both. */
function sharedRuns(a: Uint8Array[], b: Uint8Array[], length: number): string[] {
  const runs = (all: Uint8Array[]): string[] =>
    all.flatMap((bytes) =>
      Array.from({ length: bytes.length - length + 1 }, (_, i) =>
        toBase64Url(bytes.subarray(i, i + length)),
      ),
    );
  const known = new Set(runs(a));
  return runs(b).filter((run) => known.has(run));
}
