import { maskStart } from '../../primitives/mask.ts';

const MASKED_CHARACTERS = 6;
const SHOWN_OF_EXTENSION = 4;

/** Puts a star for each of the first six characters, as the Decision shows a number by default. */
export const maskDocumentNumber = (number: string): string => maskStart(number, MASKED_CHARACTERS);

/** Puts stars for month and day: `1990-**-**`. That they are masked is in the Decision, the layout not. */
export const maskBirthDate = (date: string): string => `${date.slice(0, 4)}-**-**`;

/**
 * Puts stars for all but the first four characters of each extended value: insurance and phone
 * number are of the same kind as the document's. The Decision says nothing of them.
 */
export const maskExtension = (ext: string): string =>
  ext
    .split('<')
    .map((value) => value.slice(0, SHOWN_OF_EXTENSION).padEnd(value.length, '*'))
    .join('<');
