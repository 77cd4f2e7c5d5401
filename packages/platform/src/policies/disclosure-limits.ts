/**
 * What a disclosure may hold. Unused entries of a request are random, so whatever names nothing that is
 * known is left out in silence. Protocol section 6.
 *
 * @module
 */
import { PROOF_KEY_BYTES } from '@waypost/core/contact-id';
import { assertBytes, unixSeconds, utcDayAt } from '@waypost/core/primitives';
import { PlatformError } from '../errors.ts';
import type { DisclosedPlace, KnownLocation } from '../ports/index.ts';
import { MAX_AHEAD_SECONDS } from './check-in-time.ts';
import { keptSince } from './retention.ts';

/** Most proof keys of a disclosure. */
export const MAX_PROOFS = 512;
/** Most places of a disclosure. */
export const MAX_PLACES = 64;
const MAX_ONSET_AGE_DAYS = 60;
const HASH_BYTES = 32;

/** The parts of a disclosure that are judged by their form. */
export interface DisclosureForm {
  readonly proofs: readonly Uint8Array[];
  readonly places: readonly DisclosedPlace[];
  /** UTC day, or `null`. */
  readonly symptomOnsetDay: number | null;
  readonly withdrawHash: Uint8Array;
  readonly bodyHash: Uint8Array;
}

/**
 * Checks the form of a disclosure before its code is looked at: the answer must not depend on the code.
 *
 * @throws {@link PlatformError} `DISCLOSURE_INVALID`; `BYTES_LENGTH` of the core.
 */
export function assertDisclosureForm(form: DisclosureForm, now: number): void {
  if (form.proofs.length > MAX_PROOFS) throw refused(`it has more than ${MAX_PROOFS} proofs`);
  if (form.places.length > MAX_PLACES) throw refused(`it has more than ${MAX_PLACES} places`);
  for (const proof of form.proofs) assertBytes(proof, PROOF_KEY_BYTES, 'proof');
  assertBytes(form.withdrawHash, HASH_BYTES, 'withdrawHash');
  assertBytes(form.bodyHash, HASH_BYTES, 'bodyHash');
  if (form.symptomOnsetDay !== null) assertOnsetDay(form.symptomOnsetDay, now);
}

/** Whether a place of a disclosure is a stay that may count. */
export function isCountedPlace(
  { arrivedAt, departedAt }: DisclosedPlace,
  { venue, code }: Pick<KnownLocation, 'venue' | 'code'>,
  { now, retentionDays }: { readonly now: number; readonly retentionDays: number },
): boolean {
  return (
    arrivedAt < departedAt &&
    departedAt - arrivedAt <= venue.longestStaySeconds &&
    arrivedAt >= keptSince(now, retentionDays) &&
    departedAt <= now + MAX_AHEAD_SECONDS &&
    arrivedAt >= code.notBefore &&
    arrivedAt < code.expires
  );
}

function assertOnsetDay(day: number, now: number): void {
  const today = utcDayAt(unixSeconds(now));
  // One day ahead: it may be tomorrow where the person lives.
  if (!Number.isInteger(day) || day > today + 1 || day < today - MAX_ONSET_AGE_DAYS)
    throw refused('symptomOnsetDay is in the future or long ago');
}

const refused = (why: string): PlatformError =>
  new PlatformError('DISCLOSURE_INVALID', `disclosure is not valid: ${why}`);
