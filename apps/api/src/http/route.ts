import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ApiEnv } from './env.ts';

/** The route that answers a request. */
export interface MatchedRoute {
  readonly method: string;
  /** With the parameters of the OpenAPI document, as `/v1/venues/{id}`. */
  readonly path: string;
}

/** The route that answers this request, or `null` where there is none. */
export function routeOf(c: Context<ApiEnv>): MatchedRoute | null {
  // What is added for all methods is what stands around the routes. Of several routes, as with
  // `/v1/venues/posters.zip` and `/v1/venues/{id}`, the first one answers.
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL');
  return route ? { method: route.method, path: route.path.replaceAll(/:(\w+)/g, '{$1}') } : null;
}
