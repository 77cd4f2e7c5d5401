import { DAY_SECONDS, toBase64Url } from '../../primitives/index.ts';
import { type ListTrust, openByIndexKey } from './by-index-key.ts';
import {
  assertNoOthers,
  assertRising,
  readArray,
  readBytes,
  readRow,
  readText,
  readUint,
} from './shape.ts';
import {
  type IssuedList,
  issueList,
  type ListHead,
  type ListKind,
  type ListSigner,
  type VerifiedList,
} from './signed-list.ts';

/** A published file: a client fetches no more than `bytes`, and believes it by its digest. */
export interface PublishedFile {
  /** Number of the file among those of its kind, rising. */
  readonly sequence: number;
  /** SHA-256 of the file, 32 bytes. */
  readonly sha256: Uint8Array;
  /** Length of the file. */
  readonly bytes: number;
}

/** An exposure notice bundle, protocol section 7. */
export interface PublishedBundle extends PublishedFile {
  /** Name of the rule under which its exposures were found, at most 64 bytes: `who-15min`. */
  readonly rule: string;
}

/** What is published. Each array is rising by sequence, at most 2,048 entries. */
export interface IndexContent {
  readonly bundles: readonly PublishedBundle[];
  /** Venue warning lists, protocol section 8. */
  readonly warnings: readonly PublishedFile[];
  /** Sequences of bundles whose notice was taken back. */
  readonly withdrawn: readonly number[];
}

/** A list of everything that is published. */
export type IndexList = ListHead & IndexContent;

/** An index or withdrawn list is stale this long after it was issued. */
export const LIST_LIFETIME_SECONDS: number = 2 * DAY_SECONDS;

const MAX_ENTRIES = 2048;
const DIGEST_BYTES = 32;
const RULE_MAX_BYTES = 64;

const INDEX_LIST: ListKind<IndexContent> = {
  typ: 'waypost-index+jwt',
  maxLength: 1_048_576,
  maxLifetimeSeconds: LIST_LIFETIME_SECONDS,
  byRoot: false,
  parse: parseIndex,
};

/**
 * (Server) Signs the next index list by an `index` key.
 *
 * @param list - `expires` at most 48 hours after `issuedAt`.
 * @throws {@link WaypostError} `LIST_MALFORMED` naming the member.
 */
export function issueIndexList(list: IndexList, signer: ListSigner): Promise<IssuedList> {
  const { issuer, issuedAt, expires, withdrawn } = list;
  const bundles = list.bundles.map((bundle) => [...toRow(bundle), bundle.rule]);
  const warnings = list.warnings.map(toRow);
  const members = { issuer, issuedAt, expires, bundles, warnings, withdrawn };
  return issueList(INDEX_LIST, members, signer);
}

/**
 * (Client) Verifies an index list.
 *
 * @param now - Unix seconds.
 * @throws {@link WaypostError} `LIST_TYPE`, `LIST_SIGNATURE`, `LIST_KEY_USE`, `LIST_KEY_REVOKED`,
 * `LIST_MALFORMED`, `LIST_ISSUER`, `LIST_FROM_FUTURE`, `LIST_ROLLBACK`, `LIST_FORKED`, `TIME_RANGE`
 * for `now`.
 */
export const verifyIndexList = (
  text: string,
  trust: ListTrust,
  now: number,
): Promise<VerifiedList<IndexList>> => openByIndexKey(INDEX_LIST, text, { trust, now });

const toRow = ({ sequence, sha256, bytes }: PublishedFile): unknown[] => [
  sequence,
  toBase64Url(sha256),
  bytes,
];

function parseIndex(members: Record<string, unknown>): IndexContent {
  const { bundles, warnings, withdrawn, ...others } = members;
  assertNoOthers(others);
  return {
    bundles: readFiles(bundles, 'bundles', readBundle),
    warnings: readFiles(warnings, 'warnings', readWarning),
    withdrawn: readWithdrawn(withdrawn),
  };
}

function readFiles<File extends PublishedFile>(
  value: unknown,
  what: string,
  read: (row: unknown) => File,
): readonly File[] {
  const files = readArray(value, MAX_ENTRIES, what).map(read);
  assertRising(
    files.map(({ sequence }) => sequence),
    what,
  );
  return files;
}

function readBundle(value: unknown): PublishedBundle {
  const [sequence, sha256, bytes, rule] = readRow(value, 4, 'bundles');
  const file = readFile([sequence, sha256, bytes], 'bundles');
  return { ...file, rule: readText(rule, RULE_MAX_BYTES, 'bundles') };
}

const readWarning = (value: unknown): PublishedFile =>
  readFile(readRow(value, 3, 'warnings'), 'warnings');

const readFile = ([sequence, sha256, bytes]: readonly unknown[], what: string): PublishedFile => ({
  sequence: readUint(sequence, what),
  sha256: readBytes(sha256, DIGEST_BYTES, what),
  bytes: readUint(bytes, what),
});

function readWithdrawn(value: unknown): readonly number[] {
  const sequences = readArray(value, MAX_ENTRIES, 'withdrawn').map((sequence) =>
    readUint(sequence, 'withdrawn'),
  );
  assertRising(sequences, 'withdrawn');
  return sequences;
}
