import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { signWithdrawnCodes } from '../signed-lists.ts';

/**
 * Takes a version of a venue's codes back and publishes that it counts no more. Again: nothing more.
 *
 * @throws {@link PlatformError} `VENUE_CODE_UNKNOWN`.
 */
export async function withdrawCode(
  context: PlatformContext,
  venueId: Uint8Array,
  codeVersion: number,
): Promise<void> {
  const { venues } = context;
  if (!(await venues.withdrawCode(venueId, codeVersion, context.clock()))) {
    const codes = await venues.listCodes(venueId);
    if (!codes.some((code) => code.codeVersion === codeVersion))
      throw new PlatformError('VENUE_CODE_UNKNOWN', 'the venue has no such version of its codes');
  }
  await signWithdrawnCodes(context);
}
