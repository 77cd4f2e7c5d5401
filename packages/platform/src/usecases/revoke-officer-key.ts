import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';

/**
 * Ends an officer's key: from then on it opens nothing. What was done with it stands, and names it still;
 * so its name is not given again.
 *
 * @throws {@link PlatformError} `KEY_NAME_UNKNOWN` where no key of this name is in use.
 */
export async function revokeOfficerKey(
  { officerKeys, clock }: Pick<PlatformContext, 'officerKeys' | 'clock'>,
  name: string,
): Promise<void> {
  const key = (await officerKeys.list()).find((one) => one.name === name);
  if (!key || !(await officerKeys.revoke(key.id, clock())))
    throw new PlatformError('KEY_NAME_UNKNOWN', 'no key of this name is in use');
}
