import { createRoute, z } from '@hono/zod-openapi';
import { keyListText, publicKeys, withdrawnCodes } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { jsonAnswer } from '../schemas.ts';
import { answerSignedList, signedListAnswers } from './signed-list.ts';

const Jwk = z
  .strictObject({
    kty: z.enum(['EC', 'OKP']),
    crv: z.enum(['P-256', 'Ed25519']),
    x: z.string(),
    y: z.string().optional(),
    kid: z.string().optional(),
    alg: z.enum(['ES256', 'EdDSA']).optional(),
    use: z.literal('sig').optional(),
  })
  .openapi('Jwk', { description: 'A public key, RFC 7517' });

const Jwks = z.strictObject({ keys: z.array(Jwk) }).openapi('JwkSet');

const keysRoute = createRoute({
  method: 'get',
  path: '/.well-known/waypost-keys',
  tags: ['Keys and lists'],
  operationId: 'getKeyList',
  summary: 'Fetch the key list',
  description: 'Signed by the root key, whose thumbprint every client has pinned.',
  responses: signedListAnswers('The key list'),
});

const jwksRoute = createRoute({
  method: 'get',
  path: '/.well-known/jwks.json',
  tags: ['Keys and lists'],
  operationId: 'getJwks',
  summary: 'Fetch the code keys',
  description: 'The keys that sign venue codes, as a JSON Web Key Set for other apps.',
  responses: { 200: jsonAnswer('JSON Web Key Set', Jwks) },
});

const withdrawnRoute = createRoute({
  method: 'get',
  path: '/v1/withdrawn-codes',
  tags: ['Keys and lists'],
  operationId: 'getWithdrawnCodes',
  summary: 'Fetch the withdrawn codes',
  description: 'The venue codes that were taken back, signed by an index key.',
  responses: signedListAnswers('The list of withdrawn codes'),
});

/** `GET /.well-known/waypost-keys` */
const keys: Endpoint = (api, { platform }) =>
  api.openapi(keysRoute, (c) => answerSignedList(c, keyListText(platform)));

/** `GET /.well-known/jwks.json` */
const jwks: Endpoint = (api, { platform }) =>
  api.openapi(jwksRoute, (c) => {
    c.header('Cache-Control', 'public, max-age=3600');
    return c.json({ keys: [...publicKeys(platform).keys] }, 200);
  });

/** `GET /v1/withdrawn-codes` */
const withdrawn: Endpoint = (api, { platform }) =>
  api.openapi(withdrawnRoute, async (c) => answerSignedList(c, await withdrawnCodes(platform)));

/** What every client fetches and verifies. */
export const listRoutes: readonly Endpoint[] = [keys, jwks, withdrawn];
