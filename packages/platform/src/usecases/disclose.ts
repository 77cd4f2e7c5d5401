import { deriveContactId } from '@waypost/core/contact-id';
import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { newId } from '../ids.ts';
import { hourOf } from '../policies/counting.ts';
import {
  assertDisclosureForm,
  type DisclosureForm,
  isCountedPlace,
} from '../policies/disclosure-limits.ts';
import { hashVerificationCode } from '../policies/verification-code.ts';
import type { DisclosedPlace } from '../ports/index.ts';

/** What a person chose to disclose, and the code they were given. */
export interface DisclosureInput extends DisclosureForm {
  /** As it was typed; all zeros in a dummy. Secret. */
  readonly code: string;
}

/**
 * Takes a disclosure in, once for each code. The same body again within 24 hours gets the same answer.
 *
 * Right or wrong, the same work is done: ids are derived and looked up before the code is judged. The
 * caller holds the answer back to a fixed time. What names no known check-in or place is left out in
 * silence.
 *
 * @throws {@link PlatformError} `VERIFICATION_CODE_REFUSED`, one answer for an unknown, expired or used
 * code; `DISCLOSURE_INVALID` and `BYTES_LENGTH` for the form, whatever the code.
 */
export async function disclose(context: PlatformContext, input: DisclosureInput): Promise<void> {
  const now = context.clock();
  assertDisclosureForm(input, now);
  const contactIds = await context.checkIns.findIds(input.proofs.map(deriveContactId));
  const places = await countedPlaces(context, input.places);
  const id = newId(context.randomBytes);
  const outcome = await context.cases.discloseOnce({
    codeHash: hashVerificationCode(input.code, context.codePepper),
    bodyHash: input.bodyHash,
    now,
    disclosureOf: (code) => ({
      id,
      codeId: code.id,
      receivedAt: now,
      codeIssuedHour: hourOf(code.issuedAt),
      symptomOnsetDay: input.symptomOnsetDay,
      withdrawHash: input.withdrawHash,
      contactIds,
      places,
    }),
  });
  if (outcome === 'refused')
    throw new PlatformError('VERIFICATION_CODE_REFUSED', 'the code is not valid, or was used');
}

async function countedPlaces(
  context: PlatformContext,
  places: readonly DisclosedPlace[],
): Promise<readonly DisclosedPlace[]> {
  const when = { now: context.clock(), retentionDays: context.settings.retentionDays };
  const judged = places.map(async (place) => {
    const location = await context.venues.findLocation(place.locationId);
    return location !== null && isCountedPlace(place, location, when) ? [place] : [];
  });
  return (await Promise.all(judged)).flat();
}
