/**
 * The manifest of a set of posters: a row for each of them, enough to print it again.
 *
 * | column                       | holds                                                    |
 * | ---------------------------- | -------------------------------------------------------- |
 * | `file`                       | name of the file; empty where none was made              |
 * | `name`, `zone`               | as on the poster                                         |
 * | `venue_number`               | as on the poster                                         |
 * | `venue_id`                   | 16 bytes in hexadecimal                                  |
 * | `version`, `expires`         | of the code; ISO 8601, UTC                               |
 * | `sha256`                     | of the file, in hexadecimal                              |
 * | `problem`                    | code of the error; empty where there was none            |
 * | `contact`, `time_zone`       | as on the poster; an empty time zone is the default one  |
 * | `code`, `compact_code`       | the signed texts; the second one may be empty            |
 *
 * UTF-8 with a byte order mark, for spreadsheets. Whoever has it can print the posters, as can whoever
 * has one of them.
 *
 * @module
 */
import { PosterError } from '../errors.ts';
import type { PosterContent } from '../poster.ts';
import { venueNumber } from '../venue-number.ts';
import { CsvFault, csvRow, csvText, parseCsv } from './csv.ts';

/** Name of the manifest. */
export const MANIFEST_NAME = 'manifest.csv';

const COLUMNS = [
  'file',
  'name',
  'zone',
  'venue_number',
  'venue_id',
  'version',
  'expires',
  'sha256',
  'problem',
  'contact',
  'time_zone',
  'code',
  'compact_code',
] as const;

/** What became of a poster. */
export interface PosterOutcome {
  /** Empty where no file was made. */
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  /** Code of the error, or empty. */
  readonly problem: string;
}

/** What the manifest is made of, row by row. */
export class ManifestWriter {
  readonly #rows: string[] = [csvRow(COLUMNS)];

  /** Adds posters that are, or were to be, in one file. */
  add(posters: readonly PosterContent[], { file, digest, problem }: PosterOutcome): void {
    for (const poster of posters) {
      const { name, zone, venueId, codeVersion, contact = '', timeZone = '' } = poster;
      const expires = new Date(poster.expires * 1000).toISOString();
      const id = Buffer.from(venueId).toString('hex');
      const version = [venueNumber(venueId), id, codeVersion, expires];
      const print = [contact, timeZone, poster.codeText, poster.compactText ?? ''];
      this.#rows.push(csvRow([file, name, zone, ...version, digest, problem, ...print]));
    }
  }

  /** The manifest as a file. */
  bytes(): Uint8Array {
    return new TextEncoder().encode(`\uFEFF${this.#rows.join('')}`);
  }
}

/** What a manifest knows of a poster that its code does not say. */
export interface ManifestEntry
  extends Pick<PosterContent, 'codeText' | 'compactText' | 'contact' | 'timeZone'> {
  /** From 2: the header is row 1. */
  readonly row: number;
}

/**
 * Reads what is needed to print the posters of a manifest again. All else stands in the codes, which
 * are signed: what somebody changed in the other columns is not looked at.
 *
 * @throws {@link PosterError} `CONTENT_INVALID` naming `manifest`.
 */
export function parseManifest(bytes: Uint8Array): readonly ManifestEntry[] {
  const [header = [], ...rows] = rowsOf(bytes);
  if (header.join() !== COLUMNS.join()) throw invalid();
  return rows.flatMap((fields, i) => {
    if (fields.length === 1 && fields[0] === '') return [];
    if (fields.length !== COLUMNS.length) throw invalid();
    const text = (name: (typeof COLUMNS)[number]) => csvText(fields[COLUMNS.indexOf(name)] ?? '');
    const [compactText, timeZone] = [text('compact_code'), text('time_zone')];
    return {
      row: i + 2,
      codeText: text('code'),
      contact: text('contact'),
      ...(compactText !== '' && { compactText }),
      ...(timeZone !== '' && { timeZone }),
    };
  });
}

function rowsOf(bytes: Uint8Array): string[][] {
  try {
    return parseCsv(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof CsvFault || error instanceof TypeError) throw invalid();
    throw error;
  }
}

const invalid = (): PosterError =>
  new PosterError('CONTENT_INVALID', 'manifest', 'the file must be a manifest of posters');
