import { z } from '@hono/zod-openapi';
import { unixSeconds } from '../schemas.ts';

/** A code that a department gives to a positive person. */
export const VerificationCodeAnswer = z
  .strictObject({
    code: z.string().openapi({ description: 'To be read out; works once. Shown this once' }),
    expiresAt: unixSeconds('From when it is refused'),
  })
  .openapi('VerificationCode');
