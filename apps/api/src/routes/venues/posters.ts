import { createRoute, z } from '@hono/zod-openapi';
import { allPosterContents, posterContents } from '@waypost/platform';
import type { Endpoint } from '../../http/api.ts';
import { POSTER_FORMATS, type PosterFormat } from '../../http/poster-parts.ts';
import { problems } from '../../http/problem.ts';
import { PosterQuery, PostersQuery } from './poster-schemas.ts';
import { VenuePath } from './schemas.ts';

const file = z.string().openapi({ format: 'binary', description: 'The bytes of the file' });

const OPERATIONS: Readonly<Record<PosterFormat, string>> = {
  pdf: 'drawVenuePosterPdf',
  png: 'drawVenuePosterPng',
  svg: 'drawVenuePosterSvg',
};

const posterRoute = (format: PosterFormat) =>
  createRoute({
    method: 'get',
    path: `/v1/venues/{id}/poster.${format}`,
    tags: ['Venues'],
    operationId: OPERATIONS[format],
    summary: `Draw a poster as ${format.toUpperCase()}`,
    description:
      'To be printed and hung up. The same bytes whenever it is asked for; a picture has one page only.',
    request: { params: VenuePath, query: PosterQuery },
    responses: {
      200: { description: 'The poster', content: { [POSTER_FORMATS[format]]: { schema: file } } },
      ...problems('REQUEST_INVALID', 'POSTER_UNFIT', 'VENUE_UNKNOWN', 'VENUE_CODE_UNKNOWN'),
    },
  });

/** `GET /v1/venues/{id}/poster.{pdf,png,svg}` */
export const poster: Endpoint = (api, { platform, posters }) => {
  for (const format of Object.keys(POSTER_FORMATS) as PosterFormat[])
    api.openapi(posterRoute(format), async (c) => {
      const { zone, version, ...style } = c.req.valid('query');
      const contents = await posterContents(platform, c.req.valid('param').id, { zone, version });
      const bytes = await posters.draw(contents, { ...style, format });
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': POSTER_FORMATS[format] });
    });
};

const zipRoute = createRoute({
  method: 'get',
  path: '/v1/venues/posters.zip',
  tags: ['Venues'],
  operationId: 'drawAllPosters',
  summary: 'Draw the posters of all venues',
  description:
    'An archive with the newest posters of each venue and a `manifest.csv`, sent while it is made. How many a network gets within an hour is a setting of the server.',
  request: { query: PostersQuery },
  responses: {
    200: { description: 'The archive', content: { 'application/zip': { schema: file } } },
    ...problems('REQUEST_INVALID', 'POSTER_UNFIT'),
  },
});

/** `GET /v1/venues/posters.zip` */
export const allPosters: Endpoint = (api, { platform, posters }) =>
  api.openapi(zipRoute, (c) => {
    const archive = posters.zip(allPosterContents(platform), c.req.valid('query'));
    c.header('Content-Disposition', 'attachment; filename="posters.zip"');
    return c.body(ReadableStream.from(archive), 200, { 'Content-Type': 'application/zip' });
  });
