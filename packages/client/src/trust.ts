/**
 * What the device believes: the key list, by the pinned thumbprint of the issuer's root key, and the
 * lists that its keys sign. Each is kept with what a rollback is recognised by; a list past its end stops
 * whatever asked for it. Protocol section 2.
 *
 * @module
 */
import {
  codeKeys,
  type IndexList,
  type KeyList,
  type ListHead,
  type ListState,
  type VerifiedList,
  verifyIndexList,
  verifyKeyList,
  verifyWithdrawnList,
  type WithdrawnList,
} from '@waypost/core/keys-and-lists';
import { isWaypostError } from '@waypost/core/primitives';
import { type VenueClaims, verifyVenueCode } from '@waypost/core/venue-code';
import type { ApiClient, ListPath } from './api/client.ts';
import { change, type DiaryStore } from './diary/diary-store.ts';
import type { RememberedList } from './diary/records.ts';
import { ClientError, isTransient } from './errors.ts';

/** What a device is configured with, and what it asks. */
export interface TrustParts {
  /** The `iss` of everything that is believed. */
  readonly issuer: string;
  /** RFC 7638 thumbprint of the issuer's root key, base64url. */
  readonly rootThumbprint: string;
  readonly store: DiaryStore;
  readonly api: Pick<ApiClient, 'getList'>;
  readonly clock: () => number;
}

/**
 * Verified lists and codes. Each call throws the core's `LIST_…` codes for a list that is not to be
 * believed, {@link ClientError} `LIST_STALE` for one past its end, and the errors of the server's client
 * where there is no list yet and none to be had.
 */
export interface Trust {
  keyList(): Promise<KeyList>;
  /** What is published. */
  index(): Promise<IndexList>;
  /** Verifies a scanned text, of either form; throws the core's `VENUE_CODE_…` codes. */
  venueCode(text: string): Promise<VenueClaims>;
}

/** One kind of list: where it is, how often it is asked for, how it is verified. */
interface ListKind<List extends ListHead> {
  readonly name: 'keys' | 'index' | 'withdrawn';
  readonly path: ListPath;
  readonly refreshSeconds: number;
  readonly verify: (
    text: string,
    seen: ListState | null,
    now: number,
  ) => Promise<VerifiedList<List>>;
}

const HOUR_SECONDS = 3600;
const KEYS_REFRESH_SECONDS = 24 * HOUR_SECONDS;
const WITHDRAWN_REFRESH_SECONDS = HOUR_SECONDS;
/** Whoever asks for the index wants to know what is new. */
const INDEX_REFRESH_SECONDS = 0;

/** What is believed, on what the store remembers. */
export function createTrust(parts: TrustParts): Trust {
  const { issuer, rootThumbprint, clock } = parts;
  const keys: ListKind<KeyList> = {
    name: 'keys',
    path: '/.well-known/waypost-keys',
    refreshSeconds: KEYS_REFRESH_SECONDS,
    verify: (text, seen, now) => verifyKeyList(text, { issuer, rootThumbprint, seen }, now),
  };
  const index = (keyList: KeyList): ListKind<IndexList> => ({
    name: 'index',
    path: '/v1/notices',
    refreshSeconds: INDEX_REFRESH_SECONDS,
    verify: (text, seen, now) => verifyIndexList(text, { keyList, seen }, now),
  });
  const withdrawn = (keyList: KeyList): ListKind<WithdrawnList> => ({
    name: 'withdrawn',
    path: '/v1/withdrawn-codes',
    refreshSeconds: WITHDRAWN_REFRESH_SECONDS,
    verify: (text, seen, now) => verifyWithdrawnList(text, { keyList, seen }, now),
  });

  /** A signature by an unknown key may be by one that is newer than the key list. */
  async function withKeys<T>(use: (keyList: KeyList) => Promise<T>): Promise<T> {
    const keyList = await currentList(parts, keys);
    try {
      return await use(keyList);
    } catch (error) {
      if (!isWaypostError(error) || !error.code.endsWith('_SIGNATURE')) throw error;
      return use(await currentList(parts, { ...keys, refreshSeconds: 0 }));
    }
  }

  return {
    keyList: () => currentList(parts, keys),
    index: () => withKeys((keyList) => currentList(parts, index(keyList))),
    venueCode: (text) =>
      withKeys(async (keyList) => {
        const trust = { issuer, keys: codeKeys(keyList) };
        const list = await currentList(parts, withdrawn(keyList));
        return verifyVenueCode(text, { ...trust, withdrawn: list }, clock());
      }),
  };
}

/** The list that is remembered, where it is recent; else a newer one, where the server can be reached. */
async function currentList<List extends ListHead>(
  parts: TrustParts,
  kind: ListKind<List>,
): Promise<List> {
  const { store, clock } = parts;
  const { name, verify } = kind;
  const now = clock();
  const kept = await store.get('lists', name);
  const { text, fetchedAt } = await recentText(parts, kind, kept);
  const { list, stale, state } = await verify(text, kept?.state ?? null, now);
  const next: RememberedList = { text, state, expires: list.expires, fetchedAt };
  const isOlder = (known: RememberedList | null) => known !== null && known.state.seq > state.seq;
  await store.write([change('lists', name, (known) => (isOlder(known) ? known : next))]);
  if (stale)
    throw new ClientError(
      'LIST_STALE',
      `the ${name} list is past its end, and no newer one is there`,
    );
  return list;
}

async function recentText(
  { api, clock }: TrustParts,
  { path, refreshSeconds }: Pick<ListKind<ListHead>, 'path' | 'refreshSeconds'>,
  kept: RememberedList | null,
): Promise<Pick<RememberedList, 'text' | 'fetchedAt'>> {
  const now = clock();
  const age = kept === null ? Number.POSITIVE_INFINITY : now - kept.fetchedAt;
  if (kept !== null && age >= 0 && age < refreshSeconds && now < kept.expires) return kept;
  try {
    return { text: await api.getList(path), fetchedAt: now };
  } catch (error) {
    if (kept === null || !isTransient(error)) throw error;
    return kept;
  }
}
