import { createRoute } from '@hono/zod-openapi';
import { runMatching } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeRun } from './encode.ts';
import { MatchingRunAnswer, NewMatchingRun } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/matching-runs',
  tags: ['Matching'],
  operationId: 'runMatching',
  summary: 'Run matching',
  description:
    'Finds the contact ids that were exposed to disclosed stays: check-ins, not people, whose minutes are added up on their devices. The result is immutable; the same check-ins and rule give the same digests.',
  request: { body: jsonBody(NewMatchingRun) },
  responses: {
    201: jsonAnswer('Made; the same check-ins and rule give the same digests', MatchingRunAnswer),
    ...problems('REQUEST_INVALID', 'RUN_INVALID', 'RULE_INVALID', 'DISCLOSURE_UNKNOWN'),
  },
});

/** `POST /v1/matching-runs` */
export const create: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const run = await runMatching(platform, c.get('officerId'), c.req.valid('json'));
    return c.json(encodeRun(run), 201);
  });
