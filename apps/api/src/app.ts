/**
 * The whole server as one function from requests to answers: what stands around the routes, in order,
 * and the routes. Starts nothing, listens to nothing.
 *
 * @module
 */
import type { RandomBytes } from '@waypost/core/primitives';
import type { Context, MiddlewareHandler } from 'hono';
import { type Api, newApi, type RouteParts } from './http/api.ts';
import { authorise } from './http/auth.ts';
import { allowAnyOrigin, preflightRoutes } from './http/cors.ts';
import { openApiDocument } from './http/document.ts';
import type { ApiEnv } from './http/env.ts';
import { answerAtFixedTime, type Delay } from './http/fixed-time.ts';
import { limitBody } from './http/limits.ts';
import { type LogParts, logRequests } from './http/logging.ts';
import { type HourlyLimits, limitRate } from './http/rate-limit.ts';
import { requestId } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { addPages, type PageParts } from './pages/index.ts';
import { apiRoutes } from './routes/index.ts';

/** What the app asks of its entry point. */
export interface AppParts extends RouteParts, LogParts {
  readonly randomBytes: RandomBytes;
  readonly delay: Delay;
  readonly limits: HourlyLimits;
  /** Where a request comes from, coarsely. */
  readonly networkPrefix: (c: Context<ApiEnv>) => string;
  /** Left out, there are no pages. */
  readonly pages?: Omit<PageParts, 'document'>;
}

/** The server's app. */
export function createApp(parts: AppParts): Api {
  const api = newApi();
  api.use(requestId(parts.randomBytes), logRequests(parts), securityHeaders);
  api.use(authorise(parts.platform), allowAnyOrigin, answerAtFixedTime(parts.delay));
  api.use(noteNetwork(parts.networkPrefix), limitRate(parts.limits, parts.clock), limitBody);
  preflightRoutes(api);
  for (const addRoute of apiRoutes) addRoute(api, parts);
  if (parts.pages) addPages(api, { ...parts.pages, document: openApiDocument(api) });
  return api;
}

const noteNetwork =
  (networkPrefix: AppParts['networkPrefix']): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    c.set('networkPrefix', networkPrefix(c));
    await next();
  };

/** The OpenAPI document, for which no route is ever called. */
export function apiDocument(): object {
  const api = newApi();
  for (const addRoute of apiRoutes) addRoute(api, {} as RouteParts);
  return openApiDocument(api);
}
