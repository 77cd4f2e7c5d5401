import { toBase64Url } from '../../primitives/index.ts';
import {
  decodeLocationSpecificPart,
  formatLtId,
  parseCleaUrl,
} from '../../protocols/clea/index.ts';
import { type Decoded, NO_VENUE, UNKNOWN_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';

/** What a Cléa code says to everybody. */
export interface CleaRaw {
  readonly version: number;
  /** LSPtype. */
  readonly type: number;
  /** 16 bytes, base64url. */
  readonly ltId: string;
  /** Whether a contact of the place is in the sealed message. */
  readonly hasContact: boolean;
  /** For the server only: 93 or 158 bytes, base64url. */
  readonly sealedMessage: string;
}

/**
 * A decoded Cléa code. It counts as unsigned: what seals it proves nothing to anybody but the server,
 * and anybody can seal for the server. From when until when it counts is sealed too.
 */
export type DecodedCleaCode = Decoded<'clea', CleaRaw>;

const BEGINNING = /^https:\/\/tac\.gouv\.fr\/?\?v=/i;

/** Reads the codes of TousAntiCovid. The id of the venue is its LTId as UUID. */
export const cleaReader: VenueCodeReader<DecodedCleaCode> = {
  recognises: (text) => BEGINNING.test(text),
  read(text) {
    const { version, type, ltId, hasContact, sealedMessage } = decodeLocationSpecificPart(
      parseCleaUrl(text),
    );
    return {
      format: 'clea',
      signature: 'unsigned',
      venue: { ...NO_VENUE, id: formatLtId(ltId) },
      validity: UNKNOWN_VALIDITY,
      raw: {
        version,
        type,
        ltId: toBase64Url(ltId),
        hasContact,
        sealedMessage: toBase64Url(sealedMessage),
      },
    };
  },
};
