import { z } from '@hono/zod-openapi';
import { bytes, bytesText, recordId, unixSeconds } from '../schemas.ts';

/** Which run a notice is drafted from. */
export const NewNotice = z
  .strictObject({ runId: recordId('Matching run id') })
  .openapi('NewNotice');

/** The id in a notice's path. */
export const NoticePath = z.strictObject({ id: recordId('Notice id') });

/** The digest in the path of a published file, as the signed index has it. */
export const DigestPath = z.strictObject({ id: bytes(32, 'SHA-256 of the file') });

/** What is published, or about to be. */
export const NoticeAnswer = z
  .strictObject({
    id: recordId('Notice id'),
    runId: recordId('Matching run id'),
    rule: z.string(),
    draftedBy: z.string().openapi({ description: "Officer's key id" }),
    draftedAt: unixSeconds('Drafted'),
    approvedBy: z.string().nullable().openapi({ description: "Another officer's key id" }),
    approvedAt: unixSeconds('Approved').nullable(),
    sequence: z
      .int()
      .nullable()
      .openapi({ description: 'Place in the signed index once published' }),
    sha256: bytesText(32, 'SHA-256 of the bundle'),
    bytes: z.int().openapi({ description: 'Length of the bundle' }),
    warningSha256: bytesText(32, 'SHA-256 of the list of venue warnings that comes out with it'),
    warningBytes: z.int().openapi({ description: 'Length of that list' }),
    publishedAt: unixSeconds('Published').nullable(),
    withdrawnBy: z.string().nullable().openapi({ description: "Officer's key id" }),
    withdrawnAt: unixSeconds('Taken back').nullable(),
  })
  .openapi('Notice');
