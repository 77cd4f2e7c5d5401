import { describe, expect, it } from 'vitest';
import { newVenue } from '../helpers/bodies.ts';
import { problemOf } from '../helpers/problem.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

const api = await testApi();
const HEADER = 'name,address,kind,zones,contact';
const CSV = { 'Content-Type': 'text/csv; charset=utf-8' };
const officer = api.officers.a.key;

const importing = (rows: readonly string[], headers: Record<string, string> = CSV) =>
  api.ask('POST', '/v1/venues/import', { body: rows.join('\r\n'), key: officer, headers });

const bytesOf = async (path: string, key: string) =>
  Buffer.from(await (await api.ask('GET', path, { key })).arrayBuffer());

describe('GET /v1/venues/{id}/poster', () => {
  const begins = { pdf: '%PDF-', png: '\x89PNG', svg: '<svg ' } as const;
  const types = { pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml' } as const;

  it.each(['pdf', 'png', 'svg'] as const)('%s: the same bytes each time', async (format) => {
    const { path, key } = await newVenue(api);
    const poster = `${path}/poster.${format}?size=a6&language=both&contact=0900%20000%20000`;
    const answer = await api.ask('GET', poster, { key });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe(types[format]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 5).toString('latin1')).toContain(begins[format].slice(0, 4));
    api.clock.now += 3600;
    expect((await bytesOf(poster, key)).equals(bytes)).toBe(true);
    api.clock.now = NOW;
  });

  it('says what its version said, whatever the venue is called now', async () => {
    const { path, key } = await newVenue(api);
    const before = await bytesOf(`${path}/poster.svg`, key);
    await api.ask('PATCH', path, { body: { name: 'Phở Bà Tư' }, key });
    expect((await bytesOf(`${path}/poster.svg?version=1`, key)).equals(before)).toBe(true);
    const after = await bytesOf(`${path}/poster.svg`, key);
    expect(after.toString()).toContain('Phở Bà Tư');
    await api.ask('DELETE', `${path}/codes/2`, { key });
    expect((await bytesOf(`${path}/poster.svg`, key)).equals(before)).toBe(true);
  });

  it('holds every zone in a PDF, one in a picture', async () => {
    const { path, key } = await newVenue(api, { zones: ['Tầng 1', 'Tầng 2'] });
    const pages = (await bytesOf(`${path}/poster.pdf`, key)).toString('latin1');
    expect(pages.match(/\/Type \/Page\b/g)).toHaveLength(2);
    const two = await problemOf(await api.ask('GET', `${path}/poster.svg`, { key }));
    expect(two).toMatchObject({ status: 422, code: 'POSTER_UNFIT' });
    const zone = encodeURIComponent('Tầng 2');
    expect(String(await bytesOf(`${path}/poster.svg?zone=${zone}`, key))).toContain('Tầng 2');
  });

  it.each([
    ['an unknown zone', 'zone=Bar', 404, 'VENUE_CODE_UNKNOWN'],
    ['an unknown version', 'version=9', 404, 'VENUE_CODE_UNKNOWN'],
    ['an unknown size', 'size=a9', 422, 'REQUEST_INVALID'],
    ['an unknown parameter', 'colour=red', 422, 'REQUEST_INVALID'],
    ['a contact of two lines', 'contact=a%0Ab', 422, 'POSTER_UNFIT'],
  ])('refuses %s', async (_what, query, status, code) => {
    const { path, key } = await newVenue(api);
    const answer = await api.ask('GET', `${path}/poster.svg?${query}`, { key });
    expect(await problemOf(answer)).toMatchObject({ status, code });
  });
});

