/**
 * Whom `waypost decode` trusts: what stands behind `--trust`.
 *
 * | written as     | is                                                                   |
 * | -------------- | -------------------------------------------------------------------- |
 * | `FILE.json`    | a JSON Web Key Set, or one JSON Web Key                              |
 * | `KID=FILE.pem` | a public key that codes must name as `KID`                           |
 * | `FILE.pem`     | a public key that is tried whatever a code says, if its kind fits    |
 *
 * @module
 */
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isWaypostError } from '@waypost/core/primitives';
import { type TrustedKeys, trustedKeys, type VenueCodeKeys } from '@waypost/core/venue-codes';
import { UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';

type TrustedJwk = VenueCodeKeys['keys'][number];

const MAX_FILE_BYTES = 1 << 20;

/** @throws {@link UsageError} naming the option that cannot be used. */
export function readTrust(
  options: readonly string[],
  issuer: string | undefined,
  words: Messages,
): TrustedKeys {
  const keys = options.flatMap((option) => keysOf(option, words));
  try {
    return trustedKeys({ keys, ...(issuer !== undefined && { issuer }) });
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    throw new UsageError(words.decode.keyUnsuitable(error.message));
  }
}

function keysOf(option: string, words: Messages): TrustedJwk[] {
  const { kid, file } = splitOption(option);
  const text = readText(file, words);
  const keys = text.trimStart().startsWith('{') ? jsonKeys(text) : pemKeys(text);
  if (keys === null) throw new UsageError(words.decode.keyUnreadable(file));
  return kid === null ? keys : keys.map((key) => ({ ...key, kid }));
}

/** A path may hold `=` itself, so a file of the whole name wins. */
function splitOption(option: string): { kid: string | null; file: string } {
  const at = option.indexOf('=');
  if (at <= 0 || existsSync(option)) return { kid: null, file: option };
  return { kid: option.slice(0, at), file: option.slice(at + 1) };
}

function readText(file: string, words: Messages): string {
  try {
    const bytes = readFileSync(file);
    if (bytes.length <= MAX_FILE_BYTES) return bytes.toString('utf8');
  } catch {
    // Said below, as for a file that is no key file.
  }
  throw new UsageError(words.decode.keyUnreadable(file));
}

function jsonKeys(text: string): TrustedJwk[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return 'keys' in value && Array.isArray(value.keys) ? value.keys : [value as TrustedJwk];
  } catch {
    return null;
  }
}

function pemKeys(pem: string): TrustedJwk[] | null {
  if (pem.includes('PRIVATE KEY')) return null; // it belongs on the machine of the issuer only
  try {
    return [createPublicKey(pem).export({ format: 'jwk' }) as TrustedJwk];
  } catch {
    return null;
  }
}
