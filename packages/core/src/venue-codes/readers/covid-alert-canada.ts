import {
  type CovidAlertCode,
  type CovidAlertPlace,
  isCovidAlertCodeSignedBy,
  isCovidAlertUrl,
  parseCovidAlertCode,
  readCovidAlertPlace,
} from '../../protocols/covid-alert-canada/index.ts';
import {
  type Decoded,
  invalidCode,
  type SignatureVerdict,
  UNLIMITED_VALIDITY,
} from '../decoded.ts';
import type { VenueCodeReader } from '../reader.ts';
import type { TrustedKeys } from '../trust.ts';

/** What a COVID Alert code says. */
export interface CovidAlertCanadaRaw extends CovidAlertPlace {
  /** Host name in the text, which is not signed. */
  readonly host: string;
}

/** A decoded COVID Alert code. */
export type DecodedCovidAlertCanadaCode = Decoded<'covid-alert-canada', CovidAlertCanadaRaw>;

/**
 * Reads the codes of COVID Alert (Canada). They have neither a prefix nor a host of their own, only
 * a long fragment in base64, as other formats have: a decoder of many asks this reader last.
 */
export const covidAlertCanadaReader: VenueCodeReader<DecodedCovidAlertCanadaCode> = {
  recognises: isCovidAlertUrl,
  async read(text, { trust }) {
    const code = parseCovidAlertCode(text);
    const signature = await judge(code, trust);
    if (signature === 'invalid') return invalidCode('covid-alert-canada');
    const place = readCovidAlertPlace(code);
    return {
      format: 'covid-alert-canada',
      signature,
      venue: { id: place.id, name: place.name, address: place.address, zone: null },
      validity: UNLIMITED_VALIDITY,
      raw: { ...place, host: code.host },
    };
  },
};

async function judge(code: CovidAlertCode, trust: TrustedKeys): Promise<SignatureVerdict> {
  const { keys } = trust.find(undefined, 'EdDSA');
  if (keys.length === 0) return 'untrusted';
  return (await isCovidAlertCodeSignedBy(code, keys)) ? 'valid' : 'invalid';
}
