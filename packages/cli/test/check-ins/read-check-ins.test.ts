import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LocalTime } from '../../src/check-ins/local-time.ts';
import { MAX_LISTED_ROWS } from '../../src/check-ins/read-check-ins.ts';
import { scratchFolder } from '../scratch.ts';
import { digestOf, read, refusalOf, rowsOf } from './read-kit.ts';

const { write } = scratchFolder();
let files = 0;
const file = (content: string | Uint8Array, name = `${files++}.csv`) => write(name, content);

const PLAIN = 'person,venue,start,end\na,v,10,20\nb,v,15,\n';
const ROWS = ['a v 10-20', 'b v 15-'];

describe('reading check-ins', () => {
  it.each([
    ['LF', PLAIN],
    ['no line end at the end', PLAIN.trimEnd()],
    ['CRLF', PLAIN.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${PLAIN}`],
    ['a byte order mark and quotes', `\uFEFF"person","venue","start","end"\na,v,10,20\nb,v,15,\n`],
    ['semicolons', PLAIN.replaceAll(',', ';')],
    ['tabs', PLAIN.replaceAll(',', '\t')],
    ['blank lines', `\n\r\n${PLAIN.replaceAll('\n', '\n\n')}\n`],
    ['blank lines before semicolons', `\n\n${PLAIN.replaceAll(',', ';')}`],
    ['quotes', PLAIN.replaceAll(/\w+/g, '"$&"')],
    ['spaces around names of columns', PLAIN.replace('venue,start', ' venue , start ')],
    ['other columns', 'x,end,person,"y, z",start,venue\n,20,a,,10,v\n,,b,,15,v\n'],
    ['a comma only in quotes', 'person;"y, z";start;venue;end\na;;10;v;20\nb;;15;v;\n'],
    ['rows that stop before the end', PLAIN.replace('15,', '15')],
    ['fields past the header', PLAIN.replaceAll('\n', ',more\n').replace(',more', '')],
    ['gzip', gzipSync(PLAIN)],
    ['gzip of a byte order mark', gzipSync(`\uFEFF${PLAIN}`)],
    [
      'gzip of two members',
      Buffer.concat([gzipSync('person,venue,st'), gzipSync(PLAIN.slice(15))]),
    ],
  ])('takes %s', async (_name, content) => {
    const result = await read(file(content));
    expect(rowsOf(result)).toEqual(ROWS);
    expect(result).toMatchObject({ rows: 2, skipped: 0, badRows: [], lastStart: 15 });
  });

  it('takes gzip under any name, and a .gz only if it is gzip', async () => {
    expect(rowsOf(await read(file(gzipSync(PLAIN), 'plain.gz')))).toEqual(ROWS);
    expect(rowsOf(await read(file(gzipSync(PLAIN), 'gzip.csv')))).toEqual(ROWS);
    expect(await refusalOf(read(file(PLAIN, 'csv.gz')))).toMatchObject({
      problem: { kind: 'not-gzip' },
    });
  });

  it('takes times as they come, each in its own way', async () => {
    const path = file(
      'person,venue,start,end\na,v,1622541600,2021-06-01T10:00:01Z\n' +
        'b,v,2021-06-01 17:00,"2021-06-01T17:00:02+07:00"\n',
    );
    const timeZone = new LocalTime('Asia/Ho_Chi_Minh');
    const times = ['a v 1622541600-1622541601', 'b v 1622541600-1622541602'];
    expect(rowsOf(await read(path, { timeZone }))).toEqual(times);
    expect(await refusalOf(read(path))).toEqual({
      problem: { kind: 'time', column: 'start', problem: 'no-offset' },
      line: 3,
    });
  });

  it('finds columns under the names that --map gives', async () => {
    const path = file('Mã người,place,start,in,out,end\na,v,x,10,20,y\n');
    const map = { person: 'Mã người', venue: 'place', start: 'in', end: 'out' };
    expect(rowsOf(await read(path, { map }))).toEqual(['a v 10-20']);
  });

  it('keeps zones apart, the empty one first', async () => {
    const path = file(
      'person,venue,start,end,zone\na,v,1,2,3\nb,v,1,2,\nc,v,1,2,"z ""1"""\nd,v,1,2\n',
    );
    const result = await read(path);
    expect(rowsOf(result)).toEqual(['a v 1-2 3', 'b v 1-2 ', 'c v 1-2 z "1"', 'd v 1-2 ']);
    expect(result.names.zones).toEqual(['', '3', 'z "1"']);
  });

  it('undoes doubled quotes in ids, and keeps everything else of them', async () => {
    const path = file(
      'person,venue,start,end\n"a ""x""","v,1",1,2\n a ,"line 1\nline 2",1,2\n007,\'=1+1,1,2\n',
    );
    const { names, log } = await read(path);
    expect(names.persons).toEqual(['a "x"', ' a ', '007']);
    expect(names.venues).toEqual(['v,1', 'line 1\nline 2', "'=1+1"]);
    expect(log).toHaveLength(3);
  });

  it('takes a stay that ends as it begins', async () => {
    const result = await read(file('person,venue,start,end\na,v,20,20\n'));
    expect(rowsOf(result)).toEqual(['a v 20-20']);
  });

  it('knows an id quoted and bare as one', async () => {
    const { names } = await read(file('person,venue,start\n"a",v,1\na,"v",2\n'));
    expect(names).toMatchObject({ persons: ['a'], venues: ['v'] });
  });
});

describe('check-in files that are refused', () => {
  it.each<[string, string, string, number]>([
    ['no end before the start', 'a,v,20,19', 'end-before-start', 2],
    ['an empty person', ',v,1,2', 'field-empty', 2],
    ['an empty venue', 'a,"",1,2', 'field-empty', 2],
    ['an empty start', 'a,v,,2', 'field-empty', 2],
    ['a short row', 'a,v', 'row-short', 2],
    ['no time', 'a,v,noon,', 'time', 2],
    ['a quote in a time', 'a,v,"1""2",', 'time', 2],
    ['year 50000', 'a,v,1,50000-01-01T00:00:00Z', 'time', 2],
    ['milliseconds', 'a,v,1283444942000,', 'time', 2],
    ['a long person', `${'x'.repeat(513)},v,1,2`, 'id-too-long', 2],
    ['a long venue in two bytes each', `a,${'ö'.repeat(257)},1,2`, 'id-too-long', 2],
    ['text behind a quote', '"a"b,v,1,2', 'text-after-quote', 2],
    ['an open quote', '\n"a\n\nb,v,1,2', 'quote-not-closed', 3],
    ['the row behind one of three lines', '"a\n\nb",v,1,2\na,v,2,1', 'end-before-start', 5],
  ])('%s', async (_name, rows, kind, line) => {
    const path = file(`person,venue,start,end\n${rows}\n`);
    expect(await refusalOf(read(path))).toMatchObject({ problem: { kind }, line });
  });

  it('takes ids of 512 bytes', async () => {
    const id = 'ö'.repeat(256);
    const { names } = await read(file(`person,venue,start\n${id},${'x'.repeat(512)},1\n`));
    expect(names.persons).toEqual([id]);
  });

  it('refuses ids that are not UTF-8', async () => {
    const path = file(Buffer.from('person,venue,start\na,M\xfcller,1\n', 'latin1'));
    expect(await refusalOf(read(path))).toEqual({
      problem: { kind: 'not-utf8', column: 'venue' },
      line: 2,
    });
  });

  it.each([
    ['person', 'venue,start', {}, 'person'],
    ['venue', 'person,start', {}, 'venue'],
    ['start', 'person,venue,end', {}, 'start'],
    ['zone, if it is needed', 'person,venue,start,end', { alsoRequired: ['zone'] }, 'zone'],
    ['end, if --map names it', 'person,venue,start', { map: { end: 'out' } }, 'out'],
    ['a name in other letters', 'Person,venue,start', {}, 'person'],
  ] as const)('no column for %s', async (_name, header, options, name) => {
    const refusal = await refusalOf(read(file(`${header}\na,v,1,2\n`), options));
    expect(refusal).toMatchObject({
      problem: { kind: 'column-missing', name, header: header.split(',') },
      line: 1,
    });
  });

  it('two columns of one name', async () => {
    const path = file('person,venue,start,person\na,v,1,b\n');
    expect(await refusalOf(read(path))).toEqual({
      problem: { kind: 'column-twice', name: 'person' },
      line: 1,
    });
  });
});

describe('skipping bad rows', () => {
  const HEADER = 'person,venue,start,end\n';
  const skipBadRows = true;

  it('counts and lists them, and goes on', async () => {
    const path = file(`${HEADER}a,v,1,2\nb,v,2,1\n\nc\nd,v,x,\ne,v,3,4\n`);
    const result = await read(path, { skipBadRows });
    expect(rowsOf(result)).toEqual(['a v 1-2', 'e v 3-4']);
    expect(result).toMatchObject({ rows: 5, skipped: 3, lastStart: 3 });
    expect(result.badRows).toEqual([
      { line: 3, problem: { kind: 'end-before-start' } },
      { line: 5, problem: { kind: 'row-short', fields: 1 } },
      { line: 6, problem: { kind: 'time', column: 'start', problem: 'unreadable' } },
    ]);
  });

  it('lists the first thousand and counts all', async () => {
    const path = file(`${HEADER}${'a,v,2,1\n'.repeat(MAX_LISTED_ROWS + 500)}a,v,1,2\n`);
    const result = await read(path, { skipBadRows });
    expect(MAX_LISTED_ROWS).toBe(1000);
    expect(result).toMatchObject({ rows: 1501, skipped: 1500 });
    expect(result.badRows).toHaveLength(1000);
    expect(result.badRows.at(-1)?.line).toBe(1001);
  });

  it('lets nothing of a bad row into the digest', async () => {
    const good = 'a,v,1,2,z\nb,v,1,2,z\n';
    const bad = 'only-here,v,2,1,z\nalso-here,,1,2,z\na,no-venue,1,-2,z\na,v,1,2,\xff\n';
    const header = 'person,venue,start,end,zone\n';
    const [clean, dirty] = [
      await read(file(header + good)),
      await read(file(Buffer.from(header + bad + good, 'latin1')), { skipBadRows }),
    ];
    expect(dirty).toMatchObject({ rows: 6, skipped: 4, lastStart: 1 });
    expect(await digestOf(dirty)).toBe(await digestOf(clean));
  });

  it('may skip every row', async () => {
    const result = await read(file(`${HEADER}a,v,2,1\n`), { skipBadRows });
    expect(result).toMatchObject({ rows: 1, skipped: 1, lastStart: null });
    expect(rowsOf(result)).toEqual([]);
  });

  it('refuses what is no CSV all the same', async () => {
    const path = file(`${HEADER}a,v,1,2\n"b"c,v,1,2\n`);
    expect(await refusalOf(read(path, { skipBadRows }))).toMatchObject({ line: 3 });
  });
});

describe('the digest of the check-ins', () => {
  it('is one for one set of rows, however they are written', async () => {
    const same = [
      'person,venue,start,end\na,v,10,20\nb,w,15,\n',
      'start,end,venue,person\n15,,w,b\n10,20,v,a\n15,,w,b\n',
      'person;venue;start;end;zone\r\n"b";w;15;;\r\na;v;1970-01-01T00:00:10Z;20;\r\n',
      gzipSync('venue,person,start,end,other\nv,a,10,20,1\nw,b,15,,2\n'),
    ];
    const digests = await Promise.all(same.map(async (text) => digestOf(await read(file(text)))));
    expect(new Set(digests).size).toBe(1);
  });

  it.each([
    ['a person', 'person,venue,start,end\nc,v,10,20\n'],
    ['a venue', 'person,venue,start,end\na,w,10,20\n'],
    ['a start', 'person,venue,start,end\na,v,11,20\n'],
    ['an end', 'person,venue,start,end\na,v,10,21\n'],
    ['an open end', 'person,venue,start,end\na,v,10,\n'],
    ['a zone', 'person,venue,start,end,zone\na,v,10,20,z\n'],
    ['a row more', 'person,venue,start,end\na,v,10,20\na,v,10,21\n'],
    ['person and venue changed about', 'person,venue,start,end\nv,a,10,20\n'],
  ])('is another for %s', async (_name, text) => {
    const one = await digestOf(await read(file('person,venue,start,end\na,v,10,20\n')));
    expect(await digestOf(await read(file(text)))).not.toBe(one);
  });
});
