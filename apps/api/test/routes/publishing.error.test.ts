import { expect, it } from 'vitest';
import { newRun } from '../helpers/bodies.ts';
import { problemOf } from '../helpers/problem.ts';
import { testApi } from '../helpers/test-api.ts';

const api = await testApi();
const { a, b } = api.officers;
const NOBODY = 'A'.repeat(22);
const runId = await newRun(api);

it.each([
  ['no disclosure', { disclosureIds: [], rule: 'who-15min' }, 'REQUEST_INVALID'],
  ['an unknown disclosure', { disclosureIds: [NOBODY], rule: 'who-15min' }, 'DISCLOSURE_UNKNOWN'],
  ['an unknown rule', { disclosureIds: [NOBODY], rule: 'mine' }, 'RUN_INVALID'],
])('a run refuses %s', async (_what, body, code) => {
  const answer = await api.ask('POST', '/v1/matching-runs', { body, key: a.key });
  expect((await problemOf(answer)).code).toBe(code);
});

it.each([
  ['a setting that no rule has', { speed: 1 }, 'REQUEST_INVALID'],
  ['what only holders of people know', { exclusiveStay: true }, 'REQUEST_INVALID'],
  ['another mode than its name says', { mode: 'single' }, 'REQUEST_INVALID'],
  ['a duration that is no whole number', { lingerSeconds: 1.5 }, 'REQUEST_INVALID'],
  ['a negative duration', { toleranceSeconds: -1 }, 'REQUEST_INVALID'],
  ['near zones of no venue', { near: { r1: { A: ['B'] } } }, 'REQUEST_INVALID'],
  ['near zones that are no list', { near: { [NOBODY]: { A: 'B' } } }, 'REQUEST_INVALID'],
  ['a zone that no code could carry', { near: { [NOBODY]: { A: ['\0'] } } }, 'REQUEST_INVALID'],
  ['a duration beyond ten years', { maxStaySeconds: 4e8 }, 'RULE_INVALID'],
  ['a window that ends as it begins', { from: 60, to: 60 }, 'RULE_INVALID'],
  ['another threshold where devices add up', { minOverlapSeconds: 60 }, 'RUN_INVALID'],
])('the settings of a rule refuse %s', async (_what, settings, code) => {
  const body = { disclosureIds: [NOBODY], rule: 'cdc-cumulative-24h', settings };
  const answer = await api.ask('POST', '/v1/matching-runs', { body, key: a.key });
  expect(await problemOf(answer)).toMatchObject({ status: 422, code });
});

it.each([
  ['GET', `/v1/matching-runs/${NOBODY}`, 404, 'RUN_UNKNOWN'],
  ['GET', '/v1/matching-runs/1', 422, 'REQUEST_INVALID'],
  ['POST', `/v1/notices/${NOBODY}/approval`, 404, 'NOTICE_UNKNOWN'],
  ['DELETE', `/v1/notices/${NOBODY}`, 404, 'NOTICE_UNKNOWN'],
  ['GET', `/v1/notices/${'A'.repeat(43)}`, 404, 'FILE_UNKNOWN'],
  ['GET', '/v1/notices/..%2f..%2fkeys', 422, 'REQUEST_INVALID'],
  ['GET', `/v1/warnings/${'A'.repeat(43)}`, 404, 'FILE_UNKNOWN'],
])('%s %s: %i', async (method, path, status, code) => {
  const answer = await api.ask(method, path, { key: a.key });
  expect(await problemOf(answer)).toMatchObject({ status, code });
});

it('a notice of an unknown run', async () => {
  const answer = await api.ask('POST', '/v1/notices', { body: { runId: NOBODY }, key: a.key });
  expect(await problemOf(answer)).toMatchObject({ status: 404, code: 'RUN_UNKNOWN' });
});

it('an approval by who drafted it, a second approval, a second withdrawal', async () => {
  const drafted = await api.ask('POST', '/v1/notices', { body: { runId }, key: a.key });
  const { id } = (await drafted.json()) as { id: string };
  const codeOf = async (method: string, rest: string, key: string) => {
    const answer = await api.ask(method, `/v1/notices/${id}${rest}`, { key });
    return answer.ok ? answer.status : (await problemOf(answer)).code;
  };
  expect(await codeOf('POST', '/approval', a.key)).toBe('NOTICE_SAME_OFFICER');
  expect(await codeOf('POST', '/approval', b.key)).toBe(200);
  expect(await codeOf('POST', '/approval', b.key)).toBe('NOTICE_STATE');
  expect(await codeOf('DELETE', '', b.key)).toBe(204);
  expect(await codeOf('DELETE', '', a.key)).toBe('NOTICE_STATE');
});
