import { assertBytes, toBase64Url } from '../../primitives/index.ts';
import { type ListTrust, openByIndexKey } from './by-index-key.ts';
import { LIST_LIFETIME_SECONDS } from './index-list.ts';
import { assertNoOthers, malformed, readArray, readBytes, readRow, readUint } from './shape.ts';
import {
  type IssuedList,
  issueList,
  type ListHead,
  type ListKind,
  type ListSigner,
  type VerifiedList,
} from './signed-list.ts';

/** A venue code that was taken back before its end. */
export interface WithdrawnCode {
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  readonly codeVersion: number;
}

/** What the issuer puts in a withdrawn list. */
export interface WithdrawnListContent extends ListHead {
  /** Each code once, at most 65,536. */
  readonly codes: readonly WithdrawnCode[];
}

/** A verified withdrawn list. Fits the `withdrawn` of a venue code's trust. */
export interface WithdrawnList extends ListHead {
  /** Codes in the list. */
  readonly size: number;
  /** Whether this code was taken back. @throws {@link WaypostError} `BYTES_LENGTH`. */
  isWithdrawn(venueId: Uint8Array, codeVersion: number): boolean;
}

const VENUE_ID_BYTES = 16;
const MAX_CODES = 65_536;

const WITHDRAWN_LIST: ListKind<Omit<WithdrawnList, keyof ListHead>> = {
  typ: 'waypost-withdrawn+jwt',
  maxLength: 4_194_304,
  maxLifetimeSeconds: LIST_LIFETIME_SECONDS,
  byRoot: false,
  parse: parseWithdrawn,
};

/**
 * (Server) Signs the next withdrawn list by an `index` key.
 *
 * @param content - `expires` at most 48 hours after `issuedAt`.
 * @throws {@link WaypostError} `LIST_MALFORMED` naming the member.
 */
export function issueWithdrawnList(
  { issuer, issuedAt, expires, codes }: WithdrawnListContent,
  signer: ListSigner,
): Promise<IssuedList> {
  const rows = codes.map(({ venueId, codeVersion }) => [toBase64Url(venueId), codeVersion]);
  return issueList(WITHDRAWN_LIST, { issuer, issuedAt, expires, codes: rows }, signer);
}

/**
 * (Client) Verifies a withdrawn list.
 *
 * @param now - Unix seconds.
 * @throws {@link WaypostError} `LIST_TYPE`, `LIST_SIGNATURE`, `LIST_KEY_USE`, `LIST_KEY_REVOKED`,
 * `LIST_MALFORMED`, `LIST_ISSUER`, `LIST_FROM_FUTURE`, `LIST_ROLLBACK`, `LIST_FORKED`, `TIME_RANGE`
 * for `now`.
 */
export const verifyWithdrawnList = (
  text: string,
  trust: ListTrust,
  now: number,
): Promise<VerifiedList<WithdrawnList>> => openByIndexKey(WITHDRAWN_LIST, text, { trust, now });

function parseWithdrawn(members: Record<string, unknown>): Omit<WithdrawnList, keyof ListHead> {
  const { codes, ...others } = members;
  assertNoOthers(others);
  const withdrawn = new Set<string>();
  for (const row of readArray(codes, MAX_CODES, 'codes')) {
    const [venueId, codeVersion] = readRow(row, 2, 'codes');
    const id = readBytes(venueId, VENUE_ID_BYTES, 'codes');
    const name = nameOf(id, readUint(codeVersion, 'codes'));
    if (withdrawn.has(name)) throw malformed('codes');
    withdrawn.add(name);
  }
  return {
    size: withdrawn.size,
    isWithdrawn: (venueId, codeVersion) =>
      withdrawn.has(nameOf(assertBytes(venueId, VENUE_ID_BYTES, 'venueId'), codeVersion)),
  };
}

const nameOf = (venueId: Uint8Array, codeVersion: number): string =>
  `${toBase64Url(venueId)} ${codeVersion}`;
