import { createRoute } from '@hono/zod-openapi';
import { issueVerificationCode } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { jsonAnswer } from '../schemas.ts';
import { VerificationCodeAnswer } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/verification-codes',
  tags: ['Cases'],
  operationId: 'issueVerificationCode',
  summary: 'Issue a verification code',
  description: 'To be read out to one positive person. It works once.',
  responses: { 201: jsonAnswer('Issued', VerificationCodeAnswer) },
});

/** `POST /v1/verification-codes` */
export const create: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { code, expiresAt } = await issueVerificationCode(platform, c.get('officerId'));
    return c.json({ code, expiresAt }, 201);
  });
