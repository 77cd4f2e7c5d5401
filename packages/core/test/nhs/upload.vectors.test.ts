import { encodeRiskyVenues, parseRiskyVenues, parseRiskyVenuesCsv } from '@waypost/core/nhs';
import { fromUtf8, toUtf8 } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/nhs.json' with { type: 'json' };
import { at, detailsOf, messageOf } from './nhs-kit.ts';

const now = at('2021-01-01T12:00:00Z');
const parse = (csv: string) => parseRiskyVenuesCsv(toUtf8(csv), now);

const good = vectors.upload.flatMap(({ name, csv, json }) => (json ? [{ name, csv, json }] : []));
const bad = vectors.upload.flatMap(({ name, csv, error }) => (error ? [{ name, csv, error }] : []));

/** What is said of each bad upload: the very row, where the original gives the number of rows. */
const FAULTS: Readonly<Record<string, { details: object; message: string }>> = {
  'throws if csv message type is invalid': {
    details: { code: 'VENUE_ROW_INVALID', row: 1, line: 2, what: 'message_type' },
    message: 'row 1 (line 2): message_type must be M1 or M2',
  },
  'throws if empty csv': {
    details: { code: 'VENUE_LIST_MALFORMED', what: 'empty' },
    message: 'NHS document is malformed: it is empty',
  },
  'throws if csv too many cols': {
    details: { code: 'VENUE_LIST_MALFORMED', what: 'header' },
    message:
      'NHS document is malformed: its header must be venue_id, start_time, end_time, message_type, optional_parameter',
  },
  'throws if empty line': {
    details: { code: 'VENUE_ROW_INVALID', row: 3, line: 4, what: 'blank' },
    message: 'row 3 (line 4): blank line',
  },
  'throws if invalid row': {
    details: { code: 'VENUE_ROW_INVALID', row: 3, line: 4, what: 'columns' },
    message: 'row 3 (line 4): columns must be 5',
  },
  'throws if invalid end date': {
    details: { code: 'VENUE_ROW_INVALID', row: 1, line: 2, what: 'end_time' },
    message: 'row 1 (line 2): end_time must be like 2021-06-30T18:00:00Z',
  },
  'row without venue id throws': {
    details: { code: 'VENUE_ROW_INVALID', row: 1, line: 2, what: 'venue_id' },
    message: 'row 1 (line 2): venue_id must match [CDEFHJKMPRTVWXY2345689]{1,12}',
  },
  'throws if venue id has other characters': {
    details: { code: 'VENUE_ROW_INVALID', row: 1, line: 2, what: 'venue_id' },
    message: 'row 1 (line 2): venue_id must match [CDEFHJKMPRTVWXY2345689]{1,12}',
  },
};

describe.each(good)('uploads, $name: vectors', ({ csv, json }) => {
  it('becomes the list that the original makes, byte for byte', () => {
    expect(fromUtf8(encodeRiskyVenues(parse(csv)))).toBe(JSON.stringify(json));
  });

  it('says what is read from that list', () => {
    expect(parseRiskyVenues(toUtf8(JSON.stringify(json)))).toEqual(parse(csv));
  });

  it('is refused, or is shorter, truncated at any place', () => {
    for (let length = 0; length < csv.length; length++) {
      const details = detailsOf(() =>
        expect(parse(csv.slice(0, length)).length).toBeLessThanOrEqual(json.venues.length),
      );
      expect(details['code']).toMatch(/^(VENUE_LIST_MALFORMED|VENUE_ROW_INVALID|accepted)$/);
    }
  });
});

describe('uploads that the original refuses: vectors', () => {
  it.each(bad)('$name', ({ name, csv }) => {
    const fault = FAULTS[name];
    expect(detailsOf(() => parse(csv))).toEqual(fault?.details);
    expect(messageOf(() => parse(csv))).toBe(fault?.message);
  });

  it('are all here', () => {
    expect(bad.map(({ name }) => name).sort()).toEqual(Object.keys(FAULTS).sort());
    expect(good).toHaveLength(3);
  });
});
