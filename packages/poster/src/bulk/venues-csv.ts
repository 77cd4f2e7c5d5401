/**
 * A list of venues, as a chain keeps it in a spreadsheet.
 *
 * | column    | holds                                                                         |
 * | --------- | ----------------------------------------------------------------------------- |
 * | `name`    | 1 to 100 bytes of UTF-8                                                       |
 * | `address` | at most 100 bytes; may be empty                                               |
 * | `kind`    | 0..255; empty: 0, unspecified                                                 |
 * | `zones`   | at most 200 of 40 bytes, with a vertical bar between them; empty: the whole venue |
 * | `contact` | where to write, at most 80 bytes; may be empty. The whole column may be left out |
 *
 * The first row names the columns, in this order. UTF-8, with or without a byte order mark.
 *
 * @module
 */
import { PosterError } from '../errors.ts';
import { type CheckedContent, checkContent } from '../poster.ts';
import { CsvFault, parseCsv } from './csv.ts';

/** One venue of a list. Texts are composed (NFC), with single spaces. */
export interface ListedVenue {
  /** Where it stands in the file, from 2. */
  readonly row: number;
  readonly name: string;
  readonly address: string;
  readonly kind: number;
  /** `['']`: the venue as a whole. */
  readonly zones: readonly string[];
  /** May be empty. */
  readonly contact: string;
}

/** Columns of a list, in their order. */
export const VENUE_COLUMNS = ['name', 'address', 'kind', 'zones', 'contact'] as const;

/** A column of a list. */
export type VenueColumn = (typeof VENUE_COLUMNS)[number];

/** What can be wrong with a list. */
export type VenueRowProblem =
  /** The file is larger than is read. */
  | 'file-too-large'
  /** The file is not UTF-8. */
  | 'not-utf8'
  /** The first row does not name the columns. */
  | 'header'
  /** There is no venue in it. */
  | 'no-rows'
  /** There are more venues than are taken at once. */
  | 'too-many-rows'
  /** There are more zones in all than are taken at once. */
  | 'too-many-zones'
  /** A quotation mark is not closed, or has text beside it. */
  | 'not-csv'
  /** The row has more or fewer fields than the header. */
  | 'field-count'
  /** Empty where it must not be, too long, or of a form that the column does not have. */
  | 'invalid'
  /** A letter that cannot be printed. */
  | 'character'
  /** The same name and address as in a row before. */
  | 'twice';

/** One thing that is wrong with a list. */
export interface VenueRowError {
  /** From 1; the header is row 1. */
  readonly row: number;
  /** `null`: the row as a whole. */
  readonly column: VenueColumn | null;
  readonly problem: VenueRowProblem;
}

/** What was read: every venue or, where anything is wrong, none. */
export type VenueList =
  | { readonly venues: readonly ListedVenue[]; readonly errors: null }
  | { readonly venues: null; readonly errors: readonly VenueRowError[] };

/** How much is taken at once. */
export interface VenueListLimits {
  readonly maxRows: number;
  /** Each zone is one more code to sign and to print. */
  readonly maxZones: number;
}

/** Most bytes of one venue: every field at its longest, each byte of it a quotation mark. */
const MAX_ROW_BYTES = 17_000;
/** Most bytes of any list. */
const MAX_LIST_BYTES = 8_388_608;
const MAX_ZONES = 200;
/** Errors beyond are not told: whoever has so many begins anew. */
const MAX_ERRORS = 100;

/** Reads a list of venues. */
export function parseVenuesCsv(bytes: Uint8Array, limits: VenueListLimits): VenueList {
  const { maxRows } = limits;
  if (bytes.length > Math.min(MAX_LIST_BYTES, (maxRows + 1) * MAX_ROW_BYTES))
    return refuse(1, 'file-too-large');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return readRows(parseCsv(text), limits);
  } catch (error) {
    if (error instanceof CsvFault) return refuse(error.row, 'not-csv');
    if (error instanceof TypeError) return refuse(1, 'not-utf8');
    throw error;
  }
}

const refuse = (row: number, problem: VenueRowProblem): VenueList => ({
  venues: null,
  errors: [{ row, column: null, problem }],
});

const isBlank = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] === '';

function readRows([header = [], ...rows]: string[][], limits: VenueListLimits): VenueList {
  const named = header.join();
  if (named !== VENUE_COLUMNS.join() && named !== VENUE_COLUMNS.slice(0, 4).join())
    return refuse(1, 'header');
  const list = new ListReader(header.length);
  for (const [i, fields] of rows.entries()) {
    if (isBlank(fields)) continue;
    if (list.venues.length === limits.maxRows) return refuse(i + 2, 'too-many-rows');
    list.add(i + 2, fields);
    if (list.zones > limits.maxZones) return refuse(i + 2, 'too-many-zones');
    if (list.errors.length >= MAX_ERRORS) break;
  }
  const { venues, errors } = list;
  if (errors.length > 0) return { venues: null, errors };
  return venues.length === 0 ? refuse(1, 'no-rows') : { venues, errors: null };
}

class ListReader {
  readonly venues: ListedVenue[] = [];
  readonly errors: VenueRowError[] = [];
  zones = 0;
  readonly #known = new Set<string>();
  readonly #columns: number;

  constructor(columns: number) {
    this.#columns = columns;
  }

  add(row: number, fields: readonly string[]): void {
    const read = fields.length === this.#columns ? readVenue(row, fields) : WRONG_COUNT;
    if ('problem' in read) {
      this.errors.push({ row, ...read });
      return;
    }
    const place = JSON.stringify([read.name, read.address]);
    if (this.#known.has(place)) this.errors.push({ row, column: null, problem: 'twice' });
    this.#known.add(place);
    this.zones += read.zones.length;
    this.venues.push(read);
  }
}

type Refusal = Omit<VenueRowError, 'row'>;

const WRONG_COUNT: Refusal = { column: null, problem: 'field-count' };

const invalid = (column: VenueColumn): Refusal => ({ column, problem: 'invalid' });

function readVenue(row: number, fields: readonly string[]): ListedVenue | Refusal {
  const [rawName = '', rawAddress = '', kind = '', joined = '', rawContact = ''] = fields;
  if (!/^\d{0,3}$/.test(kind) || Number(kind) > 255) return invalid('kind');
  const parts = joined.split('|');
  if (parts.length > MAX_ZONES) return invalid('zones');
  try {
    const texts = { name: rawName, address: rawAddress, contact: rawContact };
    const zones = parts.map((zone) => checkRow({ ...texts, zone }).zone);
    const { name, address, contact } = checkRow({ ...texts, zone: '' });
    if ((zones.length > 1 && zones.includes('')) || new Set(zones).size !== zones.length)
      return invalid('zones');
    return { row, name, address, kind: Number(kind), zones, contact };
  } catch (error) {
    if (!(error instanceof PosterError)) throw error;
    const column = error.what === 'zone' ? 'zones' : (error.what as VenueColumn);
    return { column, problem: error.code === 'CHARACTER_MISSING' ? 'character' : 'invalid' };
  }
}

/** A row is held to the rules of the poster that is made of it. */
const checkRow = (
  texts: Pick<CheckedContent, 'name' | 'address' | 'zone' | 'contact'>,
): CheckedContent =>
  checkContent({
    ...texts,
    codeText: '-',
    venueId: new Uint8Array(16),
    codeVersion: 1,
    issuedAt: 0,
    expires: 1,
  });
