import { createRoute } from '@hono/zod-openapi';
import { ByteReader, sha256 } from '@waypost/core/primitives';
import { disclose } from '@waypost/platform';
import type { DisclosedPlace } from '@waypost/platform/ports';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { jsonBody } from '../schemas.ts';
import { NewDisclosure, PLACES, PROOFS } from './schemas.ts';

const route = createRoute({
  method: 'post',
  path: '/v1/disclosures',
  tags: ['Cases'],
  operationId: 'disclose',
  summary: 'Disclose',
  description:
    'What a person chose of their check-ins. The answer leaves 1.5 seconds after arrival, right or wrong; the same body again is accepted for 24 hours. Protocol section 6.',
  request: { body: jsonBody(NewDisclosure) },
  responses: {
    204: { description: 'Accepted; the same body again is accepted for 24 hours' },
    ...problems('REQUEST_INVALID', 'VERIFICATION_CODE_REFUSED', 'DISCLOSURE_INVALID'),
  },
});

/** `POST /v1/disclosures` */
export const create: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) => {
    const { code, symptomOnsetDay = null, withdrawHash, ...body } = c.req.valid('json');
    await disclose(platform, {
      code,
      proofs: splitProofs(body.proofs),
      places: splitPlaces(body.places),
      symptomOnsetDay,
      withdrawHash,
      bodyHash: sha256(new Uint8Array(await c.req.arrayBuffer())),
    });
    return c.body(null, 204);
  });

function splitProofs(proofs: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(proofs, 'proofs');
  return Array.from({ length: PROOFS.count }, () => reader.bytes(PROOFS.bytes));
}

function splitPlaces(places: Uint8Array): DisclosedPlace[] {
  const reader = new ByteReader(places, 'places');
  return Array.from({ length: PLACES.count }, () => ({
    locationId: reader.bytes(32),
    arrivedAt: reader.u32be(),
    departedAt: reader.u32be(),
  }));
}
