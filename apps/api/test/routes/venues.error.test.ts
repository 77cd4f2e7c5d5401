import { describe, expect, it } from 'vitest';
import { newVenue } from '../helpers/bodies.ts';
import { problemOf } from '../helpers/problem.ts';
import { testApi } from '../helpers/test-api.ts';

const api = await testApi();
const { path, key } = await newVenue(api);
const WEEK = [[], [], [], [], [], [], []];

describe('POST /v1/venues refuses', () => {
  it.each([
    ['no name', { address: 'x' }, 'name'],
    ['an empty name', { name: '' }, 'name'],
    ['an unknown member', { name: 'x', owner: 'y' }, ''],
    ['no zones', { name: 'x', zones: [] }, 'zones'],
    ['a kind above 255', { name: 'x', kind: 256 }, 'kind'],
    ['a stay of more than a day', { name: 'x', longestStaySeconds: 86_401 }, 'longestStaySeconds'],
    [
      'a week of six days',
      { name: 'x', openingHours: { timeZone: 'UTC', days: WEEK.slice(1) } },
      'openingHours.days',
    ],
    ['text for a number', { name: 'x', kind: '1' }, 'kind'],
  ])('%s', async (_what, body, wrong) => {
    const problem = await problemOf(await api.ask('POST', '/v1/venues', { body }));
    expect(problem).toMatchObject({ code: 'REQUEST_INVALID', status: 422 });
    expect(problem.errors?.map(({ path: at }) => at)).toContain(wrong);
  });

  it.each([
    ['a zone twice', { name: 'x', zones: ['a', 'a'] }],
    ['a name of more than 100 bytes', { name: 'ở'.repeat(60) }],
    ['a name that turns the text around', { name: 'abc\u202edef' }],
    ['an unknown time zone', { name: 'x', openingHours: { timeZone: 'Mars/Base', days: WEEK } }],
    [
      'a span that ends before it begins',
      { name: 'x', openingHours: { timeZone: 'UTC', days: [[[600, 300]], ...WEEK.slice(1)] } },
    ],
  ])('%s', async (_what, body) => {
    const problem = await problemOf(await api.ask('POST', '/v1/venues', { body }));
    expect(problem.code).toBe('VENUE_INVALID');
  });

  it('a body that is not JSON, of another type, or too large', async () => {
    const bad = await problemOf(await api.ask('POST', '/v1/venues', { body: '{"name' }));
    expect(bad).toMatchObject({ code: 'REQUEST_MALFORMED', status: 400 });
    const headers = { 'Content-Type': 'text/plain' };
    const typed = await problemOf(await api.ask('POST', '/v1/venues', { body: '{}', headers }));
    expect(typed).toMatchObject({ code: 'MEDIA_TYPE', status: 415 });
    const large = { name: 'x', address: 'y'.repeat(20_000) };
    const refused = await problemOf(await api.ask('POST', '/v1/venues', { body: large }));
    expect(refused).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
  });

  it('what is over the hourly limit of one network, until the hour ends', async () => {
    const limited = await testApi({
      limits: { registrations: 2, posterArchives: 1, disclosures: 1 },
    });
    const statuses = [];
    for (let i = 0; i < 3; i++)
      statuses.push((await limited.ask('POST', '/v1/venues', { body: { name: 'x' } })).status);
    expect(statuses).toEqual([201, 201, 429]);
    limited.clock.now += 3600;
    expect((await limited.ask('POST', '/v1/venues', { body: { name: 'x' } })).status).toBe(201);
  });
});

describe('the owner is refused', () => {
  it.each([
    ['a code version that is not there', 'DELETE', '/codes/7', 404, 'VENUE_CODE_UNKNOWN'],
    ['a code version 0', 'DELETE', '/codes/0', 422, 'REQUEST_INVALID'],
    ['a code version in hexadecimal', 'DELETE', '/codes/0x1', 422, 'REQUEST_INVALID'],
    ['a code version above 32 bits', 'DELETE', '/codes/4294967296', 422, 'REQUEST_INVALID'],
    ['a picture of an unknown zone', 'GET', '/code.svg?zone=Bar', 404, 'VENUE_CODE_UNKNOWN'],
    ['a picture of an unknown version', 'GET', '/code.svg?version=9', 404, 'VENUE_CODE_UNKNOWN'],
    ['a picture with an unknown parameter', 'GET', '/code.svg?size=9', 422, 'REQUEST_INVALID'],
  ])('%s', async (_what, method, rest, status, code) => {
    const problem = await problemOf(await api.ask(method, path + rest, { key }));
    expect(problem).toMatchObject({ status, code });
  });

  it('an empty name', async () => {
    const problem = await problemOf(await api.ask('PATCH', path, { body: { name: '' }, key }));
    expect(problem.code).toBe('REQUEST_INVALID');
  });
});
