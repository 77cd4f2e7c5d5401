import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';
import type { RoutePolicy } from './policy.ts';
import { HttpError } from './problem.ts';

/** How many requests one network may make within an hour, by the limit that its route names. */
export type HourlyLimits = Readonly<Record<NonNullable<RoutePolicy['limit']>, number>>;

const HOUR_SECONDS = 3600;
/** Most networks that are told apart; those beyond share one count. */
const MAX_NETWORKS = 100_000;

/**
 * Refuses what is over the limit of its route until the hour ends. Counts are in memory, and start
 * anew with each hour.
 */
export function limitRate(limits: HourlyLimits, clock: () => number): MiddlewareHandler<ApiEnv> {
  let counts = new Map<string, number>();
  let hour = 0;
  return async (c, next) => {
    const { limit } = c.get('policy');
    if (limit !== undefined) {
      const current = Math.floor(clock() / HOUR_SECONDS);
      if (current !== hour) counts = new Map();
      hour = current;
      const name = `${limit} ${c.get('networkPrefix')}`;
      const key = counts.has(name) || counts.size < MAX_NETWORKS ? name : limit;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > limits[limit])
        throw new HttpError('TOO_MANY_REQUESTS', 'too many requests from this network');
    }
    await next();
  };
}
