/**
 * What every route is built on: the app, what its context holds, and how a schema refuses.
 *
 * @module
 */
import { type Hook, OpenAPIHono } from '@hono/zod-openapi';
import type { PlatformContext } from '@waypost/platform';
import type { ApiEnv } from './env.ts';
import type { Metrics } from './metrics.ts';
import type { PosterParts } from './poster-parts.ts';
import { answerProblem, onError, type WrongField } from './problem.ts';

/** The app that routes are added to. */
export type Api = OpenAPIHono<ApiEnv>;

/** What routes are given. */
export interface RouteParts {
  readonly platform: PlatformContext;
  /** Draws a QR code as SVG, with a title for screen readers. */
  readonly drawCode: (text: string, title: string) => string;
  readonly posters: PosterParts;
  readonly metrics: Metrics;
  /** Whether requests can be answered now. */
  readonly isReady: () => Promise<boolean>;
}

/** Adds one route. */
export type Endpoint = (api: Api, parts: RouteParts) => void;

const MAX_WRONG_FIELDS = 20;

/** An app without routes, whose every refusal is a problem. */
export function newApi(): Api {
  const api: Api = new OpenAPIHono<ApiEnv>({ defaultHook: rejectInvalid });
  const bearer = { type: 'http', scheme: 'bearer' } as const;
  const schemes = { officerKey: 'Key of an officer', venueKey: 'Key of the venue in the path' };
  for (const [name, description] of Object.entries(schemes))
    api.openAPIRegistry.registerComponent('securitySchemes', name, { ...bearer, description });
  api.onError(onError);
  api.notFound((c) =>
    answerProblem(c, { code: 'ROUTE_UNKNOWN', detail: 'there is no such route' }),
  );
  return api;
}

// Without it the library answers by itself, with the input in the answer.
const rejectInvalid: Hook<unknown, ApiEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  const errors = result.error.issues
    .slice(0, MAX_WRONG_FIELDS)
    .map((issue): WrongField => ({ path: issue.path.map(String).join('.'), problem: issue.code }));
  return answerProblem(c, { code: 'REQUEST_INVALID', detail: 'the request is not valid', errors });
};
