/** The values of a field whose order no source establishes. */
export interface VnExtension {
  /** As they stand, in their order; empty where nothing stands between two marks. */
  readonly values: readonly string[];
  /** Which value is which is not established: never more than a guess. */
  readonly verified: false;
}

/**
 * Splits the field `EXT` at each `<`. It holds, in an order of which two sightings differ: the QID of
 * whoever declared for the person, the sex (0 not known, 1 male, 2 female), the number of the
 * insurance card, the phone number, an electronic signature. An empty field has no values.
 */
export const splitVnExtension = (ext: string): VnExtension => ({
  values: ext === '' ? [] : ext.split('<'),
  verified: false,
});
