import { fromBase64Url, isWaypostError } from '../../primitives/index.ts';
import {
  type JwsAlgorithm,
  parseJsonObject,
  parseJws,
  type UnverifiedJws,
} from '../../primitives/jws.ts';
import { verifySignature } from '../../primitives/jws-crypto.ts';
import { parseClaims } from '../../protocols/venue-code/claims.ts';
import { malformed } from '../../protocols/venue-code/content.ts';
import { VENUE_CODE_TYP } from '../../protocols/venue-code/issue.ts';
import { claimedForm, splitText, VENUE_CODE_MAX_LENGTH } from '../../protocols/venue-code/text.ts';
import { type Decoded, invalidCode } from '../decoded.ts';
import type { ReadContext, VenueCodeReader } from '../reader.ts';
import { judgeSignature } from '../trust.ts';
import { describeContent, readAs, type WaypostContentRaw } from './waypost-content.ts';

/** All that a Waypost code says in its JWS form. */
export interface WaypostRaw extends WaypostContentRaw {
  readonly algorithm: JwsAlgorithm;
  /** Names the key that signed: its RFC 7638 thumbprint. `null` where the code names none. */
  readonly kid: string | null;
  readonly issuer: string;
}

/** A Waypost code in its JWS form. */
export type DecodedWaypostCode = Decoded<'waypost', WaypostRaw>;

/** Reads `https://<host>/v#<JWS>`. */
export const waypostReader: VenueCodeReader<DecodedWaypostCode> = {
  recognises: (text) => claimedForm(text) === 'jws',
  read: (text, context) => readAs('waypost', () => readJwsForm(text, context)),
};

async function readJwsForm(text: string, { trust, now }: ReadContext): Promise<DecodedWaypostCode> {
  const { signed, display } = splitText(text);
  const jws = takeApart(signed);
  if (jws === null) return invalidCode('waypost');
  const { alg: algorithm, kid = null } = jws.header;
  // A code without `kid` names no key: no key with a name is tried.
  const found = trust.find(kid ?? '', algorithm);
  const verdict = await judgeSignature(found, (key) => verifySignature(jws, key, false));
  if (verdict === 'invalid') return invalidCode('waypost');
  const { issuer, ...content } = parseClaims(parseJsonObject(fromBase64Url(jws.payload)));
  const isOther = trust.issuer !== undefined && trust.issuer !== issuer;
  const { raw, ...described } = describeContent(content, display, now);
  return {
    format: 'waypost',
    signature: isOther ? 'untrusted' : verdict,
    ...described,
    raw: { ...raw, algorithm, kid, issuer },
  };
}

/** `null` where no key could have signed it: by `none`, by HMAC, or in another length. */
function takeApart(signed: string): UnverifiedJws | null {
  let jws: UnverifiedJws;
  try {
    jws = parseJws(signed, VENUE_CODE_MAX_LENGTH);
  } catch (error) {
    if (isWaypostError(error) && error.code !== 'JWS_MALFORMED') return null;
    throw error;
  }
  if (jws.header.typ !== VENUE_CODE_TYP || jws.header.jwk !== undefined) throw malformed('header');
  return jws;
}
