/**
 * One decoder for every venue code of the field: Waypost's own, and those that are on walls already.
 *
 * | `format`             | whose                                    | signed by              |
 * | -------------------- | ---------------------------------------- | ---------------------- |
 * | `waypost`            | Waypost venue code, JWS form             | ES256 or EdDSA         |
 * | `waypost-compact`    | Waypost venue code, compact form         | ES256 or EdDSA         |
 * | `nhs`                | NHS COVID-19, England and Wales          | ES256                  |
 * | `cwa`                | Corona-Warn-App, Germany                 | nobody                 |
 * | `crowdnotifier`      | NotifyMe and SwissCovid, Switzerland     | nobody                 |
 * | `clea`               | TousAntiCovid, France                    | sealed for the server  |
 * | `nz`                 | NZ COVID Tracer, New Zealand             | nobody                 |
 * | `covid-alert-canada` | COVID Alert, Canada                      | Ed25519                |
 * | `leavehomesafe`      | LeaveHomeSafe, Hong Kong                 | nobody                 |
 * | `luca`               | Luca, Germany                            | nobody                 |
 * | `campus-qr`          | Campus QR, universities                  | nobody                 |
 * | `vn-personal`        | personal QR of Decision 1405, Viet Nam   | nobody                 |
 * | `vn-cccd`            | citizen's card, Viet Nam                 | nobody                 |
 *
 * @module
 */
export * from './decode.ts';
export type {
  Decoded,
  DecodedValidity,
  DecodedVenue,
  SignatureVerdict,
  ValidityStatus,
} from './decoded.ts';
export { MAX_TEXT_LENGTH } from './reader.ts';
export { type FoundKeys, type TrustedKeys, trustedKeys, type VenueCodeKeys } from './trust.ts';
