import { createRoute } from '@hono/zod-openapi';
import { listDisclosures } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { jsonAnswer } from '../schemas.ts';
import { DisclosureSummaries } from './schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/disclosures',
  tags: ['Cases'],
  operationId: 'listDisclosures',
  summary: 'List disclosures',
  description: 'By time of receipt: enough to ask for a matching run, and no id of a check-in.',
  responses: { 200: jsonAnswer('The disclosures that are kept', DisclosureSummaries) },
});

/** `GET /v1/disclosures` */
export const list: Endpoint = (api, { platform }) =>
  api.openapi(route, async (c) =>
    c.json({ disclosures: [...(await listDisclosures(platform))] }, 200),
  );
