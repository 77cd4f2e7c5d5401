import { describe, expect, it } from 'vitest';
import { newCheckIn, newVenue, paddedCheckIn } from '../helpers/bodies.ts';
import { problemOf, withoutId } from '../helpers/problem.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

const api = await testApi();
const venue = await newVenue(api, { longestStaySeconds: 7200 });
const { locationId } = venue;
const UNKNOWN = 'A'.repeat(43);

const send = async (body: string | object, path = '/v1/check-ins') =>
  problemOf(await api.ask('POST', path, { body }));

describe('POST /v1/check-ins refuses', () => {
  it.each([
    ['an unknown location', { locationId: UNKNOWN }, 404, 'LOCATION_UNKNOWN'],
    ['an arrival 3 hours ahead', { arrivedAt: NOW + 10_800 }, 422, 'CHECK_IN_TIME'],
    ['an arrival of 15 days ago', { arrivedAt: NOW - 15 * 86_400 }, 422, 'CHECK_IN_TIME'],
    ['a departure before the arrival', { departedAt: NOW - 7200 }, 422, 'CHECK_IN_TIME'],
    ['a stay longer than the longest', { departedAt: NOW + 7200 }, 422, 'CHECK_IN_TIME'],
    ['an arrival between two minutes', { arrivedAt: NOW - 30 }, 422, 'REQUEST_INVALID'],
    ['no contact id', { contactId: undefined }, 422, 'REQUEST_INVALID'],
    ['a contact id of 17 bytes', { contactId: 'A'.repeat(23) }, 422, 'REQUEST_INVALID'],
    [
      'a contact id with bits left over',
      { contactId: `${'A'.repeat(21)}B` },
      422,
      'REQUEST_INVALID',
    ],
    ['a contact id in base64', { contactId: `${'A'.repeat(21)}+` }, 422, 'REQUEST_INVALID'],
    ['a party of none', { partySize: 0 }, 422, 'REQUEST_INVALID'],
    ['a display code of other letters', { display: 'ABCDEFG1' }, 422, 'REQUEST_INVALID'],
    ['an unknown member', { name: 'Lan' }, 422, 'REQUEST_INVALID'],
    ['a departure of null', { departedAt: null }, 422, 'REQUEST_INVALID'],
  ])('%s', async (_what, fields, status, code) => {
    expect(await send(paddedCheckIn(newCheckIn(locationId, fields).body))).toMatchObject({
      status,
      code,
    });
  });

  it.each([
    ['one byte short', -1, 400, 'BODY_SIZE'],
    ['one byte long', 1, 413, 'BODY_TOO_LARGE'],
  ])('a body %s', async (_what, more, status, code) => {
    const body = paddedCheckIn(newCheckIn(locationId).body);
    const changed = more < 0 ? body.replace('xx"', 'x"') : body.replace('xx"', 'xxx"');
    expect(await send(changed)).toMatchObject({ status, code });
  });

  it('another body under the same contact id', async () => {
    const { body } = newCheckIn(locationId);
    await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
    const other = await send(paddedCheckIn({ ...body, partySize: 2 }));
    expect(other).toMatchObject({ status: 409, code: 'CHECK_IN_CONFLICT' });
  });

  it('a withdrawn code, but not the repeat of a check-in from before', async () => {
    const { path, key, ...other } = await newVenue(api);
    const before = paddedCheckIn(newCheckIn(other.locationId).body);
    const first = await api.ask('POST', '/v1/check-ins', { body: before });
    await api.ask('DELETE', `${path}/codes/1`, { key });
    const after = await send(paddedCheckIn(newCheckIn(other.locationId).body));
    expect(after).toMatchObject({ status: 410, code: 'LOCATION_WITHDRAWN' });
    const again = await api.ask('POST', '/v1/check-ins', { body: before });
    expect(await again.json()).toEqual(await first.json());
  });
});

describe('POST /v1/check-ins/changes refuses', () => {
  it('an unknown id and a wrong key with one answer', async () => {
    const { body, contactId, receiptKey } = newCheckIn(locationId);
    await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
    const answers = [
      { contactId: 'A'.repeat(22), receiptKey, erase: true },
      { contactId, receiptKey: 'A'.repeat(22), erase: true },
    ].map((change) => send(paddedCheckIn(change), '/v1/check-ins/changes'));
    const [unknown, wrong] = (await Promise.all(answers)).map(withoutId);
    expect(unknown).toMatchObject({ status: 403, code: 'CHANGE_REFUSED' });
    expect(wrong).toEqual(unknown);
  });

  it.each([
    ['nothing to change', {}],
    ['two changes at once', { departedAt: NOW, erase: true }],
    ['erase: false', { erase: false }],
  ])('%s', async (_what, change) => {
    const { contactId, receiptKey } = newCheckIn(locationId);
    const body = paddedCheckIn({ contactId, receiptKey, ...change });
    expect(await send(body, '/v1/check-ins/changes')).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('a body of another size', async () => {
    const { contactId, receiptKey } = newCheckIn(locationId);
    const body = { contactId, receiptKey, erase: true, pad: '' };
    expect(await send(body, '/v1/check-ins/changes')).toMatchObject({ code: 'BODY_SIZE' });
  });
});
