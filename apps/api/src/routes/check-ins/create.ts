import { createRoute } from '@hono/zod-openapi';
import { checkIn } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonAnswer, jsonBody } from '../schemas.ts';
import { CheckInReceipt, NewCheckIn } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/check-ins',
  tags: ['Check-ins'],
  operationId: 'checkIn',
  summary: 'Check in',
  description:
    'Durable when it answers. The same body again gets the same answer, whatever stands in `pad`. Protocol section 4.',
  request: { body: jsonBody(NewCheckIn) },
  responses: {
    201: jsonAnswer('Stored', CheckInReceipt),
    ...problems(
      'REQUEST_INVALID',
      'CHECK_IN_TIME',
      'LOCATION_UNKNOWN',
      'LOCATION_WITHDRAWN',
      'LOCATION_EXPIRED',
      'CHECK_IN_CONFLICT',
      'CHECK_IN_BUSY',
    ),
  },
});

/** `POST /v1/check-ins` */
export const create: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { pad: _, token: __, departedAt = null, display = null, ...body } = c.req.valid('json');
    const networkPrefix = c.get('networkPrefix');
    const { receivedHour, late, unconfirmed } = await checkIn(platform, {
      ...body,
      departedAt,
      display,
      networkPrefix,
    });
    return c.json({ receivedHour, late, unconfirmed }, 201);
  });
