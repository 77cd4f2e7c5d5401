import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './env.ts';

const HEADERS = Object.entries({
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Strict-Transport-Security': 'max-age=31536000',
  'Cache-Control': 'no-store',
});

/** What every answer says to browsers and caches. Set before the route, which loosens what it must. */
export const securityHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  for (const [name, value] of HEADERS) c.header(name, value);
  await next();
};
