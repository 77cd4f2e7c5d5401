import { createRoute } from '@hono/zod-openapi';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { answerFile, fileAnswer } from './published-file.ts';
import { DigestPath } from './schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/notices/{id}',
  tags: ['Keys and lists'],
  operationId: 'getNoticeBundle',
  summary: 'Fetch a bundle',
  description: 'By the digest that the index gives it.',
  request: { params: DigestPath },
  responses: { 200: fileAnswer('The bundle'), ...problems('REQUEST_INVALID', 'FILE_UNKNOWN') },
});

/** `GET /v1/notices/{digest}` */
export const bundle: Endpoint = (api, parts) =>
  api.openapi(route, async (c) =>
    answerFile(c, parts, { kind: 'notice', sha256: c.req.valid('param').id }),
  );
