import {
  isWaypostError,
  sha256,
  toBase64Url,
  toUtf8,
  unixSeconds,
  WaypostError,
} from '../../primitives/index.ts';
import {
  parseJsonObject,
  type SigningKey,
  signJws,
  type VerifiedJws,
  type VerifyJwsOptions,
} from '../../primitives/jws.ts';
import { malformed, readBytes, readText, readUint } from './shape.ts';

/** What every signed list says of itself. */
export interface ListHead {
  /** `iss`: 1 to 200 bytes of UTF-8. */
  readonly issuer: string;
  /** `iat`, Unix seconds. */
  readonly issuedAt: number;
  /** `exp`, Unix seconds: from here on the list is stale. */
  readonly expires: number;
}

/**
 * What to remember of the newest list of a kind, made or accepted. JSON, stored as it is and given
 * back with the next list: it is what stands between a client and an older list.
 */
export interface ListState {
  /** `seq` of the list: 1 for the first. */
  readonly seq: number;
  /** SHA-256 of the text of the list, base64url. */
  readonly sha256: string;
}

/** A list that was verified. */
export interface VerifiedList<List> {
  readonly list: List;
  /**
   * Whether the list is past its `exp`. Whoever uses the list must then stop and say so: a list that
   * stays the same for ever is how a revocation would be kept back.
   */
  readonly stale: boolean;
  /** To be remembered in place of what was seen before. */
  readonly state: ListState;
}

/** A list that was signed. */
export interface IssuedList {
  /** Compact JWS, to be published. */
  readonly text: string;
  /** To be given as `previous` when the next list of this kind is issued. */
  readonly state: ListState;
}

