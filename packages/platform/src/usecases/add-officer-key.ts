import type { PlatformContext } from '../context.ts';
import { PlatformError } from '../errors.ts';
import { hashAccessKey, newAccessKey, newId } from '../ids.ts';
import type { OfficerKey } from '../ports/index.ts';

const NAME_MAX_CHARACTERS = 80;
const UNFIT_CHARACTER = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Makes a key for an officer.
 *
 * @returns The key, which is stored nowhere and so shown once (secret), and what is stored of it.
 * @throws {@link PlatformError} `KEY_NAME_INVALID` unless the name is 1 to 80 characters without control
 * characters; `KEY_NAME_TAKEN`.
 */
export async function addOfficerKey(
  {
    officerKeys,
    randomBytes,
    clock,
  }: Pick<PlatformContext, 'officerKeys' | 'randomBytes' | 'clock'>,
  name: string,
): Promise<{ readonly key: string; readonly record: OfficerKey }> {
  const isFit = name.trim() !== '' && name.length <= NAME_MAX_CHARACTERS;
  if (!isFit || UNFIT_CHARACTER.test(name))
    throw new PlatformError('KEY_NAME_INVALID', 'a key has a name of 1 to 80 characters');
  const key = newAccessKey('waypost-officer-', randomBytes);
  const record = {
    id: newId(randomBytes),
    name,
    keyHash: hashAccessKey(key),
    createdAt: clock(),
    revokedAt: null,
  };
  if (!(await officerKeys.insert(record)))
    throw new PlatformError('KEY_NAME_TAKEN', 'there is a key of this name');
  return { key, record };
}
