import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ApiEnv } from '../../http/env.ts';

/** Lists may be kept this long without asking again. */
const LIST_CACHE = 'public, max-age=60';

/** A signed list as the answers of a route. */
export const signedListAnswers = (description: string) =>
  ({
    200: {
      description,
      content: {
        'application/jwt': { schema: z.string().openapi({ description: 'A compact JWS' }) },
      },
    },
    304: { description: 'It is the one that the client has' },
  }) as const;

/** Answers with a signed list: the same bytes for everybody, or none to who has them. */
export function answerSignedList(c: Context<ApiEnv>, text: string) {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  c.header('Cache-Control', LIST_CACHE);
  c.header('ETag', tag);
  if (c.req.header('If-None-Match') === tag) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': 'application/jwt' });
}
