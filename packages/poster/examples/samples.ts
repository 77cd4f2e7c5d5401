/**
 * Writes ten posters of one café to a folder: `node packages/poster/examples/samples.ts FOLDER`.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePoster, type PosterContent, type PosterOptions } from '@waypost/poster';

/** Not a code of anybody: its signature is made up. */
const CODE = `https://waypost.example/v#${'eyJhbGciOiJFUzI1NiIsImtpZCI6InNhbXBsZSJ9.'.repeat(10)}`;
const COMPACT = `HTTPS://WAYPOST.EXAMPLE/V#${'KNAU2UCMIU'.repeat(32)}`;

const CAFE: PosterContent = {
  codeText: CODE,
  compactText: COMPACT,
  name: 'Cà phê Giếng Cổ',
  address: '12 Nguyễn Hữu Huân, Hoàn Kiếm, Hà Nội',
  zone: 'Tầng 2',
  venueId: Uint8Array.from({ length: 16 }, (_, i) => i * 15),
  codeVersion: 3,
  issuedAt: 1_791_000_000,
  expires: 1_822_536_000,
  contact: 'hotro@giengco.example',
};

const TABLES = [1, 2, 3, 4, 5, 6].map((table) => ({ ...CAFE, zone: `Bàn ${table}` }));
const COMPANIONS = [
  { label: 'Sổ tay du lịch', text: 'https://app.example/check-in?place=giengco' },
];

type Sample = PosterOptions & { readonly content: PosterContent | readonly PosterContent[] };

const SAMPLES: readonly Sample[] = [
  { size: 'a3', language: 'both', format: 'pdf', content: { ...CAFE, companions: COMPANIONS } },
  { size: 'a4', language: 'vi', format: 'png', content: CAFE },
  { size: 'a4', language: 'en', format: 'svg', content: CAFE },
  { size: 'a4', language: 'both', format: 'pdf', content: CAFE },
  { size: 'a5', language: 'both', format: 'png', content: CAFE },
  { size: 'a6', language: 'vi', format: 'svg', content: CAFE },
  { size: 'a6', language: 'both', format: 'png', content: CAFE },
  { size: 'card', language: 'both', format: 'png', content: CAFE },
  { size: 'sticker', language: 'vi', format: 'png', content: CAFE },
  { size: 'cards', language: 'both', format: 'pdf', content: TABLES },
];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: samples.ts FOLDER');
await mkdir(folder, { recursive: true });
for (const { content, ...options } of SAMPLES) {
  const name = `${options.size}-${options.language}.${options.format}`;
  await writeFile(join(folder, name), await makePoster(content, options));
}
