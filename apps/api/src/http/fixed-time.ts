import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';

/** Resolves after so many seconds. */
export type Delay = (seconds: number) => Promise<void>;

/** Holds an answer back to its fixed time after arrival, whatever it is: the time tells nothing. */
export const answerAtFixedTime =
  (delay: Delay): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const { answersAfterSeconds } = c.get('policy');
    const due = answersAfterSeconds === undefined ? undefined : delay(answersAfterSeconds);
    await next();
    await due;
  };
