import { expect, it } from 'vitest';
import { testApi } from '../helpers/test-api.ts';

const api = await testApi();

it.each(['/.well-known/waypost-keys', '/v1/withdrawn-codes', '/v1/notices'])(
  '%s: a signed text for pages of any host, the same bytes for everybody',
  async (path) => {
    const answer = await api.ask('GET', path);
    expect(answer.headers.get('Content-Type')).toBe('application/jwt');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=60');
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    const text = await answer.text();
    const tag = answer.headers.get('ETag') ?? '';
    const known = await api.ask('GET', path, { headers: { 'If-None-Match': tag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const headers = { 'User-Agent': 'another', 'Accept-Language': 'vi' };
    expect(await (await api.ask('GET', path, { headers })).text()).toBe(text);
  },
);

it('lists the keys of venue codes for other apps, and nothing private', async () => {
  const answer = await api.ask('GET', '/.well-known/jwks.json');
  const { keys } = (await answer.json()) as { keys: Record<string, string>[] };
  expect(keys).toEqual([
    {
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: api.keys.codeKeys[0]?.kid,
      alg: 'ES256',
      use: 'sig',
    },
  ]);
});
