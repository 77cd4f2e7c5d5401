import { buildBundle } from '@waypost/core/exposure-notice';
import { sha256 } from '@waypost/core/primitives';
import { buildVenueWarningList } from '@waypost/core/venue-warning';
import type { PlatformContext } from '../context.ts';
import { newId } from '../ids.ts';
import type { MatchingRun, Notice, PublishedFile } from '../ports/index.ts';
import { venueWarnings } from './venue-warnings.ts';

/** Builds the two files of a run's notice, and stores them with a draft. */
export async function storeDraft(
  context: PlatformContext,
  run: MatchingRun,
  draftedBy: string,
): Promise<Notice> {
  const bundle = fileOf('notice', await bundleOf(context, run));
  const { randomBytes } = context;
  const warnings = await venueWarnings(context, run);
  const warning = fileOf('warning', buildVenueWarningList(warnings, { randomBytes }));
  const notice: Notice = {
    id: newId(randomBytes),
    runId: run.id,
    rule: run.request.rule,
    draftedBy,
    draftedAt: context.clock(),
    approvedBy: null,
    approvedAt: null,
    sequence: null,
    sha256: bundle.sha256,
    bytes: bundle.bytes.length,
    warningSha256: warning.sha256,
    warningBytes: warning.bytes.length,
    publishedAt: null,
    withdrawnBy: null,
    withdrawnAt: null,
  };
  await context.notices.insertDraft(notice, [bundle, warning]);
  return notice;
}

/** Every exposure of the run but those on behalf of somebody: these people are called. */
async function bundleOf(
  { runs, randomBytes }: PlatformContext,
  run: MatchingRun,
): Promise<Uint8Array> {
  const exposures = await runs.listExposures(run.id);
  const entries = exposures
    .filter(({ onBehalf }) => !onBehalf)
    .map(({ contactId, minutes, severity }) => ({ contactId, durationMinutes: minutes, severity }));
  return buildBundle(entries, { randomBytes });
}

const fileOf = (kind: PublishedFile['kind'], bytes: Uint8Array): PublishedFile => ({
  kind,
  sha256: sha256(bytes),
  bytes,
});
