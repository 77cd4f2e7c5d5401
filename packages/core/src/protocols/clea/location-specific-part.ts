import { assertBytes, concatBytes, equalBytes } from '../../primitives/index.ts';
import { SEALED_LOC_CONTACT_MSG_BYTES } from './contact-message.ts';
import { ECIES_OVERHEAD_BYTES, type EciesRecipient, openEcies, sealEcies } from './ecies.ts';
import { deriveLtId, LT_ID_BYTES } from './location-keys.ts';
import { malformed } from './malformed.ts';
import {
  CLEA_MESSAGE_BYTES,
  type CleaMessage,
  decodeCleaMessage,
  encodeCleaMessage,
} from './message.ts';

/** Length of the part that everybody can read, in bytes. */
export const CLEA_HEADER_BYTES: number = 1 + LT_ID_BYTES;
/** Length of a location-specific part without a locContactMsg, in bytes. */
export const LSP_BYTES: number = CLEA_HEADER_BYTES + CLEA_MESSAGE_BYTES + ECIES_OVERHEAD_BYTES;
/** Length of a location-specific part with one, in bytes. */
export const LSP_WITH_CONTACT_BYTES: number = LSP_BYTES + SEALED_LOC_CONTACT_MSG_BYTES;

/** What everybody reads of a code. */
export interface LocationSpecificPart {
  /** Protocol version. */
  readonly version: 0;
  /** LSPtype: scanned upon entering. */
  readonly type: 0;
  /** 16 bytes, public id of the location for one period. */
  readonly ltId: Uint8Array;
  /** 93 or 158 bytes, for the server only. */
  readonly sealedMessage: Uint8Array;
  /** Whether there is room for a locContactMsg in it, and so one. */
  readonly hasContact: boolean;
}

/** What the server reads of a code. */
export interface OpenedLocationSpecificPart {
  readonly ltId: Uint8Array;
  /** Whether the LTId is the one of the sealed LTKey; where not, the server refuses the visit. */
  readonly ltIdHolds: boolean;
  readonly message: CleaMessage;
}

// Version, type and reserved1 are all zero: there is one version and one type of it.
const FIRST_BYTE = 0;

/**
 * (Location) Seals a location-specific part. Specification section 3.4.
 *
 * | bytes   | bits | location-specific part                        |
 * | ------- | ---- | --------------------------------------------- |
 * | 0       | 0..2 | version, 0                                    |
 * |         | 3..5 | LSPtype, 0                                    |
 * |         | 6..7 | reserved1, 0                                  |
 * | 1..16   |      | LTId                                          |
 * | 17..    |      | message, encrypted: 44 or 109 bytes           |
 * | last 49 |      | tag, also of bytes 0..16, and ephemeral key   |
 *
 * @returns 110 or 175 bytes.
 * @throws {@link WaypostError} as {@link encodeCleaMessage}; `KEY_UNSUITABLE`.
 */
export function sealLocationSpecificPart(
  ltId: Uint8Array,
  message: CleaMessage,
  server: EciesRecipient,
): Uint8Array {
  const header = concatBytes(Uint8Array.of(FIRST_BYTE), assertBytes(ltId, LT_ID_BYTES, 'LTId'));
  return concatBytes(header, sealEcies(encodeCleaMessage(message), server, header));
}

/**
 * (App) Reads what is not sealed. Nothing of it is authentic: who can check is the server.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED`: `length`, and `version` for another version or
 * type or a reserved bit.
 */
export function decodeLocationSpecificPart(lsp: Uint8Array): LocationSpecificPart {
  if (!(lsp instanceof Uint8Array)) throw malformed('length');
  const hasContact = lsp.length === LSP_WITH_CONTACT_BYTES;
  if (!hasContact && lsp.length !== LSP_BYTES) throw malformed('length');
  if (lsp[0] !== FIRST_BYTE) throw malformed('version');
  return {
    version: 0,
    type: 0,
    ltId: lsp.slice(1, CLEA_HEADER_BYTES),
    sealedMessage: lsp.slice(CLEA_HEADER_BYTES),
    hasContact,
  };
}

/**
 * (Server) Opens a location-specific part. Specification section 3.6, steps 1 and 3.
 *
 * @param secretKey - 32 bytes, SK_SA.
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` as {@link decodeLocationSpecificPart} and
 * {@link decodeCleaMessage}; `CIPHERTEXT_INVALID` where it was sealed for another key or changed;
 * `BYTES_LENGTH`, `KEY_UNSUITABLE` for the secret key.
 */
export function openLocationSpecificPart(
  lsp: Uint8Array,
  secretKey: Uint8Array,
): OpenedLocationSpecificPart {
  const { ltId, sealedMessage } = decodeLocationSpecificPart(lsp);
  const header = lsp.subarray(0, CLEA_HEADER_BYTES);
  const message = decodeCleaMessage(openEcies(sealedMessage, secretKey, header));
  return { ltId, ltIdHolds: equalBytes(ltId, deriveLtId(message.ltKey)), message };
}
