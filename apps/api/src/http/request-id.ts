import { type RandomBytes, toBase64Url } from '@waypost/core/primitives';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';

const ID_BYTES = 9;

/**
 * Gives every request an id of its own, for the log and the answer. One that a client sends is not
 * taken over: it could hold anything, and end in the log.
 */
export const requestId =
  (randomBytes: RandomBytes): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const id = toBase64Url(randomBytes(ID_BYTES));
    c.set('requestId', id);
    c.header('X-Request-Id', id);
    await next();
  };
