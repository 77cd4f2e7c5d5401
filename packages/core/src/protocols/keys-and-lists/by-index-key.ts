import { WaypostError } from '../../primitives/index.ts';
import { type VerifiedJws, type VerifyJwsOptions, verifyJws } from '../../primitives/jws.ts';
import type { KeyList } from './key-list.ts';
import {
  type ListHead,
  type ListKind,
  type ListState,
  openList,
  type VerifiedList,
} from './signed-list.ts';

/** What a client believes when it fetches an index or withdrawn list. */
export interface ListTrust {
  /** The newest key list that was verified. */
  readonly keyList: KeyList;
  /** What is remembered of the newest list of this kind, or `null` before the first. */
  readonly seen: ListState | null;
  /** Verify without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/**
 * Opens a list that an `index` key signs. It is stale also when the key list is: what such a key list
 * says of revoked keys can no longer be relied on.
 *
 * @throws {@link WaypostError} as {@link openList}; `LIST_KEY_USE` for a `code` key and
 * `LIST_KEY_REVOKED` for a revoked key, once the signature has been seen to hold.
 */
export async function openByIndexKey<Content>(
  kind: ListKind<Content>,
  text: string,
  { trust, now }: { readonly trust: ListTrust; readonly now: number },
): Promise<VerifiedList<ListHead & Content>> {
  const { keyList, seen, portable } = trust;
  const verify = (options: VerifyJwsOptions) =>
    verifyByIndexKey(text, keyList, { ...options, portable });
  const opened = await openList(text, kind, { issuer: keyList.issuer, seen, now, verify });
  return { ...opened, stale: opened.stale || now >= keyList.expires };
}

async function verifyByIndexKey(
  text: string,
  { keys, revoked }: KeyList,
  options: VerifyJwsOptions,
): Promise<VerifiedJws> {
  const listed = new Map([...keys].map(([kid, { key }]) => [kid, key]));
  const jws = await verifyJws(text, listed, options);
  if (keys.get(jws.kid)?.use !== 'index')
    throw new WaypostError('LIST_KEY_USE', 'list is signed by a key for another use');
  if (revoked.has(jws.kid))
    throw new WaypostError('LIST_KEY_REVOKED', 'list is signed by a revoked key');
  return jws;
}
