import { WaypostError } from '@waypost/core/primitives';
import { expect, it } from 'vitest';
import { POLICY } from '../../src/http/policy.ts';
import { newCheckIn, newDisclosure, newVenue, padded } from '../helpers/bodies.ts';
import { type TestApi, testApi } from '../helpers/test-api.ts';

/** Found nowhere by chance; also what it looks like reversed would be found. */
const MARK = 'SECRETsecretSECRETsecr';

/** Places where a client can put what it wants, all at once. */
function plant(
  route: string,
  venuePath: string,
): { path: string; headers: Record<string, string> } {
  const [, pattern = ''] = route.split(' ');
  const path = pattern
    .replace('/v1/venues/{id}', venuePath)
    .replaceAll(/{\w+}/g, MARK)
    .replace('*', MARK);
  return {
    path: `${path}?token=${MARK}&zone=${MARK}`,
    headers: {
      'User-Agent': MARK,
      'X-Forwarded-For': MARK,
      'X-Request-Id': MARK,
      Cookie: `session=${MARK}`,
      Referer: `https://example.org/${MARK}`,
      Origin: `https://${MARK}.example`,
    },
  };
}

const bodies = (locationId: string): readonly unknown[] => {
  const checkIn = newCheckIn(locationId, { contactId: MARK });
  const everywhere = { name: MARK, [MARK]: MARK, code: MARK, runId: MARK, display: MARK };
  return [
    everywhere,
    MARK,
    `{"${MARK}`,
    padded(checkIn.body, 2048),
    padded({ ...checkIn.body, display: 'AAAAAAAA', [MARK]: MARK }, 2048),
    padded({ contactId: MARK, receiptKey: MARK, erase: true }, 2048),
    padded(newDisclosure(MARK), 16_384),
  ];
};

it('no route echoes or logs what a client put in', async () => {
  const api = await testApi();
  const { locationId, path: venuePath, key: venueKey } = await newVenue(api);
  const keys = [undefined, MARK, venueKey, api.officers.a.key];
  let asked = 0;
  for (const route of Object.keys(POLICY)) {
    const [method = ''] = route.split(' ');
    const { path, headers } = plant(route, venuePath);
    for (const key of keys)
      for (const body of method === 'GET' ? [undefined] : bodies(locationId)) {
        const answer = await api.ask(method, path, { body, key, headers });
        const text = `${JSON.stringify([...answer.headers])}${await answer.text()}`;
        // What the owner names their venue is theirs to read.
        if (!isOwnersName(route, answer))
          expect(text, `${route} ${answer.status}`).not.toContain(MARK);
        asked++;
      }
  }
  expect(asked).toBeGreaterThan(300);
  expect(JSON.stringify(api.log)).not.toContain(MARK);
  expect(api.log).toHaveLength(asked + 1);
});

const isOwnersName = (route: string, answer: Response): boolean =>
  answer.ok && /^(POST|PATCH) \/v1\/venues(\/{id})?$/.test(route);

it('logs nothing of a person, a place or a key on the way of a case', async () => {
  const api = await testApi();
  const secrets = await walkThrough(api);
  const log = JSON.stringify(api.log);
  for (const secret of secrets) expect(log).not.toContain(secret);
});

it('logs these fields and no others', async () => {
  const api = await testApi();
  await walkThrough(api);
  api.platform.notices.latestList = () =>
    Promise.reject(new Error(`row (${MARK})\n    at ${MARK}`));
  expect((await api.ask('GET', '/v1/notices')).status).toBe(500);
  const names = new Set(api.log.flatMap((line) => Object.keys(line)));
  expect([...names].toSorted()).toEqual(
    [
      'code',
      'error',
      'event',
      'hour',
      'method',
      'requestId',
      'route',
      'seconds',
      'status',
    ].toSorted(),
  );
  const last = api.log.at(-1) as { error: { name: string; at: string[] } };
  expect(last.error.name).toBe('Error');
  expect(last.error.at.join()).toMatch(/secrets\.test\.ts:\d+/);
  expect(JSON.stringify(last)).not.toContain(MARK);
});

it.each([
  ['an unknown error', new Error(MARK)],
  ['a fault of the server', new WaypostError('KEY_UNSUITABLE', MARK)],
])('%s says nothing to the client', async (_what, error) => {
  const api = await testApi();
  api.platform.notices.latestList = () => Promise.reject(error);
  const answer = await api.ask('GET', '/v1/notices');
  expect(await answer.json()).toMatchObject({ code: 'INTERNAL', detail: 'internal error' });
});

/** A venue, a check-in, a code and a disclosure; returns everything that no log may hold. */
async function walkThrough(api: TestApi): Promise<string[]> {
  const venue = await newVenue(api, { name: 'Phở Bà Dần', rotatingDisplay: true });
  const { body, contactId, receiptKey } = newCheckIn(venue.locationId);
  await api.ask('POST', '/v1/check-ins', { body: padded(body, 2048) });
  const change = { contactId, receiptKey, erase: true };
  await api.ask('POST', '/v1/check-ins/changes', { body: padded(change, 2048) });
  const issued = await api.ask('POST', '/v1/verification-codes', { key: api.officers.a.key });
  const { code } = (await issued.json()) as { code: string };
  const disclosure = newDisclosure(code);
  await api.ask('POST', '/v1/disclosures', { body: padded(disclosure, 16_384) });
  const { receiptHash, card, locationId } = body;
  const owner = [
    venue.key,
    venue.path.slice(11),
    venue.text,
    venue.displaySecret ?? '-',
    'Phở Bà Dần',
  ];
  const { proofs, places, withdrawHash } = disclosure;
  return [
    ...owner,
    contactId,
    receiptKey,
    receiptHash,
    card,
    locationId,
    code,
    proofs,
    places,
    withdrawHash,
    api.officers.a.key,
  ];
}
