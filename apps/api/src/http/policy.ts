/**
 * What holds for each route before its handler runs: who may call it, how large its body is, which
 * pages may read its answer, and when the answer leaves. A route without a row here answers nobody.
 *
 * @module
 */

/** Size of every check-in and of every change of one, in bytes. Protocol section 4. */
export const CHECK_IN_BODY_BYTES = 2048;
/** Size of every disclosure, in bytes. Protocol section 6. */
export const DISCLOSURE_BODY_BYTES = 16_384;

/** `venue`: the key of the venue whose id stands in the path, and no other. */
export type Access = 'public' | 'officer' | 'venue';

/** One row of {@link POLICY}. */
export interface RoutePolicy {
  readonly access: Access;
  /** Bytes of a body; left out, the route takes none. */
  readonly body?: { readonly exactly: number } | { readonly atMost: number };
  /** Pages of other hosts may call it, without credentials: it is for visitors' apps. */
  readonly anyOrigin?: true;
  /** The answer leaves this long after arrival, right or wrong. */
  readonly answersAfterSeconds?: number;
  /** Counted by network prefix; the rest of the hour is refused. */
  readonly limit?: 'registrations' | 'posterArchives' | 'disclosures';
}

const FORM = { atMost: 16_384 } as const;
const VENUE_LIST = { atMost: 1_048_576 } as const;
const EMPTY = { atMost: 256 } as const;

/** Every route, as `METHOD /path` with the parameters of the OpenAPI document. */
export const POLICY: Readonly<Record<string, RoutePolicy>> = {
  'GET /': { access: 'public' },
  'GET /docs': { access: 'public' },
  'GET /v': { access: 'public' },
  'GET /V': { access: 'public' },
  'GET /assets/*': { access: 'public' },
  'GET /modules/*': { access: 'public' },
  'GET /health': { access: 'public' },
  'GET /ready': { access: 'public' },
  'GET /metrics': { access: 'officer' },
  'GET /openapi.json': { access: 'public', anyOrigin: true },

  'GET /.well-known/waypost-keys': { access: 'public', anyOrigin: true },
  'GET /.well-known/jwks.json': { access: 'public', anyOrigin: true },
  'GET /v1/withdrawn-codes': { access: 'public', anyOrigin: true },
  'GET /v1/notices': { access: 'public', anyOrigin: true },
  'GET /v1/notices/{id}': { access: 'public', anyOrigin: true },
  'GET /v1/warnings/{digest}': { access: 'public', anyOrigin: true },

  'POST /v1/venues': { access: 'public', body: FORM, limit: 'registrations' },
  'POST /v1/venues/import': { access: 'officer', body: VENUE_LIST },
  'GET /v1/venues/posters.zip': { access: 'officer', limit: 'posterArchives' },
  'GET /v1/venues/{id}': { access: 'venue' },
  'PATCH /v1/venues/{id}': { access: 'venue', body: FORM },
  'GET /v1/venues/{id}/code.svg': { access: 'venue' },
  'GET /v1/venues/{id}/poster.pdf': { access: 'venue' },
  'GET /v1/venues/{id}/poster.png': { access: 'venue' },
  'GET /v1/venues/{id}/poster.svg': { access: 'venue' },
  'POST /v1/venues/{id}/codes': { access: 'venue', body: FORM },
  'DELETE /v1/venues/{id}/codes/{version}': { access: 'venue' },

  'POST /v1/check-ins': {
    access: 'public',
    anyOrigin: true,
    body: { exactly: CHECK_IN_BODY_BYTES },
  },
  'POST /v1/check-ins/changes': {
    access: 'public',
    anyOrigin: true,
    body: { exactly: CHECK_IN_BODY_BYTES },
  },
  'POST /v1/disclosures': {
    access: 'public',
    anyOrigin: true,
    body: { exactly: DISCLOSURE_BODY_BYTES },
    answersAfterSeconds: 1.5,
    limit: 'disclosures',
  },

  'GET /v1/disclosures': { access: 'officer' },
  'POST /v1/verification-codes': { access: 'officer', body: EMPTY },
  'POST /v1/matching-runs': { access: 'officer', body: FORM },
  'GET /v1/matching-runs/{id}': { access: 'officer' },
  'POST /v1/notices': { access: 'officer', body: FORM },
  'POST /v1/notices/{id}/approval': { access: 'officer', body: EMPTY },
  'DELETE /v1/notices/{id}': { access: 'officer' },
};

const PREFLIGHT: RoutePolicy = { access: 'public', anyOrigin: true };

/** The policy of a route; `undefined` where there is none, and nobody may pass. */
export function policyOf(route: { method: string; path: string }): RoutePolicy | undefined {
  if (route.method !== 'OPTIONS') return POLICY[`${route.method} ${route.path}`];
  const isAsked = Object.entries(POLICY).some(
    ([name, { anyOrigin }]) => anyOrigin && name.endsWith(` ${route.path}`),
  );
  return isAsked ? PREFLIGHT : undefined;
}
