import {
  DAY_SECONDS,
  fromUtf8,
  unixSeconds,
  utcDayAt,
  WaypostError,
  type WaypostErrorDetails,
} from '../../primitives/index.ts';
import { type CsvRow, csvRows } from './csv.ts';
import { malformedDocument } from './errors.ts';
import {
  isOptionalParameter,
  OPTIONAL_PARAMETER_MAX_LENGTH,
  type RiskyVenue,
} from './risky-venues.ts';
import { parseUtcTime } from './utc-time.ts';
import { isNhsVenueId, NHS_VENUE_ID_ALPHABET } from './venue-id.ts';

/** Longest upload, in bytes. */
export const RISKY_VENUE_CSV_MAX_BYTES = 1_048_576;
/** Columns of the upload, in their order. */
export const RISKY_VENUE_CSV_COLUMNS = [
  'venue_id',
  'start_time',
  'end_time',
  'message_type',
  'optional_parameter',
] as const;

const MESSAGE_TYPE = /^M[12]$/;

/**
 * (Health department) Reads an upload of risky venues: the whole new list, which replaces the one
 * before. All rows are good, or none is taken.
 *
 * | rule                                                              | `what`               |
 * | ----------------------------------------------------------------- | -------------------- |
 * | five columns                                                      | `blank`, `columns`   |
 * | quotes as in RFC 4180                                             | `quotes`             |
 * | 1 to 12 characters of the alphabet; once in a file                | `venue_id`           |
 * | `yyyy-MM-ddTHH:mm:ssZ`; before the UTC day of `now`               | `start_time`         |
 * | `yyyy-MM-ddTHH:mm:ssZ`; after the start                           | `end_time`           |
 * | `M1` or `M2`                                                      | `message_type`       |
 * | 0 to 32 characters                                                | `optional_parameter` |
 *
 * @param csv - UTF-8, at most 1,048,576 bytes. The header may begin with a byte order mark and `#`,
 * and be in any case; alone, it is an empty list.
 * @param now - Time of the upload, Unix seconds.
 * @throws {@link WaypostError} `VENUE_ROW_INVALID` for the first bad row: `row` counts rows from 1
 * without the header, `line` lines of the file from 1, `what` is as above, and `firstRow` is where a
 * repeated id stood before. `VENUE_LIST_MALFORMED` with `what` `size`, `text`, `empty` or `header`.
 * `TIME_RANGE` for `now`.
 */
export function parseRiskyVenuesCsv(csv: Uint8Array, now: number): RiskyVenue[] {
  const today = utcDayAt(unixSeconds(now)) * DAY_SECONDS;
  const rows = csvRows(readText(csv));
  const header = rows.next();
  if (header.done || !isHeader(header.value))
    throw malformedDocument('header', `its header must be ${RISKY_VENUE_CSV_COLUMNS.join(', ')}`);
  const venues: RiskyVenue[] = [];
  const rowOfId = new Map<string, number>();
  for (const { line, fields } of rows) {
    const row = venues.length + 1;
    const venue = readRow(fields, { row, line, today });
    const firstRow = rowOfId.get(venue.id);
    if (firstRow !== undefined)
      throw badRow({ row, line, firstRow }, 'venue_id', `is that of row ${firstRow}`);
    rowOfId.set(venue.id, row);
    venues.push(venue);
  }
  return venues;
}

function readText(csv: Uint8Array): string {
  if (!(csv instanceof Uint8Array) || csv.length > RISKY_VENUE_CSV_MAX_BYTES)
    throw malformedDocument('size', `it must be at most ${RISKY_VENUE_CSV_MAX_BYTES} bytes`);
  let text: string;
  try {
    text = fromUtf8(csv);
  } catch {
    throw malformedDocument('text', 'it is not UTF-8');
  }
  if (text.trim() === '') throw malformedDocument('empty', 'it is empty');
  return text;
}

function isHeader({ fields }: CsvRow): boolean {
  if (fields?.length !== RISKY_VENUE_CSV_COLUMNS.length) return false;
  return RISKY_VENUE_CSV_COLUMNS.every((column, i) => {
    const field = fields[i] ?? '';
    return (i === 0 ? field.replace(/^#[ \t]*/, '') : field).toLowerCase() === column;
  });
}

interface RowPlace {
  readonly row: number;
  readonly line: number;
  /** First second of the UTC day of the upload. */
  readonly today: number;
}

function readRow(fields: CsvRow['fields'], { today, ...place }: RowPlace): RiskyVenue {
  if (fields === null) throw badRow(place, 'quotes', 'are wrong');
  const [id = '', start = '', end = '', messageType = '', optionalParameter = ''] = fields;
  if (fields.length === 1 && id === '') throw badRow(place, 'blank', 'line');
  if (fields.length !== RISKY_VENUE_CSV_COLUMNS.length)
    throw badRow(place, 'columns', `must be ${RISKY_VENUE_CSV_COLUMNS.length}`);
  if (!isNhsVenueId(id)) throw badRow(place, 'venue_id', `must match ${VENUE_ID_RULE}`);
  const from = readTime(start, place, 'start_time');
  const until = readTime(end, place, 'end_time');
  if (from >= today) throw badRow(place, 'start_time', 'must be before today (UTC)');
  if (from >= until) throw badRow(place, 'end_time', 'must be after start_time');
  if (!MESSAGE_TYPE.test(messageType)) throw badRow(place, 'message_type', 'must be M1 or M2');
  if (!isOptionalParameter(optionalParameter))
    throw badRow(place, 'optional_parameter', PARAMETER_RULE);
  return {
    id,
    riskyWindow: { from, until },
    messageType: messageType === 'M2' ? 'M2' : 'M1',
    optionalParameter: optionalParameter || null,
  };
}

const VENUE_ID_RULE = `[${NHS_VENUE_ID_ALPHABET}]{1,12}`;
const PARAMETER_RULE = `must have at most ${OPTIONAL_PARAMETER_MAX_LENGTH} characters`;

function readTime(text: string, place: Omit<RowPlace, 'today'>, what: string): number {
  const time = parseUtcTime(text);
  if (time === null) throw badRow(place, what, 'must be like 2021-06-30T18:00:00Z');
  return time;
}

// Says what is wrong with which column, never what stands there.
function badRow(
  place: WaypostErrorDetails & Omit<RowPlace, 'today'>,
  what: string,
  rule: string,
): WaypostError {
  const message = `row ${place.row} (line ${place.line}): ${what} ${rule}`;
  return new WaypostError('VENUE_ROW_INVALID', message, { ...place, what });
}
