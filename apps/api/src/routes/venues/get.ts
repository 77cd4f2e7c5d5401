import { createRoute } from '@hono/zod-openapi';
import { getVenue } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer } from '../schemas.ts';
import { encodeCode, encodeLocations, encodeVenue } from './encode.ts';
import { VenueDetails, VenuePath } from './schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/venues/{id}',
  tags: ['Venues'],
  operationId: 'getVenue',
  summary: 'Read a venue',
  description: 'With its code versions, and the codes to print of the newest.',
  request: { params: VenuePath },
  responses: {
    200: jsonAnswer('The venue', VenueDetails),
    ...problems('REQUEST_INVALID', 'VENUE_UNKNOWN'),
  },
});

/** `GET /v1/venues/{id}` */
export const get: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { venue, codes, locations } = await getVenue(platform, c.req.valid('param').id);
    const answer = {
      venue: encodeVenue(venue),
      codes: codes.map((code) => encodeCode(code, platform.clock())),
      locations: encodeLocations(locations),
    };
    return c.json(answer, 200);
  });
