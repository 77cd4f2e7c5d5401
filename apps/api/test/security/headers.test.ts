import { describe, expect, it } from 'vitest';
import { testApi } from '../helpers/test-api.ts';

const api = await testApi();

describe.each([
  ['an answer', 'GET', '/health'],
  ['a refusal', 'GET', '/metrics'],
  ['a route that is not there', 'GET', '/nothing'],
])('%s', (_what, method, path) => {
  it('says what browsers and caches may do with it', async () => {
    const { headers } = await api.ask(method, path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(headers.get('Server')).toBeNull();
    expect(headers.get('X-Powered-By')).toBeNull();
  });
});

describe('pages of other hosts', () => {
  const preflight = (path: string, method: string) =>
    api.ask('OPTIONS', path, {
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': method },
    });

  it.each([
    ['/v1/check-ins', 'POST'],
    ['/v1/check-ins/changes', 'POST'],
    ['/v1/disclosures', 'POST'],
    ['/v1/notices', 'GET'],
    [`/v1/notices/${'A'.repeat(43)}`, 'GET'],
  ])('may ask for %s', async (path, method) => {
    const answer = await preflight(path, method);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Allow-Methods')).toBe(method);
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('Content-Type');
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
  });

  it.each([
    ['/v1/venues', 'POST'],
    ['/v1/verification-codes', 'POST'],
    ['/v1/matching-runs', 'POST'],
    ['/metrics', 'GET'],
  ])('may not ask for %s', async (path, method) => {
    const answer = await preflight(path, method);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

it('gives each request an id of its own, and takes none over', async () => {
  const headers = { 'X-Request-Id': 'chosen-by-client' };
  const ids = [];
  for (let i = 0; i < 2; i++)
    ids.push((await api.ask('GET', '/health', { headers })).headers.get('X-Request-Id'));
  expect(ids[0]).toMatch(/^[\w-]{12}$/);
  expect(ids[1]).not.toBe(ids[0]);
  expect(JSON.stringify(api.log)).not.toContain('chosen-by-client');
});