describe('POST /v1/venues/import', () => {
  it('registers every venue, and its key opens it', async () => {
    const answer = await importing([
      `\uFEFF${HEADER}`,
      'Phở Bà Dần,"12 Hàng Bông, Hà Nội",3,Tầng 1|Tầng 2,0900 000 000',
      'Quán ""Không"",,,,'.replaceAll('""', ''),
    ]);
    expect(answer.status).toBe(201);
    const { venues } = (await answer.json()) as {
      venues: { venue: { venueId: string; name: string; zones: string[] }; ownerKey: string }[];
    };
    expect(venues.map(({ venue }) => [venue.name, venue.zones])).toEqual([
      ['Phở Bà Dần', ['Tầng 1', 'Tầng 2']],
      ['Quán Không', ['']],
    ]);
    for (const { venue, ownerKey } of venues) {
      const own = await api.ask('GET', `/v1/venues/${venue.venueId}`, { key: ownerKey });
      expect(((await own.json()) as { codes: object[] }).codes).toHaveLength(1);
    }
  });

  it('names every row that is wrong, and registers none', async () => {
    const count = async () =>
      (await api.platform.venues.listVenues({ after: null, limit: 1000 })).length;
    const before = await count();
    const problem = await problemOf(
      await importing([HEADER, 'Quán,,,,', ',x,,,', 'A,B,300,,', 'A,B', 'Quán,,,,']),
    );
    expect(problem).toMatchObject({ status: 422, code: 'VENUE_LIST_INVALID' });
    expect(problem.errors).toEqual([
      { path: '3.name', problem: 'invalid' },
      { path: '4.kind', problem: 'invalid' },
      { path: '5', problem: 'field-count' },
      { path: '6', problem: 'twice' },
    ]);
    expect(await count()).toBe(before);
  });

  it('refuses another type, and more rows than it takes', async () => {
    const json = await problemOf(await importing([HEADER], { 'Content-Type': 'application/json' }));
    expect(json.code).toBe('MEDIA_TYPE');
    const many = Array.from({ length: 1001 }, (_, i) => `Quán ${i},,,,`);
    const problem = await problemOf(await importing([HEADER, ...many]));
    expect(problem.errors).toEqual([{ path: '1002', problem: 'too-many-rows' }]);
  });
});

it('GET /v1/venues/posters.zip holds every venue and a manifest, the same bytes each time', async () => {
  const chain = await testApi();
  await newVenue(chain);
  await newVenue(chain, { name: 'Quán 😀' });
  const ask = async () =>
    chain.ask('GET', '/v1/venues/posters.zip?format=svg&size=card', {
      key: chain.officers.a.key,
    });
  const answer = await ask();
  expect(answer.headers.get('Content-Type')).toBe('application/zip');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.toString()).toContain('Phở Bà Dần - v1.svg');
  expect(bytes.toString()).toContain('manifest.csv');
  expect(Buffer.from(await (await ask()).arrayBuffer()).equals(bytes)).toBe(true);
});

it('GET /v1/venues/posters.zip refuses a contact that cannot be printed, before it sends anything', async () => {
  const { key } = api.officers.a;
  const answer = await api.ask('GET', '/v1/venues/posters.zip?contact=a%0Ab', { key });
  expect(await problemOf(answer)).toMatchObject({ status: 422, code: 'POSTER_UNFIT' });
});

it('tells the owner 30 days before a code ends', async () => {
  const { path, key } = await newVenue(api);
  const soon = async () => {
    const details = await (await api.ask('GET', path, { key })).json();
    return (details as { codes: [{ expiresSoon: boolean; expires: number }] }).codes[0];
  };
  const { expires, expiresSoon } = await soon();
  expect(expiresSoon).toBe(false);
  api.clock.now = expires - 30 * 86_400 - 1;
  expect((await soon()).expiresSoon).toBe(false);
  api.clock.now++;
  expect((await soon()).expiresSoon).toBe(true);
  api.clock.now = NOW;
});

it('refuses more archives within an hour than were allowed, once it knows who asks', async () => {
  const limits = { registrations: 10, posterArchives: 2, disclosures: 1 };
  const limited = await testApi({ limits });
  const ask = async (key: string) =>
    (await limited.ask('GET', '/v1/venues/posters.zip', { key })).status;
  for (let i = 0; i < 3; i++) expect(await ask('wrong')).toBe(401);
  const { key } = limited.officers.a;
  expect([await ask(key), await ask(key), await ask(key)]).toEqual([200, 200, 429]);
  limited.clock.now += 3600;
  expect(await ask(key)).toBe(200);
});

it('prints the next version before it counts, beside the one that does', async () => {
  const { path, key } = await newVenue(api);
  const notBefore = NOW + 30 * 86_400;
  const issued = await api.ask('POST', `${path}/codes`, { body: { notBefore }, key });
  expect(await issued.json()).toMatchObject({ code: { codeVersion: 2, notBefore } });
  const print = async (version: number) =>
    (await bytesOf(`${path}/poster.svg?version=${version}`, key)).toString();
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' });
  const ofNext = `Phiên bản 2, cấp\u00a0ngày\u00a0${day.format(notBefore * 1000)}`;
  expect(await print(2)).toContain(ofNext);
  expect(await print(1)).toContain('Phiên bản 1');
  expect(await print(1)).not.toContain(ofNext);
});
