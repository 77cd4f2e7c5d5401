import { createRoute } from '@hono/zod-openapi';
import { rotateCode } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeCode, encodeLocations } from './encode.ts';
import { IssuedCode, NewCode, VenuePath } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/venues/{id}/codes',
  tags: ['Venues'],
  operationId: 'rotateVenueCode',
  summary: 'Issue the next codes',
  description:
    'The versions before stay valid until they end: new posters can hang before the old ones are taken down.',
  request: { params: VenuePath, body: jsonBody(NewCode) },
  responses: {
    201: jsonAnswer('Issued', IssuedCode),
    ...problems('REQUEST_INVALID', 'VENUE_INVALID', 'VENUE_UNKNOWN'),
  },
});

/** `POST /v1/venues/{id}/codes` */
export const rotate: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { code, locations } = await rotateCode(platform, id, c.req.valid('json'));
    const answer = {
      code: encodeCode(code, platform.clock()),
      locations: encodeLocations(locations),
    };
    return c.json(answer, 201);
  });
