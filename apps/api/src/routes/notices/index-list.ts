import { createRoute } from '@hono/zod-openapi';
import { noticeIndex } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { answerSignedList, signedListAnswers } from '../lists/signed-list.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/notices',
  tags: ['Keys and lists'],
  operationId: 'getNoticeIndex',
  summary: 'Fetch the index',
  description: 'All that is published, signed by an index key; the same bytes for everybody.',
  responses: signedListAnswers('The index'),
});

/** `GET /v1/notices` */
export const indexList: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => answerSignedList(c, await noticeIndex(platform)));