/** How a list is signed. */
export interface ListSigner {
  readonly key: SigningKey;
  /** State of the list of this kind before, or `null` for the first. */
  readonly previous: ListState | null;
  /** Sign without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

/** What sets one kind of list apart. */
export interface ListKind<Content> {
  readonly typ: string;
  /** Longest text looked at, in characters. Holds the largest content that `parse` takes. */
  readonly maxLength: number;
  /** Longest time from `iat` to `exp`. */
  readonly maxLifetimeSeconds: number;
  /** Signed by the root key, which the header carries, and without `prev`. */
  readonly byRoot: boolean;
  /** Reads the members besides the head. @throws {@link WaypostError} `LIST_MALFORMED`. */
  readonly parse: (members: Record<string, unknown>) => Content;
}

/** What an arriving list is held against. */
export interface ListExpectation {
  /** The configured issuer. */
  readonly issuer: string;
  /** What is remembered of the newest list of this kind, or `null` before the first. */
  readonly seen: ListState | null;
  /** Unix seconds. */
  readonly now: number;
  /** Checks the signature, and that its key may sign this kind. */
  readonly verify: (options: VerifyJwsOptions) => Promise<VerifiedJws>;
}

/** How far ahead of the client's clock an `iat` may be. */
export const LIST_CLOCK_SKEW_SECONDS = 3600;

const ISSUER_MAX_BYTES = 200;
const DIGEST_BYTES = 32;
/** `prev` of the first list. */
const NO_PREVIOUS = toBase64Url(new Uint8Array(DIGEST_BYTES));

/**
 * Signs the next list of a kind, after reading it as a client will.
 *
 * @param list - The head, and the members as they stand in the JSON.
 * @throws {@link WaypostError} `LIST_MALFORMED` naming the member.
 */
export async function issueList<Content>(
  kind: ListKind<Content>,
  list: ListHead & Readonly<Record<string, unknown>>,
  { key, previous, portable }: ListSigner,
): Promise<IssuedList> {
  const { issuer, issuedAt, expires, ...members } = list;
  if (previous !== null) assertState(previous);
  const seq = (previous?.seq ?? 0) + 1;
  const chain = kind.byRoot ? {} : { prev: previous?.sha256 ?? NO_PREVIOUS };
  const claims = { iss: issuer, seq, iat: issuedAt, exp: expires, ...chain, ...members };
  kind.parse(readHead(claims, kind).members);
  const payload = toUtf8(JSON.stringify(claims));
  const text = await signJws(payload, key, { typ: kind.typ, embedKey: kind.byRoot, portable });
  return { text, state: stateOf(seq, text) };
}

/**
 * Verifies a list: its signature, its head, its place after what was seen, then its content.
 *
 * @throws {@link WaypostError} `LIST_TYPE`, `LIST_SIGNATURE`, `LIST_MALFORMED`, `LIST_ISSUER`,
 * `LIST_FROM_FUTURE`, `LIST_ROLLBACK`, `LIST_FORKED`, `TIME_RANGE` for `now`.
 */
export async function openList<Content>(
  text: string,
  kind: ListKind<Content>,
  expected: ListExpectation,
): Promise<VerifiedList<ListHead & Content>> {
  const now = unixSeconds(expected.now);
  const { head, seq, prev, members } = readHead(await verifiedClaims(kind, expected), kind);
  if (head.issuer !== expected.issuer)
    throw new WaypostError('LIST_ISSUER', 'list is of another issuer');
  if (head.issuedAt > now + LIST_CLOCK_SKEW_SECONDS)
    throw new WaypostError('LIST_FROM_FUTURE', 'list was issued in the future');
  const state = stateOf(seq, text);
  if (expected.seen !== null) assertFollows(state, prev, expected.seen);
  return { list: { ...head, ...kind.parse(members) }, stale: now >= head.expires, state };
}

async function verifiedClaims<Content>(
  { typ, maxLength }: ListKind<Content>,
  { verify }: ListExpectation,
): Promise<Record<string, unknown>> {
  try {
    return parseJsonObject((await verify({ typ, maxLength })).payload);
  } catch (error) {
    if (!isWaypostError(error) || error.code.startsWith('LIST_')) throw error;
    if (error.code === 'JWS_TYPE') throw new WaypostError('LIST_TYPE', 'list is of another type');
    if (error.code === 'JWS_MALFORMED') throw malformed('JWS');
    throw new WaypostError('LIST_SIGNATURE', 'list is not signed by a trusted key');
  }
}

function readHead<Content>(
  { iss, seq, iat, exp, ...members }: Record<string, unknown>,
  { byRoot, maxLifetimeSeconds }: ListKind<Content>,
) {
  const issuedAt = readUint(iat, 'iat');
  const expires = readUint(exp, 'exp');
  if (expires <= issuedAt || expires - issuedAt > maxLifetimeSeconds) throw malformed('exp');
  const head: ListHead = { issuer: readText(iss, ISSUER_MAX_BYTES, 'iss'), issuedAt, expires };
  if (byRoot) return { head, seq: readUint(seq, 'seq'), prev: null, members };
  const { prev, ...others } = members;
  readBytes(prev, DIGEST_BYTES, 'prev');
  return { head, seq: readUint(seq, 'seq'), prev: prev as string, members: others };
}

function assertFollows(list: ListState, prev: string | null, seen: ListState): void {
  assertState(seen);
  if (list.seq < seen.seq)
    throw new WaypostError('LIST_ROLLBACK', 'list is older than one seen before', {
      seq: list.seq,
      seen: seen.seq,
    });
  const sameSeqOtherBytes = list.seq === seen.seq && list.sha256 !== seen.sha256;
  const nextOfAnother = list.seq === seen.seq + 1 && prev !== null && prev !== seen.sha256;
  if (sameSeqOtherBytes || nextOfAnother)
    throw new WaypostError('LIST_FORKED', 'list does not continue the one seen before', {
      seq: list.seq,
      seen: seen.seq,
    });
}

/** What was remembered may have been damaged; compared as it is, it would let any list pass. */
function assertState({ seq, sha256: digest }: ListState): void {
  readUint(seq, 'remembered seq');
  readBytes(digest, DIGEST_BYTES, 'remembered sha256');
}

const stateOf = (seq: number, text: string): ListState => ({
  seq,
  sha256: toBase64Url(sha256(toUtf8(text))),
});
