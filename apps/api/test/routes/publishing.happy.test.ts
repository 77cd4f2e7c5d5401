import { openBundle } from '@waypost/core/exposure-notice';
import { verifyIndexList, verifyKeyList } from '@waypost/core/keys-and-lists';
import { fromBase64Url, sha256, toBase64Url } from '@waypost/core/primitives';
import { publishDue } from '@waypost/platform';
import { expect, it } from 'vitest';
import { disclosedCase, newCheckIn, newRun, newVenue, paddedCheckIn } from '../helpers/bodies.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

it('makes a run, and reads it again', async () => {
  const api = await testApi();
  const { key, record } = api.officers.a;
  const { locationId } = await newVenue(api);
  const disclosureIds = [await disclosedCase(api, locationId)];
  const body = { disclosureIds, rule: 'who-15min' };
  const made = await api.ask('POST', '/v1/matching-runs', { body, key });
  expect(made.status).toBe(201);
  const run = (await made.json()) as { id: string; resultDigest: string };
  expect(run).toMatchObject({
    request: { ...body, withLate: false, withUnconfirmed: false },
    effectiveRule: { minOverlapSeconds: 900 },
    inputDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    createdBy: record.id,
    totals: { caseStays: 1, exposures: 1, venues: 1, overlapMinutes: 60 },
  });
  const read = await api.ask('GET', `/v1/matching-runs/${run.id}`, { key });
  expect(await read.json()).toEqual(run);
  const again = await api.ask('POST', '/v1/matching-runs', { body, key });
  expect(await again.json()).toMatchObject({ resultDigest: run.resultDigest });
});

it('counts as the officer sets the rule, and names every setting with the run', async () => {
  const api = await testApi();
  const { key } = api.officers.a;
  const { locationId } = await newVenue(api);
  const disclosureIds = [await disclosedCase(api, locationId)];
  const runWith = async (settings: object) => {
    const body = { disclosureIds, rule: 'who-15min', settings };
    const made = await api.ask('POST', '/v1/matching-runs', { body, key });
    expect(made.status).toBe(201);
    return made.json();
  };
  // The case and its contact were there for one and the same hour.
  expect(await runWith({ minOverlapSeconds: 3601 })).toMatchObject({
    request: { disclosureIds, rule: 'who-15min', withLate: false, withUnconfirmed: false },
    effectiveRule: { minOverlapSeconds: 3601, lingerSeconds: 0 },
    totals: { exposures: 0 },
  });
  const window = { from: NOW - 7200, to: NOW - 5400, staySeconds: null, near: null };
  expect(await runWith(window)).toMatchObject({
    effectiveRule: { minOverlapSeconds: 900, ...window },
    totals: { exposures: 1, overlapMinutes: 30 },
  });
});

it('publishes a notice that two officers made, by a digest that never changes', async () => {
  const api = await testApi();
  const { a, b } = api.officers;
  const { locationId } = await newVenue(api);
  const stay = { arrivedAt: NOW - 7200, departedAt: NOW - 3600 };
  const exposed = newCheckIn(locationId, stay);
  await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(exposed.body) });
  const disclosureIds = [await disclosedCase(api, locationId)];
  const made = await api.ask('POST', '/v1/matching-runs', {
    body: { disclosureIds, rule: 'who-15min' },
    key: a.key,
  });
  const { id: runId } = (await made.json()) as { id: string };

  const drafted = await api.ask('POST', '/v1/notices', { body: { runId }, key: a.key });
  expect(drafted.status).toBe(201);
  const draft = (await drafted.json()) as { id: string; sha256: string; warningSha256: string };
  expect(draft).toMatchObject({ runId, draftedBy: a.record.id, approvedBy: null, sequence: null });
  const bundlePath = `/v1/notices/${draft.sha256}`;
  expect((await api.ask('GET', bundlePath)).status).toBe(404);

  const approved = await api.ask('POST', `/v1/notices/${draft.id}/approval`, { key: b.key });
  expect(await approved.json()).toMatchObject({ approvedBy: b.record.id, publishedAt: null });
  await publishDue(api.platform);

  const bundle = await api.ask('GET', bundlePath);
  expect(bundle.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
  const bytes = new Uint8Array(await bundle.arrayBuffer());
  expect(toBase64Url(sha256(bytes))).toBe(draft.sha256);
  expect(openBundle(bytes).lookup(fromBase64Url(exposed.contactId))).toMatchObject({
    durationMinutes: 60,
  });
  expect((await api.ask('GET', `/v1/warnings/${draft.warningSha256}`)).status).toBe(200);

  const index = await readIndex(api);
  expect(index.bundles.map(({ sha256: digest }) => toBase64Url(digest))).toContain(draft.sha256);
});

it('takes a notice back: the index says so, and the bundle is gone', async () => {
  const api = await testApi();
  const { a, b } = api.officers;
  const body = { runId: await newRun(api) };
  const drafted = await api.ask('POST', '/v1/notices', { body, key: a.key });
  const { id, sha256: digest } = (await drafted.json()) as { id: string; sha256: string };
  await api.ask('POST', `/v1/notices/${id}/approval`, { key: b.key });
  await publishDue(api.platform);
  expect((await api.ask('DELETE', `/v1/notices/${id}`, { key: a.key })).status).toBe(204);
  expect((await readIndex(api)).withdrawn).toEqual([1]);
  expect((await api.ask('GET', `/v1/notices/${digest}`)).status).toBe(404);
});

async function readIndex(api: Awaited<ReturnType<typeof testApi>>) {
  const answer = await api.ask('GET', '/v1/notices');
  expect(answer.headers.get('Content-Type')).toBe('application/jwt');
  const pinned = { issuer: 'waypost-test', rootThumbprint: api.keys.rootThumbprint, seen: null };
  const { list: keyList } = await verifyKeyList(api.keys.keyListText, pinned, api.clock.now);
  const text = await answer.text();
  return (await verifyIndexList(text, { keyList, seen: null }, api.clock.now)).list;
}
