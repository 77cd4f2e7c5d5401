import { describe, expect, it } from 'vitest';
import { newDisclosure, paddedDisclosure } from '../helpers/bodies.ts';
import { problemOf, withoutId } from '../helpers/problem.ts';
import { type TestApi, testApi } from '../helpers/test-api.ts';

async function issueCode(api: TestApi): Promise<string> {
  const issued = await api.ask('POST', '/v1/verification-codes', { key: api.officers.a.key });
  return ((await issued.json()) as { code: string }).code;
}

const send = (api: TestApi, body: object) =>
  api.ask('POST', '/v1/disclosures', { body: paddedDisclosure(body) });

describe('a wrong, a used, an expired and a dummy code', () => {
  it('get one answer, after the same time', async () => {
    const api = await testApi();
    const used = await issueCode(api);
    await send(api, newDisclosure(used));
    const expired = await issueCode(api);
    api.clock.now += 86_400;
    const answers = [];
    for (const code of ['K7MX-2QPA-WZ3T', used, expired, '000000000000', '-'])
      answers.push(await send(api, newDisclosure(code)));
    const texts = await Promise.all(answers.map((answer) => problemOf(answer)));
    const [first, ...others] = texts.map(withoutId);
    expect(first).toMatchObject({ status: 403, code: 'VERIFICATION_CODE_REFUSED' });
    for (const other of others) expect(other).toEqual(first);
    expect(api.delays).toEqual([1.5, 1.5, 1.5, 1.5, 1.5, 1.5]);
  });
});

it('holds every answer back, also of a body that is no disclosure', async () => {
  const api = await testApi();
  await send(api, { code: 'x' });
  await api.ask('POST', '/v1/disclosures', { body: '{}' });
  expect(api.delays).toEqual([1.5, 1.5]);
});

it('answers only once the time is over', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const api = await testApi({ delay: () => held });
  let isAnswered = false;
  const answer = send(api, newDisclosure('K7MX-2QPA-WZ3T')).then((response) => {
    isAnswered = true;
    return response;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  release();
  expect((await answer).status).toBe(403);
});

it.each([
  ['a secret that must not leave the device', { checkInSecret: 'A'.repeat(43) }],
  ['a receipt key', { receiptKey: 'A'.repeat(22) }],
])('has no field for %s', async (_what, fields) => {
  const api = await testApi();
  const problem = await problemOf(await send(api, { ...newDisclosure('x'), ...fields }));
  expect(problem.code).toBe('REQUEST_INVALID');
});

it('refuses what is over the hourly limit, whatever the code', async () => {
  const api = await testApi({ limits: { registrations: 1, posterArchives: 1, disclosures: 2 } });
  for (let i = 0; i < 2; i++) await send(api, newDisclosure('x'));
  const refused = await problemOf(await send(api, newDisclosure(await issueCode(api))));
  expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
});

it.each([
  ['one byte short', 16_383],
  ['half as long', 8192],
])('refuses a body %s', async (_what, size) => {
  const api = await testApi();
  const body = 'x'.repeat(size);
  const problem = await problemOf(await api.ask('POST', '/v1/disclosures', { body }));
  expect(problem).toMatchObject({ status: 400, code: 'BODY_SIZE' });
});

it('refuses a first day of symptoms in the future, whatever the code', async () => {
  const api = await testApi();
  const body = { ...newDisclosure('x'), symptomOnsetDay: 40_000 };
  expect((await problemOf(await send(api, body))).code).toBe('DISCLOSURE_INVALID');
});
