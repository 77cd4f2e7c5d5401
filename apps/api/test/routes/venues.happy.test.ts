import { codeKeys, verifyKeyList, verifyWithdrawnList } from '@waypost/core/keys-and-lists';
import { verifyVenueCode } from '@waypost/core/venue-code';
import { expect, it } from 'vitest';
import { newVenue } from '../helpers/bodies.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

const CLOSED = [[], [], [], [], [], [], []];

it('registers a venue: its codes verify against the key list, and its key opens it', async () => {
  const api = await testApi();
  const body = {
    name: 'Phở Bà Dần',
    address: '12 Hàng Bông, Hà Nội',
    kind: 3,
    zones: ['Tầng 2', 'Tầng 1'],
    longestStaySeconds: 7200,
    openingHours: { timeZone: 'Asia/Ho_Chi_Minh', days: [[[360, 1320]], ...CLOSED.slice(1)] },
  };
  const answer = await api.ask('POST', '/v1/venues', { body });
  expect(answer.status).toBe(201);
  const { venue, code, locations, ownerKey, displaySecret } = (await answer.json()) as {
    venue: { venueId: string };
    code: object;
    locations: { text: string; zone: string }[];
    ownerKey: string;
    displaySecret: null;
  };
  expect(venue).toEqual({
    ...body,
    venueId: expect.stringMatching(/^[\w-]{22}$/),
    rotatingDisplay: false,
    createdAt: NOW,
  });
  expect(code).toMatchObject({ codeVersion: 1, notBefore: NOW, withdrawnAt: null });
  expect(displaySecret).toBeNull();

  const pinned = { issuer: 'waypost-test', rootThumbprint: api.keys.rootThumbprint, seen: null };
  const list = await (await api.ask('GET', '/.well-known/waypost-keys')).text();
  const keys = codeKeys((await verifyKeyList(list, pinned, NOW)).list);
  for (const { text, zone } of locations)
    expect(await verifyVenueCode(text, { issuer: 'waypost-test', keys }, NOW)).toMatchObject({
      name: 'Phở Bà Dần',
      zone,
    });

  const details = await api.ask('GET', `/v1/venues/${venue.venueId}`, { key: ownerKey });
  expect(await details.json()).toEqual({ venue, codes: [code], locations });
});

it('gives the secret of a rotating display to the owner when it is turned on', async () => {
  const api = await testApi();
  const { path, key, displaySecret } = await newVenue(api, { rotatingDisplay: true });
  expect(displaySecret).toMatch(/^[\w-]{43}$/);
  const off = await api.ask('PATCH', path, { body: { rotatingDisplay: false }, key });
  expect(await off.json()).toMatchObject({ code: null, displaySecret: null });
  const details = await (await api.ask('GET', path, { key })).text();
  expect(details).not.toContain('displaySecret');
});

it('makes a new code version where the printed text changes, and only there', async () => {
  const api = await testApi();
  const { path, key } = await newVenue(api);
  const stay = await api.ask('PATCH', path, { body: { longestStaySeconds: 3600 }, key });
  expect(await stay.json()).toMatchObject({ venue: { longestStaySeconds: 3600 }, code: null });
  const name = await api.ask('PATCH', path, { body: { name: 'Phở Bà Tư' }, key });
  expect(await name.json()).toMatchObject({
    venue: { name: 'Phở Bà Tư' },
    code: { codeVersion: 2 },
  });
});

it('rotates and withdraws codes, and the signed list says so', async () => {
  const api = await testApi();
  const { path, key } = await newVenue(api);
  const rotated = await api.ask('POST', `${path}/codes`, {
    body: { notBefore: NOW + 86_400 },
    key,
  });
  expect(rotated.status).toBe(201);
  expect(await rotated.json()).toMatchObject({ code: { codeVersion: 2, notBefore: NOW + 86_400 } });
  expect((await api.ask('DELETE', `${path}/codes/1`, { key })).status).toBe(204);

  const pinned = { issuer: 'waypost-test', rootThumbprint: api.keys.rootThumbprint, seen: null };
  const keyList = await (await api.ask('GET', '/.well-known/waypost-keys')).text();
  const trust = { keyList: (await verifyKeyList(keyList, pinned, NOW)).list, seen: null };
  const text = await (await api.ask('GET', '/v1/withdrawn-codes')).text();
  expect((await verifyWithdrawnList(text, trust, NOW)).list.size).toBe(1);
});

it.each([
  ['the newest', 'zone=Bar', 'Phở Bà Dần, Bar'],
  ['an older version', 'zone=Bar&version=1', 'Phở Bà Dần, Bar'],
  ['the venue as a whole', '', 'Phở Bà Dần'],
])('draws a code: %s', async (_what, query, title) => {
  const api = await testApi();
  const { path, key } = await newVenue(api, { zones: ['', 'Bar'] });
  await api.ask('POST', `${path}/codes`, { body: {}, key });
  const answer = await api.ask('GET', `${path}/code.svg?${query}`, { key });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('image/svg+xml');
  const svg = await answer.text();
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain(`<title>${title}</title>`);
});
