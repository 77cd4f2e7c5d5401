import type { MiddlewareHandler } from 'hono';
import type { Api } from './api.ts';
import type { ApiEnv } from './env.ts';
import { POLICY } from './policy.ts';

const DAY_SECONDS = 86_400;

/** Lets pages of any host read what is for visitors' apps. Nothing of it knows a cookie. */
export const allowAnyOrigin: MiddlewareHandler<ApiEnv> = async (c, next) => {
  if (c.get('policy').anyOrigin) {
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After');
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  }
  await next();
};

/** Answers what browsers ask before they send JSON to another host. */
export function preflightRoutes(api: Api): void {
  const methods = new Map<string, string[]>();
  for (const [route, { anyOrigin }] of Object.entries(POLICY)) {
    const [method = '', path = ''] = route.split(' ');
    if (anyOrigin) methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allowed] of methods)
    api.options(path.replaceAll(/{(\w+)}/g, ':$1'), (c) => {
      c.header('Access-Control-Allow-Methods', allowed.join(', '));
      c.header('Access-Control-Allow-Headers', 'Content-Type');
      c.header('Access-Control-Max-Age', String(DAY_SECONDS));
      return c.body(null, 204);
    });
}
