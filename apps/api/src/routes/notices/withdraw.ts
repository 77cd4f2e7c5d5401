import { createRoute } from '@hono/zod-openapi';
import { withdrawNotice } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { NoticePath } from './schemas.ts';

const route = createRoute({
  method: 'delete',
  path: '/v1/notices/{id}',
  tags: ['Notices'],
  operationId: 'withdrawNotice',
  summary: 'Withdraw a notice',
  description: 'The signed index says so, and unread alerts from it vanish.',
  request: { params: NoticePath },
  responses: {
    204: { description: 'Taken back' },
    ...problems('REQUEST_INVALID', 'NOTICE_UNKNOWN', 'NOTICE_STATE'),
  },
});

/** `DELETE /v1/notices/{id}` */
export const withdraw: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    await withdrawNotice(platform, c.get('officerId'), c.req.valid('param').id);
    return c.body(null, 204);
  });
