import { toBase64Url } from '../../primitives/index.ts';
import { verifyBytes } from '../../primitives/signature.ts';
import { decodeContent } from '../../protocols/venue-code/compact/content.ts';
import {
  type CompactEncoding,
  parseSignedContent,
  signedMessage,
} from '../../protocols/venue-code/compact/signed-content.ts';
import { claimedForm, splitText } from '../../protocols/venue-code/text.ts';
import { type Decoded, invalidCode } from '../decoded.ts';
import type { ReadContext, VenueCodeReader } from '../reader.ts';
import { judgeSignature } from '../trust.ts';
import { describeContent, readAs, type WaypostContentRaw } from './waypost-content.ts';

/** All that a Waypost code says in its compact form, which names no issuer. */
export interface WaypostCompactRaw extends WaypostContentRaw {
  readonly encoding: CompactEncoding;
  /** First 8 bytes of the thumbprint of the key that signed. */
  readonly keyId: string;
}

/** A Waypost code in its compact form. */
export type DecodedWaypostCompactCode = Decoded<'waypost-compact', WaypostCompactRaw>;

/** Reads `HTTPS://<HOST>/V#<base32>` and `WP1:<Base45>`. */
export const waypostCompactReader: VenueCodeReader<DecodedWaypostCompactCode> = {
  recognises(text) {
    const form = claimedForm(text);
    return form === 'base32' || form === 'base45';
  },
  read: (text, context) => readAs('waypost-compact', () => readCompactForm(text, context)),
};

async function readCompactForm(
  text: string,
  { trust, now }: ReadContext,
): Promise<DecodedWaypostCompactCode> {
  const scanned = splitText(text);
  const { encoding, keyId, content, signature } = parseSignedContent(scanned);
  const message = signedMessage(content);
  const verdict = await judgeSignature(trust.findByThumbprint(keyId), (key) =>
    verifyBytes({ message, signature }, key),
  );
  if (verdict === 'invalid') return invalidCode('waypost-compact');
  const { raw, ...described } = describeContent(decodeContent(content), scanned.display, now);
  return {
    format: 'waypost-compact',
    signature: verdict,
    ...described,
    raw: { ...raw, encoding, keyId: toBase64Url(keyId) },
  };
}
