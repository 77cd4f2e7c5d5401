import { createRoute, z } from '@hono/zod-openapi';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { answerFile, fileAnswer } from '../notices/published-file.ts';
import { bytes } from '../schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/warnings/{digest}',
  tags: ['Keys and lists'],
  operationId: 'getWarningList',
  summary: 'Fetch a warning list',
  description: 'By the digest that the index gives it.',
  request: { params: z.strictObject({ digest: bytes(32, 'SHA-256 of the file') }) },
  responses: { 200: fileAnswer('The list'), ...problems('REQUEST_INVALID', 'FILE_UNKNOWN') },
});

const warnings: Endpoint = (api, parts) =>
  api.openapi(route, async (c) =>
    answerFile(c, parts, { kind: 'warning', sha256: c.req.valid('param').digest }),
  );

/** `GET /v1/warnings/{digest}` */
export const warningRoutes: readonly Endpoint[] = [warnings];
