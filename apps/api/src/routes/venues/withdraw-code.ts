import { createRoute } from '@hono/zod-openapi';
import { withdrawCode } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { CodePath } from './schemas.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/venues/{id}/codes/{version}',
  tags: ['Venues'],
  operationId: 'withdrawVenueCode',
  summary: 'Withdraw a code version',
  description: 'From now on nobody can check in with it. It stands in the list of withdrawn codes.',
  request: { params: CodePath },
  responses: {
    204: { description: 'Taken back' },
    ...problems('REQUEST_INVALID', 'VENUE_CODE_UNKNOWN'),
  },
});

/** `DELETE /v1/venues/{id}/codes/{version}` */
export const withdraw: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { id, version } = c.req.valid('param');
    await withdrawCode(platform, id, version);
    return c.body(null, 204);
  });
