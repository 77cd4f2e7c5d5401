import { expect, it } from 'vitest';
import {
  newCheckIn,
  newDisclosure,
  newVenue,
  paddedCheckIn,
  paddedDisclosure,
} from '../helpers/bodies.ts';
import { NOW, testApi } from '../helpers/test-api.ts';

it('issues a code, takes a disclosure with it, and shows the officer what was disclosed', async () => {
  const api = await testApi();
  const { key } = api.officers.a;
  const { locationId } = await newVenue(api);
  const { body, proofKey } = newCheckIn(locationId);
  await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });

  const issued = await api.ask('POST', '/v1/verification-codes', { key });
  expect(issued.status).toBe(201);
  const { code, expiresAt } = (await issued.json()) as { code: string; expiresAt: number };
  expect(expiresAt).toBe(NOW + 86_400);

  const place = { locationId, arrivedAt: NOW, departedAt: NOW + 600 };
  const disclosure = { ...newDisclosure(code, [proofKey], [place]), symptomOnsetDay: 20_000 };
  disclosure.symptomOnsetDay = Math.floor(NOW / 86_400) - 2;
  const sent = paddedDisclosure(disclosure);
  const answer = await api.ask('POST', '/v1/disclosures', { body: sent });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  // The answer was lost, and the phone sends the same bytes again.
  expect((await api.ask('POST', '/v1/disclosures', { body: sent })).status).toBe(204);

  const listed = await api.ask('GET', '/v1/disclosures', { key });
  expect(await listed.json()).toEqual({
    disclosures: [
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        codeId: expect.stringMatching(/^[\w-]{22}$/),
        receivedAt: NOW,
        symptomOnsetDay: disclosure.symptomOnsetDay,
        checkIns: 1,
        places: 1,
      },
    ],
  });
});

it('takes a code as people type it', async () => {
  const api = await testApi();
  const issued = await api.ask('POST', '/v1/verification-codes', { key: api.officers.a.key });
  const { code } = (await issued.json()) as { code: string };
  const typed = code.toLowerCase().replaceAll('-', ' ');
  const body = paddedDisclosure(newDisclosure(typed));
  expect((await api.ask('POST', '/v1/disclosures', { body })).status).toBe(204);
});
