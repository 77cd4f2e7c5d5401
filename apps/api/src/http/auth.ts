import { fromBase64Url } from '@waypost/core/primitives';
import {
  authenticateOfficer,
  authenticateVenue,
  type PlatformContext,
  PlatformError,
} from '@waypost/platform';
import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';
import { type Access, policyOf } from './policy.ts';
import { HttpError } from './problem.ts';
import { routeOf } from './route.ts';

const KEY_MAX_CHARACTERS = 128;
const VENUE_PATH = /^\/v1\/venues\/([A-Za-z0-9_-]{22})(?:\/|$)/;

/**
 * Lets a request pass to its route if the policy says so, before its body is read. What has no policy
 * is answered as if it did not exist.
 */
export const authorise =
  (platform: PlatformContext): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const route = routeOf(c);
    const policy = route && policyOf(route);
    if (!policy) throw new HttpError('ROUTE_UNKNOWN', 'there is no such route');
    c.set('policy', policy);
    await GUARDS[policy.access](c, platform);
    await next();
  };

type Guard = (c: Context<ApiEnv>, platform: PlatformContext) => Promise<void>;

const GUARDS: Readonly<Record<Access, Guard>> = {
  public: async () => {},
  officer: async (c, platform) => {
    const { id } = await authenticateOfficer(platform, bearerKey(c));
    c.set('officerId', id);
  },
  venue: async (c, platform) => {
    await authenticateVenue(platform, venueIdOf(c.req.path), bearerKey(c));
  },
};

function bearerKey(c: Context<ApiEnv>): string {
  const [, key] = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  if (key === undefined || key.length > KEY_MAX_CHARACTERS)
    throw new PlatformError('UNAUTHENTICATED', 'a key is needed: Authorization: Bearer …');
  return key;
}

function venueIdOf(path: string): Uint8Array {
  const [, id] = VENUE_PATH.exec(path) ?? [];
  try {
    return fromBase64Url(id ?? '');
  } catch {
    return new Uint8Array(0);
  }
}
