import type { PublicJwk } from '@waypost/core/jws';
import type { PlatformContext } from '../context.ts';

/** The key list: compact JWS by the root key, which is kept offline. */
export const keyListText = ({ keys }: PlatformContext): string => keys.keyListText;

/** The keys that sign venue codes, as a JWK set for other apps. */
export const publicKeys = ({ keys }: PlatformContext): { readonly keys: readonly PublicJwk[] } => ({
  keys: keys.codeKeys,
});
