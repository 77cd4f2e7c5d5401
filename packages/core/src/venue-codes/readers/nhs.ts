import { isWaypostError } from '../../primitives/index.ts';
import {
  displayPostcode,
  isNhsCodeSignedBy,
  NHS_CODE_PREFIX,
  type NhsCodeHeader,
  type ParsedNhsCode,
  parseNhsCode,
  type ReadNhsClaims,
  readNhsClaims,
} from '../../protocols/nhs/index.ts';
import { type Decoded, invalidCode, UNLIMITED_VALIDITY } from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';
import { judgeSignature } from '../trust.ts';

/** All that a code of NHS COVID-19 says. */
export interface NhsRaw {
  readonly version: number;
  readonly header: NhsCodeHeader;
  /** As the code has them, members without a meaning here too. */
  readonly claims: ReadNhsClaims;
}

/** A code of NHS COVID-19. The venue's address is its postcode. */
export type DecodedNhsCode = Decoded<'nhs', NhsRaw>;

/** Reads `UKC19TRACING:` codes. */
export const nhsReader: VenueCodeReader<DecodedNhsCode> = {
  recognises: (text) => text.startsWith(NHS_CODE_PREFIX),
  async read(text, { trust }) {
    const code = takeApart(text);
    if (code === null) return invalidCode('nhs');
    const { version, header } = code;
    const found = trust.find(header.kid, header.alg);
    const signature = await judgeSignature(found, (key) => isNhsCodeSignedBy(code, key));
    if (signature === 'invalid') return invalidCode('nhs');
    const claims = readNhsClaims(code);
    const { id, opn: name, pc } = claims;
    const address = pc ? displayPostcode(pc) : null;
    return {
      format: 'nhs',
      signature,
      venue: { id, name, address, zone: null },
      validity: UNLIMITED_VALIDITY,
      raw: { version, header, claims },
    };
  },
};

/** `null` where no key can have signed it, whoever is trusted. */
function takeApart(text: string): ParsedNhsCode | null {
  try {
    return parseNhsCode(text);
  } catch (error) {
    if (isWaypostError(error) && error.code === 'VENUE_CODE_SIGNATURE') return null;
    throw error;
  }
}
