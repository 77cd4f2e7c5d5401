/**
 * (Server) Which entries of an upload become traces: SwissCovid's rules, as small named steps.
 *
 * `remove*` says what is dropped, `keep*` what stays, `assert*` passes all or throws.
 *
 * @module
 */
import { equalBytes } from '../../primitives/index.ts';
import { SLOT_SECONDS } from './identity.ts';
import { malformedList } from './malformed.ts';
import { UPLOAD_AEROSOL_SECONDS, type UploadVenueInfo } from './user-upload.ts';

/** What the rules are judged by, Unix seconds. */
export interface UploadContext {
  /** When the symptoms began, or whatever the code of the upload allows. */
  readonly onset: number;
  readonly now: number;
}

/** One step. */
export type UploadRule = (
  infos: readonly UploadVenueInfo[],
  context: UploadContext,
) => readonly UploadVenueInfo[];

/** Drops what was over when the symptoms began. */
export const removeBeforeOnset: UploadRule = (infos, { onset }) =>
  infos.filter(({ intervalEndMs }) => intervalEndMs > onset * 1000);

/** Drops what has not begun. */
export const removeFuture: UploadRule = (infos, { now }) =>
  infos.filter(({ intervalStartMs }) => intervalStartMs <= now * 1000);

/** Keeps entries longer than nothing and at most an hour long: the app makes no others. */
export const keepSlotLengths: UploadRule = (infos) =>
  infos.filter(({ intervalStartMs, intervalEndMs }) => {
    const length = intervalEndMs - intervalStartMs;
    return length > 0 && length <= SLOT_SECONDS * 1000;
  });

/**
 * Nobody is in two places at once. Entries that follow each other, of one place and without a gap, are
 * one stay; the half hour that the app added is taken off; no two stays may then overlap, half-open.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED` for the whole upload.
 */
export const assertOnePlaceAtATime: UploadRule = (infos) => {
  const stays = joinStays(infos);
  for (const [i, a] of stays.entries())
    for (const b of stays.slice(i + 1))
      if (a.startMs < b.endMs && b.startMs < a.endMs) throw malformedList('overlapping stays');
  return infos;
};

/** The rules in the order in which they are applied. */
export const UPLOAD_RULES: readonly UploadRule[] = [
  removeBeforeOnset,
  removeFuture,
  keepSlotLengths,
  assertOnePlaceAtATime,
];

/** Applies all rules. @throws {@link WaypostError} `VENUE_LIST_MALFORMED` for overlapping stays. */
export const filterUpload: UploadRule = (infos, context) =>
  UPLOAD_RULES.reduce((kept, rule) => rule(kept, context), infos);

interface JoinedStay {
  readonly preId: Uint8Array;
  readonly startMs: number;
  endMs: number;
}

/** Stays in the order of the upload, without the half hour. */
function joinStays(infos: readonly UploadVenueInfo[]): JoinedStay[] {
  const stays: JoinedStay[] = [];
  for (const { preId, intervalStartMs: startMs, intervalEndMs: endMs } of infos) {
    const last = stays.at(-1);
    if (last?.endMs === startMs && equalBytes(last.preId, preId)) last.endMs = endMs;
    else stays.push({ preId, startMs, endMs });
  }
  return stays.map((stay) => ({ ...stay, endMs: stay.endMs - UPLOAD_AEROSOL_SECONDS * 1000 }));
}
