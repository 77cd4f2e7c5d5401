import { describe, expect, it } from 'vitest';
import { POLICY } from '../../src/http/policy.ts';
import { newVenue } from '../helpers/bodies.ts';
import { problemOf } from '../helpers/problem.ts';
import { NOW, testApi } from '../helpers/test-api.ts';
import { testModules } from '../helpers/test-modules.ts';

const api = await testApi({
  pages: { issuer: 'waypost-test', rootThumbprint: 'x', modules: testModules },
});
const own = await newVenue(api);
const other = await newVenue(api);
const revoked = api.officers.b;
await api.platform.officerKeys.revoke(revoked.record.id, NOW);

const KEYS = {
  'no key': undefined,
  'an officer': api.officers.a.key,
  'a revoked officer': revoked.key,
  'the owner': own.key,
  'the owner of another venue': other.key,
  nonsense: 'waypost-officer-nonsense',
  'a very long key': 'x'.repeat(4000),
} as const;

/** Who may call a route of each kind; everybody else is refused. */
const WELCOME: Readonly<Record<string, readonly (keyof typeof KEYS)[]>> = {
  public: Object.keys(KEYS) as (keyof typeof KEYS)[],
  officer: ['an officer'],
  venue: ['the owner'],
};

/** Routes as the app has them, with the parameters of the document. */
const ROUTES = [
  ...new Set(
    api.app.routes
      .filter(({ method }) => method !== 'ALL' && method !== 'OPTIONS')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`),
  ),
];

const pathOf = (route: string): string =>
  (route.split(' ')[1] ?? '')
    .replace('/v1/venues/{id}', own.path)
    .replace('{version}', '999')
    .replace(/{\w+}/, 'A'.repeat(22));

describe('the access table', () => {
  it('has a row for each route of the app, and none besides', () => {
    expect(ROUTES.toSorted()).toEqual(Object.keys(POLICY).toSorted());
  });

  it.each(ROUTES.flatMap((route) => Object.keys(KEYS).map((who) => [route, who] as const)))(
    '%s with %s',
    async (route, who) => {
      const access = POLICY[route]?.access ?? '';
      const key = KEYS[who as keyof typeof KEYS];
      const [method = ''] = route.split(' ');
      // A body that no schema takes: whoever passes is refused for it, and nothing is changed.
      const body = POLICY[route]?.body && method !== 'GET' ? '"nothing"' : undefined;
      const answer = await api.ask(method, pathOf(route), { key, body });
      const isWelcome = WELCOME[access]?.includes(who as keyof typeof KEYS);
      if (isWelcome) expect(answer.status).not.toBe(401);
      else expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    },
  );
});

describe('a key is believed', () => {
  it.each([
    ['in the query', `${own.path}?key=${own.key}`, {}],
    ['by another scheme', own.path, { Authorization: `Basic ${own.key}` }],
    ['without a scheme', own.path, { Authorization: own.key }],
    ['in a cookie', own.path, { Cookie: `key=${own.key}` }],
    ['twice', own.path, { Authorization: `Bearer ${own.key} ${own.key}` }],
  ])('never %s', async (_where, path, headers) => {
    const answer = await api.ask('GET', path, { headers });
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect((await problemOf(answer)).code).toBe('UNAUTHENTICATED');
  });

  it('before a body is read: a stranger learns nothing of the schema', async () => {
    const answer = await api.ask('PATCH', own.path, { body: { nam: 1 } });
    expect(await problemOf(answer)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

it('answers a route that is not there, and one of another method, alike', async () => {
  for (const [method, path] of [
    ['GET', '/v1/people'],
    ['GET', '/v1/check-ins'],
    ['PUT', own.path],
    ['PROPFIND', '/health'],
  ] as const)
    expect((await problemOf(await api.ask(method, path, { key: own.key }))).code).toBe(
      'ROUTE_UNKNOWN',
    );
});
