import { fromBase64Url } from '@waypost/core/primitives';
import { displayCode } from '@waypost/core/venue-code';
import { expect, it } from 'vitest';
import { newCheckIn, newVenue, paddedCheckIn } from '../helpers/bodies.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

const HOUR = Math.floor(NOW / 3600);

it('stores a check-in and says when it was received', async () => {
  const api = await testApi();
  const { locationId } = await newVenue(api);
  const { body } = newCheckIn(locationId, { partySize: 3, onBehalf: true });
  const answer = await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
  expect(answer.status).toBe(201);
  expect(await answer.json()).toEqual({ receivedHour: HOUR, late: false, unconfirmed: false });
  const [stored] = await api.platform.checkIns.find([fromBase64Url(body.contactId)]);
  expect(stored).toMatchObject({ partySize: 3, onBehalf: true, departedAt: null });
});

it('gives a repeat the same answer, an hour later and with other padding', async () => {
  const api = await testApi();
  const { locationId } = await newVenue(api);
  const { body } = newCheckIn(locationId);
  const first = await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
  api.clock.now += 3600;
  const again = paddedCheckIn({ ...body, token: 'reserved' });
  const second = await api.ask('POST', '/v1/check-ins', { body: again });
  expect([second.status, await second.json()]).toEqual([first.status, await first.json()]);
});

it('marks what was received late', async () => {
  const api = await testApi();
  const { locationId } = await newVenue(api);
  api.clock.now += 2 * 86_400;
  const { body } = newCheckIn(locationId, { arrivedAt: NOW });
  const answer = await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
  expect(await answer.json()).toMatchObject({ late: true });
});

it('confirms a check-in by the fresh code of the display', async () => {
  const api = await testApi();
  const { locationId, displaySecret } = await newVenue(api, { rotatingDisplay: true });
  const secret = fromBase64Url(displaySecret ?? '');
  const display = displayCode(secret, fromBase64Url(locationId), NOW - 3600);
  for (const [fields, unconfirmed] of [
    [{ display }, false],
    [{ display: 'AAAAAAAA' }, true],
    [{}, true],
  ] as const) {
    const body = paddedCheckIn(newCheckIn(locationId, fields).body);
    const answer = await api.ask('POST', '/v1/check-ins', { body });
    expect(await answer.json()).toMatchObject({ unconfirmed });
  }
});

it('checks out, corrects and erases by the receipt key', async () => {
  const api = await testApi();
  const { locationId } = await newVenue(api);
  const { body, contactId, receiptKey } = newCheckIn(locationId);
  await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
  const find = async () => (await api.platform.checkIns.find([fromBase64Url(contactId)]))[0];
  const change = async (fields: object) =>
    (
      await api.ask('POST', '/v1/check-ins/changes', {
        body: paddedCheckIn({ contactId, receiptKey, ...fields }),
      })
    ).status;
  expect(await change({ departedAt: NOW - 1800 })).toBe(204);
  expect(await change({ arrivedAt: NOW - 5400 })).toBe(204);
  expect(await find()).toMatchObject({ arrivedAt: NOW - 5400, departedAt: NOW - 1800 });
  expect(await change({ erase: true })).toBe(204);
  expect(await find()).toBeUndefined();
});
