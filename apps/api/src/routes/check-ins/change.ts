import { createRoute, type z } from '@hono/zod-openapi';
import { changeCheckIn } from '@waypost/platform';
import type { CheckInChange } from '@waypost/platform/ports';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonBody } from '../schemas.ts';
import { CheckInChangeBody } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/check-ins/changes',
  tags: ['Check-ins'],
  operationId: 'changeCheckIn',
  summary: 'Check out, correct or erase',
  description:
    'By the holder of the receipt key. One answer for an unknown contact id and a wrong key.',
  request: { body: jsonBody(CheckInChangeBody) },
  responses: {
    204: { description: 'Changed' },
    ...problems('REQUEST_INVALID', 'CHECK_IN_TIME', 'CHANGE_REFUSED'),
  },
});

/** `POST /v1/check-ins/changes` */
export const change: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const body = c.req.valid('json');
    const { contactId, receiptKey } = body;
    await changeCheckIn(platform, { contactId, receiptKey, change: changeOf(body) });
    return c.body(null, 204);
  });

function changeOf(body: z.infer<typeof CheckInChangeBody>): CheckInChange {
  if ('departedAt' in body) return { kind: 'depart', departedAt: body.departedAt };
  if ('arrivedAt' in body) return { kind: 'arrive', arrivedAt: body.arrivedAt };
  return { kind: 'erase' };
}
