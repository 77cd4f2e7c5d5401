import { createRoute } from '@hono/zod-openapi';
import { updateVenue, type VenueUpdate } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeCode, encodeDisplaySecret, encodeVenue } from './encode.ts';
import { ChangedVenue, VenueChange, VenuePath } from './schemas.ts';

const route = createRoute({
  method: 'patch',
  path: '/v1/venues/{id}',
  tags: ['Venues'],
  operationId: 'updateVenue',
  summary: 'Change a venue',
  description:
    'What is left out stays. Another name, address, kind or zone makes a new code version, since the print changes.',
  request: { params: VenuePath, body: jsonBody(VenueChange) },
  responses: {
    200: jsonAnswer('Changed', ChangedVenue),
    ...problems('REQUEST_INVALID', 'VENUE_INVALID', 'VENUE_UNKNOWN'),
  },
});

/** `PATCH /v1/venues/{id}` */
export const update: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    // JSON knows no undefined: what is left out is not there.
    const changes = c.req.valid('json') as VenueUpdate;
    const { venue, code } = await updateVenue(platform, id, changes);
    const answer = {
      venue: encodeVenue(venue),
      code: code && encodeCode(code, platform.clock()),
      displaySecret: encodeDisplaySecret(venue),
    };
    return c.json(answer, 200);
  });
