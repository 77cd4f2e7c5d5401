import { z } from '@hono/zod-openapi';
import { recordId, unixSeconds } from '../schemas.ts';

const RunRequest = z.strictObject({
  disclosureIds: z.array(recordId('Disclosure id')).min(1).max(100),
  rule: z
    .string()
    .max(64)
    .regex(/^[a-z0-9-]+$/)
    .openapi({ description: 'Name of a matching rule', example: 'who-15min' }),
  withLate: z.boolean().openapi({ description: 'Count check-ins that were received late' }),
  withUnconfirmed: z.boolean().openapi({ description: 'Count check-ins that are unconfirmed' }),
});

/** What a matching run is to count. */
export const NewMatchingRun = RunRequest.extend({
  withLate: RunRequest.shape.withLate.default(false),
  withUnconfirmed: RunRequest.shape.withUnconfirmed.default(false),
}).openapi('NewMatchingRun');

/** The id in a run's path. */
export const RunPath = z.strictObject({ id: recordId('Matching run id') });

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const count = z.int().min(0);

/** A matching run: immutable. */
export const MatchingRunAnswer = z
  .strictObject({
    id: recordId('Matching run id'),
    request: RunRequest,
    effectiveRule: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .openapi({ description: 'Every number that was applied' }),
    ruleVersion: z.string().openapi({ description: 'Version of the definitions' }),
    inputDigest: digest.openapi({ description: 'Over the check-ins that were compared' }),
    resultDigest: digest.openapi({ description: 'Over the exposures' }),
    createdAt: unixSeconds('Made'),
    createdBy: z.string().openapi({ description: "Officer's key id" }),
    totals: z.strictObject({
      caseStays: count,
      exposures: count,
      venues: count,
      overlapMinutes: count,
    }),
  })
  .openapi('MatchingRun');
