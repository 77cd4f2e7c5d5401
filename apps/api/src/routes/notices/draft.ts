import { createRoute } from '@hono/zod-openapi';
import { draftNotice } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { encodeNotice } from './encode.ts';
import { NewNotice, NoticeAnswer } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/notices',
  tags: ['Notices'],
  operationId: 'draftNotice',
  summary: 'Draft a notice',
  description: 'Of what a matching run found.',
  request: { body: jsonBody(NewNotice) },
  responses: {
    201: jsonAnswer('Drafted', NoticeAnswer),
    ...problems('REQUEST_INVALID', 'RUN_UNKNOWN'),
  },
});

/** `POST /v1/notices` */
export const draft: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const notice = await draftNotice(platform, c.get('officerId'), c.req.valid('json'));
    return c.json(encodeNotice(notice), 201);
  });
