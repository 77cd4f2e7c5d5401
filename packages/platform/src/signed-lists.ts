/**
 * The lists that this machine signs: the index of what is published, and the withdrawn codes. Each
 * carries the digest of the one before, and every phone gets the same bytes. Protocol section 2.
 *
 * @module
 */
import { parseJsonObject, type SigningKey, signingKey } from '@waypost/core/jws';
import {
  type IssuedList,
  issueIndexList,
  issueWithdrawnList,
  LIST_LIFETIME_SECONDS,
  type ListHead,
  type ListSigner,
} from '@waypost/core/keys-and-lists';
import { DAY_SECONDS, fromBase64Url, sha256, toBase64Url, toUtf8 } from '@waypost/core/primitives';
import type { PlatformContext } from './context.ts';
import { isSequenced, type SequencedNotice } from './policies/notice-state.ts';
import { keptSince } from './policies/retention.ts';
import type { SignedList } from './ports/index.ts';

type OwnList = 'index' | 'withdrawn';

/** Most entries that a list of the protocol holds: older ones make room. */
const MAX_INDEX_ENTRIES = 2048;
/** A list is signed anew after half its life, so that no phone finds it stale. */
const RENEW_AFTER_SECONDS = DAY_SECONDS;

/** The newest list, signed anew if it is older than a day. Whoever changes its content signs it. */
export async function currentList(context: PlatformContext, kind: OwnList): Promise<string> {
  const latest = await context.notices.latestList(kind);
  if (latest !== null && isRecent(latest, context.clock())) return latest.text;
  return kind === 'index' ? signIndex(context) : signWithdrawnCodes(context);
}

/** Signs the index of what is published, if it changed. @returns The newest list. */
export const signIndex = (context: PlatformContext): Promise<string> =>
  signList(context, 'index', async (head, signer) => {
    const kept = keptSince(head.issuedAt, context.settings.retentionDays);
    const notices = (await context.notices.list())
      .filter(isSequenced)
      .filter(({ publishedAt }) => publishedAt >= kept)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(-MAX_INDEX_ENTRIES);
    return issueIndexList({ ...head, ...indexContent(notices) }, signer);
  });

/** Signs the list of withdrawn codes, if it changed. @returns The newest list. */
export const signWithdrawnCodes = (context: PlatformContext): Promise<string> =>
  signList(context, 'withdrawn', async (head, signer) => {
    const codes = await context.venues.listWithdrawn(head.issuedAt);
    return issueWithdrawnList({ ...head, codes }, signer);
  });

/** A notice and its warning list share one sequence; a withdrawn one is named as such only. */
function indexContent(notices: readonly SequencedNotice[]) {
  const standing = notices.filter(({ withdrawnAt }) => withdrawnAt === null);
  return {
    bundles: standing,
    warnings: standing.map(({ sequence, warningSha256, warningBytes }) => ({
      sequence,
      sha256: warningSha256,
      bytes: warningBytes,
    })),
    withdrawn: notices
      .filter(({ withdrawnAt }) => withdrawnAt !== null)
      .map(({ sequence }) => sequence),
  };
}

async function signList(
  context: PlatformContext,
  kind: OwnList,
  issue: (head: ListHead, signer: ListSigner) => Promise<IssuedList>,
): Promise<string> {
  const key: SigningKey = signingKey(context.keys.indexKey);
  // Whoever finds its place taken signs the next one: some caller always gets on.
  while (true) {
    const issuedAt = context.clock();
    const latest = await context.notices.latestList(kind);
    const head = { issuer: context.issuer, issuedAt, expires: issuedAt + LIST_LIFETIME_SECONDS };
    const previous = latest && { seq: latest.seq, sha256: digestOf(latest.text) };
    const { text, state } = await issue(head, { key, previous });
    if (latest !== null && isRecent(latest, issuedAt) && saysTheSame(latest.text, text))
      return latest.text;
    if (await context.notices.insertList({ kind, seq: state.seq, text, issuedAt })) return text;
  }
}

const isRecent = ({ issuedAt }: SignedList, now: number): boolean =>
  now < issuedAt + RENEW_AFTER_SECONDS;

const digestOf = (text: string): string => toBase64Url(sha256(toUtf8(text)));

/** Whether two lists are by one key and differ in nothing but their place and time. */
function saysTheSame(a: string, b: string): boolean {
  const [headerOfA, contentOfA] = partsOf(a);
  const [headerOfB, contentOfB] = partsOf(b);
  return headerOfA === headerOfB && contentOfA === contentOfB;
}

function partsOf(text: string): readonly [header: string, content: string] {
  const [header = '', payload = ''] = text.split('.', 2);
  const {
    seq: _seq,
    iat: _iat,
    exp: _exp,
    prev: _prev,
    ...content
  } = parseJsonObject(fromBase64Url(payload));
  return [header, JSON.stringify(content)];
}
