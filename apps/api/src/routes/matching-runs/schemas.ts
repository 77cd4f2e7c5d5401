import { z } from '@hono/zod-openapi';
import { UINT32_MAX } from '@waypost/core/primitives';
import { bytesText, recordId, unixSeconds } from '../schemas.ts';

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

const seconds = (description: string) =>
  z
    .int()
    .min(0)
    .max(UINT32_MAX)
    .openapi({ description: `${description}; seconds` });
/** No zone is called by a NUL, and PostgreSQL takes no text with one. */
const zone = z
  .string()
  .max(40)
  .refine((text) => !text.includes('\0'));
/** Durations and their order are the rule's own to judge: `RULE_INVALID`. */
const RuleSettings = z.strictObject({
  minOverlapSeconds: seconds(
    'Shortest common presence that counts; fixed where presences add up, as devices know it by the name of the rule',
  ),
  staySeconds: seconds(
    'Length of a stay that nobody checked out of; null: maxStaySeconds',
  ).nullable(),
  maxStaySeconds: seconds('Longest that such a stay is taken to last'),
  lingerSeconds: seconds("How long a case's presence counts after leaving"),
  lingerAtMostStay: z
    .boolean()
    .openapi({ description: 'Whether that is never longer than the stay was' }),
  toleranceSeconds: seconds("Widens a case's stays on both sides"),
  minIndexStaySeconds: seconds("A case's stays under this length are left out"),
  from: unixSeconds('Presence before it does not count; null: no bound').nullable(),
  to: unixSeconds('Presence from it on does not count; null: no bound').nullable(),
  near: z
    .record(bytesText(16, 'Venue id'), z.record(zone, z.array(zone).max(200)))
    .nullable()
    .openapi({
      description:
        'By venue id, then zone of the case: the other zones counted near. Of what is not listed, the whole venue counts',
    }),
});

/** What a matching run is to count. */
export const NewMatchingRun = RunRequest.extend({
  withLate: RunRequest.shape.withLate.default(false),
  withUnconfirmed: RunRequest.shape.withUnconfirmed.default(false),
  settings: RuleSettings.partial().optional().openapi({
    description: 'What is set otherwise than the rule says; the run names every effective setting',
  }),
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
