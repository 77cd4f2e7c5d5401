import type { PosterErrorCode } from '@waypost/poster';
import type { VenueColumn, VenueRowProblem } from '@waypost/poster/bulk';

/** Why a list of venues cannot be printed. */
export type PostersProblem =
  | { readonly kind: 'venues-refused'; readonly errors: number }
  | { readonly kind: 'manifest-refused' }
  | { readonly kind: 'poster-unfit'; readonly code: PosterErrorCode; readonly what: string };

/** The sentences of `waypost posters`. */
export interface PostersMessages {
  readonly posters: string;
  readonly venues: string;
  readonly manifest: string;
  readonly out: string;
  readonly key: string;
  readonly issuer: string;
  readonly host: string;
  readonly size: string;
  readonly language: string;
  readonly format: string;
  readonly expiresDays: string;
  readonly database: string;
  readonly ownerKeys: string;
  readonly examples: string;
  /** What is wrong with the list, and what to do. */
  problem(problem: PostersProblem): string;
  /** One error in the list. */
  rowError(row: number, column: VenueColumn | null, problem: VenueRowProblem): string;
  readonly drawing: string;
  done(parts: { readonly files: string; readonly venues: string; readonly out: string }): string;
  readonly registeredNowhere: string;
  registered(file: string): string;
  /** There is neither a list nor a manifest. */
  readonly noSource: string;
  keyUnreadable(file: string): string;
  days(value: string): string;
  outExists(file: string): string;
  noOutput(file: string): string;
  readonly issuerInvalid: string;
  /** @param code - A code of the store. */
  databaseRefused(code: string): string;
}

/** The sentences of `waypost nfc`. */
export interface NfcMessages {
  readonly nfc: string;
  readonly text: string;
  readonly out: string;
  readonly examples: string;
}
