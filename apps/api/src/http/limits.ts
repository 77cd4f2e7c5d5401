import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ApiEnv } from './env.ts';
import type { RoutePolicy } from './policy.ts';
import { HttpError } from './problem.ts';

/** Refuses a body that is larger than its route takes, or not exactly as large as it must be. */
export const limitBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { body } = c.get('policy');
  const maxSize = maxBytes(body);
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new HttpError('BODY_TOO_LARGE', `the body must have at most ${maxSize} bytes`);
    },
  });
  await limit(c, async () => {
    if (body && 'exactly' in body) await assertSize(c, body.exactly);
    await next();
  });
};

const maxBytes = (body: RoutePolicy['body']): number => {
  if (!body) return 0;
  return 'exactly' in body ? body.exactly : body.atMost;
};

async function assertSize(c: Context<ApiEnv>, bytes: number): Promise<void> {
  if ((await c.req.arrayBuffer()).byteLength !== bytes)
    throw new HttpError('BODY_SIZE', `the body must have exactly ${bytes} bytes`);
}
