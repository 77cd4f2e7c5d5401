import { createRoute } from '@hono/zod-openapi';
import { approveNotice } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer } from '../schemas.ts';
import { encodeNotice } from './encode.ts';
import { NoticeAnswer, NoticePath } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/notices/{id}/approval',
  tags: ['Notices'],
  operationId: 'approveNotice',
  summary: 'Approve a notice',
  description:
    'With another key than the one that drafted it. It comes out at the next fixed time.',
  request: { params: NoticePath },
  responses: {
    200: jsonAnswer('Approved', NoticeAnswer),
    ...problems('REQUEST_INVALID', 'NOTICE_UNKNOWN', 'NOTICE_STATE', 'NOTICE_SAME_OFFICER'),
  },
});

/** `POST /v1/notices/{id}/approval` */
export const approve: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const notice = await approveNotice(platform, c.get('officerId'), c.req.valid('param').id);
    return c.json(encodeNotice(notice), 200);
  });
