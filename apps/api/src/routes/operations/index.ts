import { createRoute, z } from '@hono/zod-openapi';
import type { Endpoint } from '../../http/api.ts';
import { HttpError, problems } from '../../http/problem.ts';
import { jsonAnswer } from '../schemas.ts';

const Status = z.strictObject({ status: z.literal('ok') }).openapi('Status');

const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Operations'],
  operationId: 'getHealth',
  summary: 'Health',
  description: 'Whether the process answers.',
  responses: { 200: jsonAnswer('It does', Status) },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/ready',
  tags: ['Operations'],
  operationId: 'getReady',
  summary: 'Readiness',
  description: 'Whether the store answers, and nobody asked the server to stop.',
  responses: { 200: jsonAnswer('It can', Status), ...problems('NOT_READY') },
});

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['Operations'],
  operationId: 'getMetrics',
  summary: 'Metrics',
  description:
    'Numbers of requests by route, for Prometheus. For officers: they tell how many disclosures came.',
  responses: {
    200: {
      description: 'Text format 0.0.4',
      content: { 'text/plain': { schema: z.string() } },
    },
  },
});

const health: Endpoint = (api) =>
  api.openapi(healthRoute, (c) => c.json({ status: 'ok' } as const, 200));

const ready: Endpoint = (api, { isReady }) =>
  api.openapi(readyRoute, async (c) => {
    if (!(await isReady())) throw new HttpError('NOT_READY', 'the server cannot work now');
    return c.json({ status: 'ok' } as const, 200);
  });

const metrics: Endpoint = (api, parts) =>
  api.openapi(metricsRoute, (c) =>
    c.text(parts.metrics.text(), 200, { 'Content-Type': 'text/plain; version=0.0.4' }),
  );

/** What an operator asks. */
export const operationRoutes: readonly Endpoint[] = [health, ready, metrics];
