import { toUtf8, WaypostError } from '../../primitives/index.ts';
import type { SigningKey } from '../../primitives/jws.ts';
import { createSignature } from '../../primitives/jws-crypto.ts';
import { NHS_CODE_MAX_LENGTH, NHS_CODE_PREFIX, type NhsClaims } from './code.ts';
import { malformedCode } from './errors.ts';
import { isNhsVenueId } from './venue-id.ts';

/** Who issues codes in this format, for apps that have its key. */
export interface NhsIssuer {
  /** A P-256 key of one's own. */
  readonly key: SigningKey;
  /** The name under which the apps know the key; its RFC 7638 thumbprint where left out. */
  readonly kid?: string | undefined;
  /** Left out in production. */
  readonly typ?: 'JWT' | undefined;
  /** Sign without WebCrypto. For tests. */
  readonly portable?: boolean | undefined;
}

const VERSION = 1;
const VENUE_TYPE = /^[0-9]{3}$/;
// Names are shown: nothing that breaks a line, hides or turns the direction of text is printed.
const UNFIT_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/**
 * (Issuer) Issues a code: `UKC19TRACING:1:<JWS>`, with `alg`, `kid` and, where asked for, `typ` in
 * the header.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the claim, or `text` for a code too long
 * to be drawn; `KEY_UNSUITABLE` for a key that is not of P-256.
 */
export async function issueNhsCode(
  claims: NhsClaims,
  { key, kid = key.kid, typ, portable = false }: NhsIssuer,
): Promise<string> {
  if (key.algorithm !== 'ES256')
    throw new WaypostError('KEY_UNSUITABLE', 'NHS codes are signed by a P-256 key');
  const header = { alg: 'ES256', ...(typ !== undefined && { typ }), kid } as const;
  const payload = toUtf8(JSON.stringify(checkedClaims(claims)));
  const jws = await createSignature({ header, payload }, key, portable);
  const text = `${NHS_CODE_PREFIX}${VERSION}:${jws}`;
  if (text.length > NHS_CODE_MAX_LENGTH) throw malformedCode('text');
  return text;
}

/** The four claims in the order of the production codes, and no others. */
function checkedClaims({ id, opn, vt, pc }: NhsClaims): NhsClaims {
  if (!isNhsVenueId(id)) throw malformedCode('id');
  if (!isShowable(opn)) throw malformedCode('opn');
  if (vt !== undefined && !VENUE_TYPE.test(vt)) throw malformedCode('vt');
  if (pc !== undefined && !isShowable(pc)) throw malformedCode('pc');
  return { id, opn, vt, pc };
}

const isShowable = (text: unknown): text is string =>
  typeof text === 'string' && text !== '' && !UNFIT_CHARACTER.test(text);
