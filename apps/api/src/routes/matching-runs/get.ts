import { createRoute } from '@hono/zod-openapi';
import { getMatchingRun } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer } from '../schemas.ts';
import { encodeRun } from './encode.ts';
import { MatchingRunAnswer, RunPath } from './schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/matching-runs/{id}',
  tags: ['Matching'],
  operationId: 'getMatchingRun',
  summary: 'Read a matching run',
  description: 'Its rule, digests and totals.',
  request: { params: RunPath },
  responses: {
    200: jsonAnswer('The run', MatchingRunAnswer),
    ...problems('REQUEST_INVALID', 'RUN_UNKNOWN'),
  },
});

/** `GET /v1/matching-runs/{id}` */
export const get: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const run = await getMatchingRun(platform, c.req.valid('param').id);
    return c.json(encodeRun(run), 200);
  });
