import { expect, it } from 'vitest';
import { problemOf } from '../helpers/problem.ts';
import { testApi } from '../helpers/test-api.ts';

it('is well, and ready while it can work', async () => {
  let isReady = true;
  const api = await testApi({ isReady: async () => isReady });
  expect(await (await api.ask('GET', '/health')).json()).toEqual({ status: 'ok' });
  expect((await api.ask('GET', '/ready')).status).toBe(200);
  isReady = false;
  const problem = await problemOf(await api.ask('GET', '/ready'));
  expect(problem).toMatchObject({ status: 503, code: 'NOT_READY' });
  expect((await api.ask('GET', '/health')).status).toBe(200);
});

it('counts requests by route pattern, and never by URL', async () => {
  const api = await testApi();
  await api.ask('GET', `/v1/venues/${'A'.repeat(22)}`);
  await api.ask('GET', `/v1/venues/${'B'.repeat(22)}`);
  await api.ask('GET', '/.env');
  const answer = await api.ask('GET', '/metrics', { key: api.officers.a.key });
  const text = await answer.text();
  expect(text).toContain(
    'http_requests_total{method="GET",route="/v1/venues/{id}",status="401"} 2',
  );
  expect(text).toContain('http_requests_total{method="other",route="unknown",status="404"} 1');
  expect(text).toContain(
    'http_request_duration_seconds_bucket{method="GET",route="/v1/venues/{id}",le="0.005"} 2',
  );
  expect(text).not.toContain('AAAA');
  expect(text).not.toContain('.env');
});

it('says "later", not "broken", when the store cannot be reached', async () => {
  const unavailable = Object.assign(new Error('the database cannot be reached'), {
    name: 'StoreError',
    code: 'UNAVAILABLE',
  });
  const api = await testApi();
  api.platform.notices.latestList = () => Promise.reject(unavailable);
  const answer = await api.ask('GET', '/v1/notices');
  expect(answer.headers.get('Retry-After')).toBe('60');
  expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'NOT_READY' });
});
