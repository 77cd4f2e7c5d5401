import type { RandomBytes } from '../../primitives/index.ts';

/** Characters of a venue id: no two of them look alike. */
export const NHS_VENUE_ID_ALPHABET = 'CDEFHJKMPRTVWXY2345689';
/** Length of the ids that were issued, in characters. */
export const NHS_VENUE_ID_LENGTH = 8;

const VENUE_ID = new RegExp(`^[${NHS_VENUE_ID_ALPHABET}]{1,12}$`);

/** Whether the text may be a venue id: 1 to 12 characters of {@link NHS_VENUE_ID_ALPHABET}. */
export const isNhsVenueId = (text: unknown): text is string =>
  typeof text === 'string' && VENUE_ID.test(text);

/** (Issuer) A fresh venue id of 8 characters, 35.7 bits. Whether it is taken is for the caller to see. */
export function generateNhsVenueId(randomBytes: RandomBytes): string {
  const letters = NHS_VENUE_ID_ALPHABET.length;
  // Bytes from the last whole multiple on would make the first letters more frequent.
  const limit = Math.floor(256 / letters) * letters;
  let id = '';
  while (id.length < NHS_VENUE_ID_LENGTH)
    for (const byte of randomBytes(NHS_VENUE_ID_LENGTH - id.length))
      if (byte < limit) id += NHS_VENUE_ID_ALPHABET.charAt(byte % letters);
  return id;
}
