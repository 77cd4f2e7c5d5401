/**
 * Which table would be spread over several machines by which column, on an engine that can (Citus). One
 * machine needs none of this; but keys decided against it are what cannot be changed later.
 *
 * @module
 */

/** How one table is spread. */
export type Distribution =
  /** By a column, which every key of the table holds; beside another table that has the same values. */
  | { readonly kind: 'distributed'; readonly column: string; readonly colocateWith: string | null }
  /** A copy on every machine: small, and joined with what is distributed. */
  | { readonly kind: 'reference' }
  /** On one machine: small, and joined with nothing that is distributed. */
  | { readonly kind: 'local' };

const byVenue: Distribution = {
  kind: 'distributed',
  column: 'venue_id',
  colocateWith: 'venue',
};

/** Every table by its name. A test compares it with the database. */
export const DISTRIBUTION: Readonly<Record<string, Distribution>> = {
  venue: { kind: 'distributed', column: 'venue_id', colocateWith: null },
  venue_code: byVenue,
  location: { kind: 'distributed', column: 'location_id', colocateWith: null },
  check_in: byVenue,
  contact_id_index: { kind: 'distributed', column: 'contact_id', colocateWith: null },
  exposure: byVenue,
  matching_run: { kind: 'reference' },
  verification_code: { kind: 'local' },
  disclosure: { kind: 'local' },
  disclosure_contact: { kind: 'local' },
  disclosure_place: { kind: 'local' },
  notice: { kind: 'local' },
  published_file: { kind: 'local' },
  signed_list: { kind: 'local' },
  officer_key: { kind: 'local' },
};
