import { parseRiskyVenuesCsv, RISKY_VENUE_CSV_MAX_BYTES } from '@waypost/core/nhs';
import { concatBytes, isWaypostError, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, detailsOf, messageOf } from './nhs-kit.ts';

const HEADER = '# venue_id, start_time, end_time, message_type, optional_parameter';
const START = '2021-06-30T18:00:00Z';
const END = '2021-06-30T20:00:00Z';
const now = at('2021-07-01T09:30:00Z');
const parse = (csv: string, time = now) => parseRiskyVenuesCsv(toUtf8(csv), time);
const upload = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const rowOf = (
  id: string,
  { start = START, end = END, type = 'M1', parameter = '' } = {},
): string => `${id},${start},${end},${type},${parameter}`;

const venue = {
  id: 'CD2',
  riskyWindow: { from: at(START), until: at(END) },
  messageType: 'M1',
  optionalParameter: null,
};

describe('uploads', () => {
  it.each([
    ['a line end behind the last row', `${upload(rowOf('CD2'))}\n`],
    ['CRLF', upload(rowOf('CD2')).replaceAll('\n', '\r\n')],
    ['CR', upload(rowOf('CD2')).replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${upload(rowOf('CD2'))}`],
    ['no # in the header', upload(rowOf('CD2')).slice(2)],
    ['a header in capitals and quotes', upload(rowOf('CD2')).replace('end_time', '"END_TIME"')],
    ['tabs around a field', upload(rowOf('\tCD2\t'))],
  ])('take %s', (_name, csv) => {
    expect(parse(csv)).toEqual([venue]);
  });

  it.each([
    ['of one second', START, '2021-06-30T18:00:01Z'],
    ['from the last second of yesterday', '2021-06-30T23:59:59Z', '2021-07-01T01:00:00Z'],
  ])('take a window %s', (_name, start, end) => {
    const [read] = parse(upload(rowOf('CD2', { start, end })));
    expect(read?.riskyWindow).toEqual({ from: at(start), until: at(end) });
  });

  it('take an optional parameter of 32 characters, with what CSV makes of it', () => {
    const parameter = `"a, ""b""\n${'x'.repeat(25)}"`;
    const [read] = parse(upload(rowOf('CD2', { parameter })));
    expect(read?.optionalParameter).toBe(`a, "b"\n${'x'.repeat(25)}`);
  });

  it('count lines through a field of several', () => {
    const csv = upload(rowOf('CD2', { parameter: '"a\r\nb\nc\rd"' }), rowOf('CD3'), rowOf('CD0'));
    const expected = { code: 'VENUE_ROW_INVALID', row: 3, line: 7, what: 'venue_id' };
    expect(detailsOf(() => parse(csv))).toEqual(expected);
  });

  it('name the row where a repeated id stood before', () => {
    const csv = upload(rowOf('CD2'), rowOf('CD3'), rowOf('CD4'), rowOf('CD3'));
    expect(messageOf(() => parse(csv))).toBe('row 4 (line 5): venue_id is that of row 2');
    expect(detailsOf(() => parse(csv))).toMatchObject({ row: 4, line: 5, firstRow: 2 });
  });

  it.each([
    ['four columns', 'CD2,a,b,M1', 'columns'],
    ['six columns', `${rowOf('CD2')},`, 'columns'],
    ['a blank line', '', 'blank'],
    ['a line of spaces', '   ', 'blank'],
    ['an id in quotes with a space', rowOf('"CD2 "'), 'venue_id'],
    ['an id of 13 characters', rowOf('C'.repeat(13)), 'venue_id'],
    ['a start without a zone', rowOf('CD2', { start: '2021-06-30T18:00:00' }), 'start_time'],
    ['a start with an offset', rowOf('CD2', { start: '2021-06-30T18:00:00+00:00' }), 'start_time'],
    [
      'a start with milliseconds',
      rowOf('CD2', { start: '2021-06-30T18:00:00.000Z' }),
      'start_time',
    ],
    ['a start on the 31st of June', rowOf('CD2', { start: '2021-06-31T18:00:00Z' }), 'start_time'],
    ['a start at 24 o’clock', rowOf('CD2', { start: '2021-06-29T24:00:00Z' }), 'start_time'],
    ['a start before 1970', rowOf('CD2', { start: '1969-06-30T18:00:00Z' }), 'start_time'],
    ['a start today', rowOf('CD2', { start: '2021-07-01T00:00:00Z', end: END }), 'start_time'],
    ['a start tomorrow', rowOf('CD2', { start: '2021-07-02T00:00:00Z' }), 'start_time'],
    ['an end at the start', rowOf('CD2', { end: START }), 'end_time'],
    ['an end before the start', rowOf('CD2', { end: '2021-06-30T17:59:59Z' }), 'end_time'],
    ['no end', rowOf('CD2', { end: '' }), 'end_time'],
    ['message type M3', rowOf('CD2', { type: 'M3' }), 'message_type'],
    ['message type m1', rowOf('CD2', { type: 'm1' }), 'message_type'],
    ['a parameter of 33', rowOf('CD2', { parameter: 'x'.repeat(33) }), 'optional_parameter'],
    ['a quote that is not closed', rowOf('CD2', { parameter: '"x' }), 'quotes'],
    ['text behind a quote', rowOf('CD2', { parameter: '"x"y' }), 'quotes'],
    ['a quote inside of text', rowOf('CD2', { parameter: 'x"y"' }), 'quotes'],
  ])('refuse %s, and name row and line', (_name, row, what) => {
    const csv = upload(rowOf('CD3'), row, rowOf('CD4'));
    const expected = { code: 'VENUE_ROW_INVALID', row: 2, line: 3, what };
    expect(detailsOf(() => parse(csv))).toEqual(expected);
  });

  it('say of an end at the start what is asked for', () => {
    const csv = upload(rowOf('CD2', { end: START }));
    expect(messageOf(() => parse(csv))).toBe('row 1 (line 2): end_time must be after start_time');
  });

  it('repeat nothing of what was written', () => {
    for (const csv of [upload(rowOf('SECRET')), upload(rowOf('CD2', { start: 'SECRET' }))])
      expect(messageOf(() => parse(csv))).not.toContain('SECRET');
  });

  it.each([
    ['white space', toUtf8(' \n\n'), 'empty'],
    ['a byte order mark', toUtf8('\ufeff'), 'empty'],
    ['no bytes', HEADER as unknown as Uint8Array, 'size'],
    ['bytes that are not UTF-8', Uint8Array.of(0xff), 'text'],
    ['no header', toUtf8(rowOf('CD2')), 'header'],
    ['a header in another order', toUtf8(HEADER.replace('start', 'end')), 'header'],
    ['a header with a column more', toUtf8(`${HEADER},`), 'header'],
    ['a header whose quote is not closed', toUtf8(`"${HEADER}`), 'header'],
    ['a blank line before the header', toUtf8(`\n${HEADER}`), 'header'],
    ['semicolons', toUtf8(HEADER.replaceAll(',', ';')), 'header'],
    ['a byte too many', ofSize(RISKY_VENUE_CSV_MAX_BYTES + 1), 'size'],
  ])('refuse %s', (_name, csv, what) => {
    const expected = { code: 'VENUE_LIST_MALFORMED', what };
    expect(detailsOf(() => parseRiskyVenuesCsv(csv, now))).toEqual(expected);
  });

  it('take 1,048,576 bytes', () => {
    expect(parseRiskyVenuesCsv(ofSize(RISKY_VENUE_CSV_MAX_BYTES), now)).toEqual([]);
  });

  /** A header filled with spaces. */
  function ofSize(size: number): Uint8Array {
    const header = toUtf8(HEADER);
    return concatBytes(header, new Uint8Array(size - header.length).fill(0x20));
  }

  it('refuse a time that is none', () => {
    expect(detailsOf(() => parse(HEADER, -1))['code']).toBe('TIME_RANGE');
  });

  it('end, whatever they hold', () => {
    const anyPiece = fc.oneof(
      fc.constantFrom('"', '""', ',', '\n', '\r\n', '\r', ' ', HEADER, rowOf('CD2'), START, 'CD4'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 40 }), (pieces) => {
        for (const csv of [pieces.join(''), `${HEADER}\n${pieces.join('')}`]) {
          try {
            parse(csv);
          } catch (error) {
            if (!isWaypostError(error) || !error.code.startsWith('VENUE_')) throw error;
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['quotes', '"'.repeat(1_000_000)],
    ['commas', ','.repeat(1_000_000)],
    ['spaces', `${' '.repeat(1_000_000)}"`],
    ['line ends', '\n'.repeat(1_000_000)],
  ])('end for a million %s', (_name, csv) => {
    expect(detailsOf(() => parse(upload(csv)))['code']).toBe('VENUE_ROW_INVALID');
  });
});
