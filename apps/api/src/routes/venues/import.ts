import { createRoute, z } from '@hono/zod-openapi';
import { importVenues } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { HttpError, problems } from '../../http/problem.ts';
import { jsonAnswer } from '../schemas.ts';
import { encodeRegistered } from './encode.ts';
import { ImportedVenues } from './poster-schemas.ts';

const DESCRIPTION = `A list as CSV (RFC 4180, UTF-8) with the header \`name,address,kind,zones,contact\`; zones have a \`|\`
between them. The column \`contact\` may be left out: it is printed by \`waypost posters\`, and not kept here. At most
1,000 venues and 5,000 zones: all are registered, or none. Errors are named as \`row\` or \`row.column\`; the header is
row 1. Returns what each registration returns: the owners' keys are shown this once.`;

const route = createRoute({
  method: 'post',
  path: '/v1/venues/import',
  tags: ['Venues'],
  operationId: 'importVenues',
  summary: 'Register many venues',
  description: DESCRIPTION,
  request: {
    body: { required: true, content: { 'text/csv': { schema: z.string() } } },
  },
  responses: {
    201: jsonAnswer('Registered', ImportedVenues),
    ...problems('VENUE_LIST_INVALID', 'VENUE_INVALID'),
  },
});

/** `POST /v1/venues/import` */
export const importList: Endpoint = (api, { platform, posters }) =>
  api.openapi(route, async (c) => {
    if (!/^text\/csv\s*(?:;|$)/i.test(c.req.header('Content-Type') ?? ''))
      throw new HttpError('MEDIA_TYPE', 'the body must be text/csv');
    const registrations = posters.readVenues(new Uint8Array(await c.req.arrayBuffer()));
    const registered = await importVenues(platform, registrations);
    const now = platform.clock();
    return c.json({ venues: registered.map((venue) => encodeRegistered(venue, now)) }, 201);
  });
