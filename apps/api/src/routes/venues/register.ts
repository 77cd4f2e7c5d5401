import { createRoute } from '@hono/zod-openapi';
import { registerVenue } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeRegistered } from './encode.ts';
import { NewVenue, RegisteredVenue } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/venues',
  tags: ['Venues'],
  operationId: 'registerVenue',
  summary: 'Register a venue',
  description: 'Returns its first codes and the key that opens its routes, shown this once.',
  request: { body: jsonBody(NewVenue) },
  responses: {
    201: jsonAnswer('Registered', RegisteredVenue),
    ...problems('REQUEST_INVALID', 'VENUE_INVALID'),
  },
});

/** `POST /v1/venues` */
export const register: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const registered = await registerVenue(platform, c.req.valid('json'));
    return c.json(encodeRegistered(registered, platform.clock()), 201);
  });
