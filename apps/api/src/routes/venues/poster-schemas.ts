import { z } from '@hono/zod-openapi';
import {
  POSTER_FORMATS,
  POSTER_LANGUAGES,
  POSTER_SIZES,
  type PosterFormat,
} from '../../http/poster-parts.ts';
import { codeVersion, RegisteredVenue } from './schemas.ts';

const style = {
  size: z
    .enum(POSTER_SIZES)
    .default('a4')
    .openapi({ description: '`card`: 90 mm, for a table; `cards`: A4 with six of them' }),
  language: z
    .enum(POSTER_LANGUAGES)
    .default('vi')
    .openapi({ description: '`both`: Vietnamese first, English second' }),
  contact: z
    .string()
    .max(80)
    .optional()
    .openapi({ description: 'Where people may write; at most 80 bytes of UTF-8' }),
};

/** Which posters of a venue, and how they look. */
export const PosterQuery = z.strictObject({
  ...style,
  zone: z
    .string()
    .max(40)
    .optional()
    .openapi({ description: 'Zone; left out: every zone, each on its page' }),
  version: codeVersion.optional().openapi({ description: 'Left out: the newest not withdrawn' }),
});

const formats = Object.keys(POSTER_FORMATS) as [PosterFormat, ...PosterFormat[]];

/** How the posters of all venues look. */
export const PostersQuery = z.strictObject({
  ...style,
  format: z.enum(formats).default('pdf').openapi({ description: 'Format of each poster' }),
});

/** What an import returns. */
export const ImportedVenues = z
  .strictObject({
    venues: z.array(RegisteredVenue).openapi({ description: 'In the order of the rows' }),
  })
  .openapi('ImportedVenues');
