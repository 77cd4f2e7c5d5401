import { toBase64Url } from '@waypost/core/primitives';
import { expect, it } from 'vitest';
import { type TestDevice, testDevice } from '../support/device.ts';
import { problem, TestServer } from '../support/server.ts';
import { NOW } from '../support/surroundings.ts';

const CARD = { name: 'SECRET-NAME', phone: 'SECRET-PHONE' };

/** Every way to fail that a person can run into, with secrets planted in whatever goes in. */
const FAILURES: readonly [
  string,
  (device: TestDevice, text: string, id: string) => Promise<unknown>,
][] = [
  [
    'a text that is no code',
    (device) => device.scan('https://waypost.test/v#SECRET.SECRET.SECRET'),
  ],
  ['a tampered code', (device, text) => device.scan(`${text.slice(0, -4)}AAAA`)],
  ['a wrong display code', (device, text) => device.scan(`${text}~SECRET`)],
  [
    'a long card',
    (device, text) => device.checkIn(text, { card: { ...CARD, name: CARD.name.repeat(60) } }),
  ],
  ['a wrong time', (device, text) => device.noteVisit(text, { arrivedAt: NOW, departedAt: 0 })],
  ['an early departure', (device, _, id) => device.checkOut(id, { departedAt: 0, tapped: true })],
  ['an unknown visit', (device) => device.eraseVisit('SECRET-VISIT')],
  [
    'a wrong choice',
    (device) => device.disclose({ code: 'SECRET-CODE', visitIds: ['SECRET-VISIT'] }),
  ],
  [
    'a refused disclosure',
    (device, _, id) => device.disclose({ code: 'SECRET-CODE', visitIds: [id] }),
  ],
];

it.each(FAILURES)('%s tells nothing of what went in', async (_, fail) => {
  const server = await TestServer.start();
  const [place] = await server.issuer.codes('SECRET-PLACE');
  const device = testDevice(server);
  const visit = await device.checkIn(place!.text, { card: CARD });
  await device.outbox.run();
  const hidden = ['SECRET', place!.text.slice(-20), visit.id, place!.locationId, visit.contactId];
  const error: Error = await fail(device, place!.text, visit.id).then(
    () => expect.fail('it did not fail'),
    (reason) => reason,
  );
  expect(error.cause).toBeUndefined();
  for (const text of [String(error), JSON.stringify(error)])
    for (const secret of hidden)
      expect(text).not.toContain(typeof secret === 'string' ? secret : toBase64Url(secret));
});

it('what the app is told of the outbox is a code and a handle', async () => {
  const server = await TestServer.start();
  const [place] = await server.issuer.codes('SECRET-PLACE');
  const told: unknown[] = [];
  const device = testDevice(server, {
    onEvent: (event) => told.push(event),
    fetch: async (request) =>
      request.method === 'GET' ? server.fetch(request) : problem(410, 'LOCATION_WITHDRAWN'),
  });
  const { id: visitId } = await device.checkIn(place!.text, { card: CARD });
  await device.outbox.run();
  expect(told).toEqual([{ kind: 'check-in', visitId, refused: 'LOCATION_WITHDRAWN' }]);
});
