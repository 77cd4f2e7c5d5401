/**
 * What every venue code says once it is decoded, whoever issued it.
 *
 * @module
 */
/** What is known of a signature. */
export type SignatureVerdict =
  /** It holds, by a key that is trusted. */
  | 'valid'
  /** It does not hold: nothing of the text is shown. */
  | 'invalid'
  /** The format has none: anybody can print such a code. */
  | 'unsigned'
  /** No trusted key is named by it: what it says is shown, and nobody vouches for it. */
  | 'untrusted';

/** What a code says about its place; `null` where it says nothing, or must not be believed. */
export interface DecodedVenue {
  /** The identifier of the place in its own system, as that system writes it. */
  readonly id: string | null;
  readonly name: string | null;
  readonly address: string | null;
  /** Room, table or part of the place. */
  readonly zone: string | null;
}

/** Whether a code counts at the time that was asked about. */
export type ValidityStatus = 'in-force' | 'not-yet' | 'expired' | 'unlimited' | 'unknown';

/** From when until when a code counts, Unix seconds; `null` where it sets no limit. */
export interface DecodedValidity {
  /** First second in which it counts. */
  readonly notBefore: number | null;
  /** First second in which it no longer counts. */
  readonly expires: number | null;
  readonly status: ValidityStatus;
}

/** A decoded code of one format: `Raw` is all it says, in that format's own words. */
export interface Decoded<Format extends string, Raw> {
  readonly format: Format;
  readonly signature: SignatureVerdict;
  readonly venue: DecodedVenue;
  readonly validity: DecodedValidity;
  /** JSON values only: bytes are base64url without padding. `null` where the signature is invalid. */
  readonly raw: Raw | null;
}

/** A place of which nothing is known. */
export const NO_VENUE: DecodedVenue = { id: null, name: null, address: null, zone: null };

/** Of a code whose limits cannot be seen or must not be believed. */
export const UNKNOWN_VALIDITY: DecodedValidity = {
  notBefore: null,
  expires: null,
  status: 'unknown',
};

/** Of a format that sets no limits. */
export const UNLIMITED_VALIDITY: DecodedValidity = {
  notBefore: null,
  expires: null,
  status: 'unlimited',
};

/** Judges limits at a time. Half-open: a code counts from `notBefore` on, until before `expires`. */
export function validityAt(
  now: number,
  { notBefore, expires }: Omit<DecodedValidity, 'status'>,
): DecodedValidity {
  return { notBefore, expires, status: statusAt(now, notBefore, expires) };
}

function statusAt(now: number, notBefore: number | null, expires: number | null): ValidityStatus {
  if (notBefore !== null && now < notBefore) return 'not-yet';
  if (expires !== null && now >= expires) return 'expired';
  return notBefore === null && expires === null ? 'unlimited' : 'in-force';
}

/** A code of which nothing may be shown, since its signature does not hold. */
export const invalidCode = <Format extends string, Raw>(format: Format): Decoded<Format, Raw> => ({
  format,
  signature: 'invalid',
  venue: NO_VENUE,
  validity: UNKNOWN_VALIDITY,
  raw: null,
});
