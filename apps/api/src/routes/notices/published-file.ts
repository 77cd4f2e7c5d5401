import { z } from '@hono/zod-openapi';
import { publishedFile } from '@waypost/platform';
import type { PublishedFile } from '@waypost/platform/ports';
import type { Context } from 'hono';
import type { RouteParts } from '../../http/api.ts';
import type { ApiEnv } from '../../http/env.ts';

/** A published file as an answer: its name is its digest, so it never changes. */
export const fileAnswer = (description: string) =>
  ({
    description,
    content: {
      'application/octet-stream': {
        schema: z.string().openapi({ format: 'binary', description: 'The bytes of the file' }),
      },
    },
  }) as const;

/** Answers with a published file. */
export async function answerFile(
  c: Context<ApiEnv>,
  { platform }: RouteParts,
  file: Pick<PublishedFile, 'kind' | 'sha256'>,
) {
  const bytes = await publishedFile(platform, file.kind, file.sha256);
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  return c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/octet-stream' });
}
