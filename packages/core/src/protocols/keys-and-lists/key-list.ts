import { DAY_SECONDS, toBase64Url } from '../../primitives/index.ts';
import {
  type KeySet,
  keySet,
  type PublicJwk,
  type VerificationKey,
  verifyPinnedJws,
} from '../../primitives/jws.ts';
import {
  assertNoOthers,
  assertRising,
  malformed,
  readArray,
  readBytes,
  readRow,
  readUint,
} from './shape.ts';
import {
  type IssuedList,
  issueList,
  type ListHead,
  type ListKind,
  type ListSigner,
  type ListState,
  openList,
  type VerifiedList,
} from './signed-list.ts';

/** The public X25519 key to which the contact cards of one UTC day are sealed. */
export interface CardKey {
  /** UTC day: days since 1970-01-01. */
  readonly day: number;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** What the issuer puts in a key list. */
export interface KeyListContent extends ListHead {
  /** Keys that sign venue codes, each with its thumbprint as `kid`; at most 64. */
  readonly codeKeys: readonly PublicJwk[];
  /** Keys that sign index and withdrawn lists, likewise. A key has one use only. */
  readonly indexKeys: readonly PublicJwk[];
  /** Rising by day; at most 128. */
  readonly cardKeys: readonly CardKey[];
  /** Thumbprints of keys that count no more, at most 512, listed above or not. */
  readonly revoked: readonly string[];
}

/** What a key may sign. */
export type KeyUse = 'code' | 'index';

/** A verified key list. */
export interface KeyList extends ListHead {
  /** Every listed key by thumbprint, revoked ones too: use {@link codeKeys} and {@link indexKeys}. */
  readonly keys: ReadonlyMap<string, ListedKey>;
  /** Thumbprints of keys that count no more. */
  readonly revoked: ReadonlySet<string>;
  /** X25519 public keys, 32 bytes, by UTC day. */
  readonly cardKeys: ReadonlyMap<number, Uint8Array>;
}

/** A key and what it may sign. */
export interface ListedKey {
  readonly use: KeyUse;
  readonly key: VerificationKey;
}

/** What a client knows before it fetches a key list. */
export interface KeyListTrust {
  /** The configured issuer. */
  readonly issuer: string;
  /** RFC 7638 thumbprint of the issuer's root key, from the client's configuration. */
  readonly rootThumbprint: string;
  /** What is remembered of the newest key list, or `null` before the first. */
  readonly seen: ListState | null;
  /** Verify without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** A key list is stale this long after it was issued. */
export const KEY_LIST_LIFETIME_SECONDS: number = 30 * DAY_SECONDS;

const KEY_BYTES = 32;
const MAX_KEYS = 64;
const MAX_CARD_KEYS = 128;
const MAX_REVOKED = 512;

const KEY_LIST: ListKind<Omit<KeyList, keyof ListHead>> = {
  typ: 'waypost-keys+jwt',
  maxLength: 131_072,
  maxLifetimeSeconds: KEY_LIST_LIFETIME_SECONDS,
  byRoot: true,
  parse: parseKeys,
};

/**
 * (Issuer, offline) Signs the next key list by the root key, which its header carries.
 *
 * @param content - `expires` at most 30 days after `issuedAt`.
 * @throws {@link WaypostError} `LIST_MALFORMED` naming the member.
 */
export function issueKeyList(content: KeyListContent, signer: ListSigner): Promise<IssuedList> {
  const { issuer, issuedAt, expires, codeKeys: code, indexKeys: index, revoked } = content;
  const card = content.cardKeys.map(({ day, publicKey }) => [day, toBase64Url(publicKey)]);
  const members = { issuer, issuedAt, expires, code, index, card, revoked };
  return issueList(KEY_LIST, members, signer);
}

/**
 * (Client) Verifies a key list by the root key that its header carries, once that key's thumbprint
 * is seen to be the pinned one.
 *
 * @param now - Unix seconds.
 * @throws {@link WaypostError} `LIST_TYPE`, `LIST_SIGNATURE`, `LIST_MALFORMED`, `LIST_ISSUER`,
 * `LIST_FROM_FUTURE`, `LIST_ROLLBACK`, `LIST_FORKED`, `TIME_RANGE` for `now`.
 */
export function verifyKeyList(
  text: string,
  { issuer, rootThumbprint, seen, portable }: KeyListTrust,
  now: number,
): Promise<VerifiedList<KeyList>> {
  return openList(text, KEY_LIST, {
    issuer,
    seen,
    now,
    verify: (options) => verifyPinnedJws(text, rootThumbprint, { ...options, portable }),
  });
}

/** The keys that may sign venue codes, without revoked ones. */
export const codeKeys = (list: KeyList): KeySet => keysOf(list, 'code');

/** The keys that may sign index and withdrawn lists, without revoked ones. */
export const indexKeys = (list: KeyList): KeySet => keysOf(list, 'index');

/** The key for the contact cards of this UTC day, 32 bytes, or `null` where none is listed. */
export const cardKeyFor = (list: KeyList, day: number): Uint8Array | null =>
  list.cardKeys.get(day) ?? null;

function keysOf({ keys, revoked }: KeyList, wanted: KeyUse): KeySet {
  const found = new Map<string, VerificationKey>();
  for (const [kid, { use, key }] of keys)
    if (use === wanted && !revoked.has(kid)) found.set(kid, key);
  return found;
}

function parseKeys(members: Record<string, unknown>): Omit<KeyList, keyof ListHead> {
  const { code, index, card, revoked, ...others } = members;
  assertNoOthers(others);
  const keys = new Map<string, ListedKey>();
  for (const [kid, key] of readKeys(code, 'code')) keys.set(kid, { use: 'code', key });
  for (const [kid, key] of readKeys(index, 'index')) {
    if (keys.has(kid)) throw malformed('index');
    keys.set(kid, { use: 'index', key });
  }
  return { keys, revoked: readRevoked(revoked), cardKeys: readCardKeys(card) };
}

function readKeys(value: unknown, what: string): KeySet {
  const jwks = readArray(value, MAX_KEYS, what);
  try {
    return keySet(jwks);
  } catch {
    throw malformed(what);
  }
}

function readRevoked(value: unknown): ReadonlySet<string> {
  const thumbprints = readArray(value, MAX_REVOKED, 'revoked');
  return new Set(thumbprints.map((kid) => toBase64Url(readBytes(kid, KEY_BYTES, 'revoked'))));
}

function readCardKeys(value: unknown): ReadonlyMap<number, Uint8Array> {
  const cardKeys = readArray(value, MAX_CARD_KEYS, 'card').map((row) => {
    const [day, key] = readRow(row, 2, 'card');
    return [readUint(day, 'card'), readBytes(key, KEY_BYTES, 'card')] as const;
  });
  assertRising(
    cardKeys.map(([day]) => day),
    'card',
  );
  return new Map(cardKeys);
}
