import { createRoute, z } from '@hono/zod-openapi';
import { getVenue, type PlatformContext, PlatformError } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { problems } from '../../http/problem.ts';
import { CodeQuery, VenuePath } from './schemas.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/venues/{id}/code.svg',
  tags: ['Venues'],
  operationId: 'drawVenueCode',
  summary: 'Draw a code',
  description: 'One QR code as SVG, to be printed.',
  request: { params: VenuePath, query: CodeQuery },
  responses: {
    200: {
      description: 'The QR code with its quiet zone',
      content: { 'image/svg+xml': { schema: z.string() } },
    },
    ...problems('REQUEST_INVALID', 'VENUE_UNKNOWN', 'VENUE_CODE_UNKNOWN'),
  },
});

/** `GET /v1/venues/{id}/code.svg` */
export const codeSvg: Endpoint = (api, { platform, drawCode }) =>
  api.openapi(route, async (c) => {
    const { title, text } = await findCode(platform, {
      venueId: c.req.valid('param').id,
      ...c.req.valid('query'),
    });
    return c.body(drawCode(text, title), 200, { 'Content-Type': 'image/svg+xml' });
  });

interface WantedCode {
  readonly venueId: Uint8Array;
  readonly zone: string;
  readonly version?: number | undefined;
}

async function findCode(
  platform: PlatformContext,
  { venueId, zone: wanted, version }: WantedCode,
): Promise<{ readonly title: string; readonly text: string }> {
  const { venue, codes } = await getVenue(platform, venueId);
  const codeVersion = version ?? codes.at(-1)?.codeVersion ?? 0;
  const locations = await platform.venues.listLocations(venueId, codeVersion);
  const location = locations.find(({ zone }) => zone === wanted);
  if (location === undefined)
    throw new PlatformError('VENUE_CODE_UNKNOWN', 'the venue has no such zone or code version');
  return { title: wanted === '' ? venue.name : `${venue.name}, ${wanted}`, text: location.text };
}
