import { createHash } from 'node:crypto';
import { type PosterContent, venueNumber } from '@waypost/poster';
import { csvRow, parseManifest, posterFiles, type ZipFile, zipFiles } from '@waypost/poster/bulk';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';

const posterOf = (name: string, zone = ''): PosterContent => ({
  codeText: 'https://check.example/v#text',
  name,
  address: '12 Hàng Bông, Hà Nội',
  zone,
  venueId: new Uint8Array(16).fill(7),
  codeVersion: 2,
  issuedAt: 1_795_507_200,
  expires: 1_827_043_200,
});

const OPTIONS = { size: 'a6', language: 'vi', format: 'svg' } as const;
const UNFIT = posterOf('😀');

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const textOf = ({ bytes }: Pick<ZipFile, 'bytes'>): string => new TextDecoder().decode(bytes);

describe('posterFiles', () => {
  it('makes a file a zone, with names that every system takes, and a manifest', async () => {
    const venues = [[posterOf('Phở/Bà: Dần', 'Tầng 1'), posterOf('Phở/Bà: Dần', 'Tầng 2')]];
    const files = await collect(posterFiles(venues, OPTIONS));
    expect(files.map(({ name }) => name)).toEqual([
      '00001 Phở Bà Dần - Tầng 1 - v2.svg',
      '00002 Phở Bà Dần - Tầng 2 - v2.svg',
      'manifest.csv',
    ]);
    const digest = createHash('sha256').update(files[0]!.bytes).digest('hex');
    expect(textOf(files[2]!).split('\r\n')[1]).toBe(
      `00001 Phở Bà Dần - Tầng 1 - v2.svg,Phở/Bà: Dần,Tầng 1,${venueNumber(new Uint8Array(16).fill(7))},${'07'.repeat(16)},2,2027-11-24T08:00:00.000Z,${digest},,,,https://check.example/v#text,`,
    );
  });

  it('makes one PDF of all zones of a venue', async () => {
    const venues = [[posterOf('A', '1'), posterOf('A', '2')], [posterOf('B')]];
    const files = await collect(posterFiles(venues, { ...OPTIONS, format: 'pdf' }));
    expect(files.map(({ name }) => name)).toEqual([
      '00001 A - v2.pdf',
      '00002 B - v2.pdf',
      'manifest.csv',
    ]);
  });

  it('gives up at a poster that cannot be made, or says so in the manifest', async () => {
    const venues = [[UNFIT], [posterOf('B')]];
    await expect(collect(posterFiles(venues, OPTIONS))).rejects.toMatchObject({
      code: 'CHARACTER_MISSING',
    });
    const files = await collect(posterFiles(venues, { ...OPTIONS, skipUnfit: true }));
    expect(files.map(({ name }) => name)).toEqual(['00002 B - v2.svg', 'manifest.csv']);
    expect(textOf(files[1]!)).toMatch(/^,😀,.*,CHARACTER_MISSING,/m);
  });

  it('refuses an unknown size even where it may skip', async () => {
    const options = { ...OPTIONS, size: 'a9' as 'a6', skipUnfit: true };
    await expect(collect(posterFiles([[posterOf('B')]], options))).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });
});

describe('parseManifest', () => {
  const manifestOf = async (...posters: PosterContent[]) =>
    (await collect(posterFiles([posters], { ...OPTIONS, skipUnfit: true }))).at(-1)!.bytes;

  it('gives back what the code does not say, however it was written', async () => {
    const plain = posterOf('A');
    const full = {
      ...plain,
      codeText: 'https://check.example/v#another',
      compactText: 'HTTPS://CHECK.EXAMPLE/V#ABC',
      contact: '+84 900 000 000, "Lan"',
      timeZone: 'America/New_York',
    };
    const unfit = { ...plain, contact: "'-1" };
    expect(parseManifest(await manifestOf(plain, full, { ...unfit, name: '😀' }))).toEqual([
      { row: 2, codeText: plain.codeText, contact: '' },
      {
        row: 3,
        codeText: full.codeText,
        compactText: full.compactText,
        contact: full.contact,
        timeZone: full.timeZone,
      },
      { row: 4, codeText: plain.codeText, contact: "'-1" },
    ]);
  });

  it.each([
    ['nothing', () => new Uint8Array()],
    ['another table', () => new TextEncoder().encode('name,address\r\n')],
    ['no UTF-8', (good: Uint8Array) => Uint8Array.of(...good, 0xff)],
    ['a row that is cut off', (good: Uint8Array) => good.slice(0, -40)],
    ['no CSV', (good: Uint8Array) => Uint8Array.of(...good, 0x22)],
    ['a quotation mark that is never closed', () => new Uint8Array(2 ** 25).fill(0x22, 0, 1)],
  ])('refuses %s', async (_what, broken) => {
    const bytes = broken(await manifestOf(posterOf('A')));
    expect(() => parseManifest(bytes)).toThrow(
      expect.objectContaining({ code: 'CONTENT_INVALID', what: 'manifest' }),
    );
  });
});

describe('zipFiles', () => {
  const files = async function* (): AsyncGenerator<ZipFile> {
    yield { name: 'Phở.svg', bytes: new TextEncoder().encode('x'.repeat(5000)) };
    yield { name: 'a.pdf', bytes: Uint8Array.of(1, 2, 3) };
  };

  it('packs what a stranger unpacks, the same bytes each time', async () => {
    const zip = Buffer.concat(await collect(zipFiles(files())));
    const unpacked = unzipSync(zip);
    expect(Object.keys(unpacked)).toEqual(['Phở.svg', 'a.pdf']);
    expect(unpacked['a.pdf']).toEqual(Uint8Array.of(1, 2, 3));
    expect(zip.length).toBeLessThan(1000);
    expect(Buffer.concat(await collect(zipFiles(files()))).equals(zip)).toBe(true);
  });

  it('asks for the next file only when the one before was taken', async () => {
    let asked = 0;
    const counting = async function* (): AsyncGenerator<ZipFile> {
      for (; asked < 100; asked++) yield { name: `${asked}.pdf`, bytes: new Uint8Array(10) };
    };
    const zip = zipFiles(counting());
    await zip.next();
    expect(asked).toBe(0);
    await zip.return(undefined);
  });
});

it.each([
  ['a formula', '=1+1', "'=1+1"],
  ['a sign', '-5', "'-5"],
  ['a comma', 'a,b', '"a,b"'],
  ['a quotation mark', 'a"b', '"a""b"'],
  ['a formula with a comma', '@a,b', `"'@a,b"`],
])('csvRow writes %s so that no spreadsheet runs it', (_, cell, written) => {
  expect(csvRow([cell, 7])).toBe(`${written},7\r\n`);
});
