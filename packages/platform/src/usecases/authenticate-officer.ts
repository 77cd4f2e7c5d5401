import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { hashAccessKey } from '../ids.ts';
import type { OfficerKey } from '../ports/index.ts';

/**
 * Whose key this is. Looked up by its hash, so that the time it takes tells nothing of the keys there are.
 *
 * @throws {@link PlatformError} `UNAUTHENTICATED` for an unknown or revoked key.
 */
export async function authenticateOfficer(
  { officerKeys }: PlatformContext,
  key: string,
): Promise<OfficerKey> {
  const record = await officerKeys.findByHash(hashAccessKey(key));
  if (record === null) throw new PlatformError('UNAUTHENTICATED', 'the key is not valid');
  return record;
}
