/**
 * What several resources share: how bytes, times and ids are written in JSON. Bytes travel as
 * base64url without padding, times as whole Unix seconds. Protocol, first paragraph.
 *
 * @module
 */
import { z } from '@hono/zod-openapi';
import { fromBase64Url, UINT32_MAX } from '@waypost/core/primitives';

/** Characters of base64url that so many bytes take. */
const textLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** Exactly `length` bytes in an answer, as they were encoded. */
export const bytesText = (length: number, description: string): z.ZodString =>
  z
    .string()
    .length(textLength(length))
    .regex(/^[A-Za-z0-9_-]+$/)
    .openapi({ description: `${description}; ${length} bytes, base64url` });

/** Exactly `length` bytes in a request, decoded: one text for one byte string. */
export const bytes = (length: number, description: string) =>
  bytesText(length, description).transform((text, context) => {
    try {
      return fromBase64Url(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not base64url' });
      return z.NEVER;
    }
  });

/** An instant. */
export const unixSeconds = (description: string): z.ZodInt =>
  z
    .int()
    .min(0)
    .max(UINT32_MAX)
    .openapi({ description: `${description}; Unix seconds` });

/** An instant in whole minutes, as check-ins have them. */
export const unixMinute = (description: string): z.ZodInt =>
  z
    .int()
    .min(0)
    .max(UINT32_MAX)
    .multipleOf(60)
    .openapi({ multipleOf: 60, description: `${description}; Unix seconds, whole minutes` });

/** Days since 1970-01-01 in UTC. */
export const utcDay = (description: string): z.ZodInt =>
  z
    .int()
    .min(0)
    .max(Math.floor(UINT32_MAX / 86_400))
    .openapi({ description: `${description}; days since 1970-01-01 in UTC` });

/** Id of something that the server made: 16 bytes, base64url. */
export const recordId = (description: string): z.ZodString =>
  z
    .string()
    .length(22)
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .openapi({ description });

/** Fills a body to its one size; never read. */
export const padding = (size: number) =>
  z
    .string()
    .max(size)
    .openapi({ description: `Anything, so long that the body has exactly ${size} bytes` });

/** A JSON body; without `required` another content type would pass unread. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) =>
  ({ required: true, content: { 'application/json': { schema } } }) as const;

/** A JSON answer. */
export const jsonAnswer = <Schema extends z.ZodType>(description: string, schema: Schema) =>
  ({ description, content: { 'application/json': { schema } } }) as const;
