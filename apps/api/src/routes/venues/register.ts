import { createRoute } from '@hono/zod-openapi';
import { registerVenue } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeCode, encodeDisplaySecret, encodeLocations, encodeVenue } from './encode.ts';
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
    const { venue, code, locations, ownerKey } = await registerVenue(platform, c.req.valid('json'));
    const answer = {
      venue: encodeVenue(venue),
      code: encodeCode(code),
      locations: encodeLocations(locations),
      ownerKey,
      displaySecret: encodeDisplaySecret(venue),
    };
    return c.json(answer, 201);
  });
