/** What the tests print. */
import type { PosterContent } from '../../src/poster.ts';

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Letters without a pattern, the same each time. */
function scramble(alphabet: string, length: number): string {
  let state = 12_345;
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += alphabet[(state >>> 16) % alphabet.length];
  }
  return text;
}

/** A code in JWS form, for a name, address and zone of so many bytes. */
export const jwsText = (bytes: number): string =>
  `https://waypost.example/v#${scramble(BASE64URL, 330 + Math.ceil((bytes * 4) / 3))}`;

/** The same in compact form. */
export const compactText = (bytes: number): string =>
  `HTTPS://WAYPOST.EXAMPLE/V#${scramble(BASE32, 190 + Math.ceil((bytes * 8) / 5))}`;

/** A café. */
export const CAFE: PosterContent = {
  codeText: jwsText(80),
  compactText: compactText(80),
  name: 'Cà phê Trứng Giảng Nguyễn Hữu Huân',
  address: '39 Nguyễn Hữu Huân, Hàng Bạc, Hoàn Kiếm, Hà Nội',
  zone: 'Tầng 2, bàn 5',
  venueId: Uint8Array.from({ length: 16 }, (_, i) => (i * 37 + 11) % 256),
  codeVersion: 3,
  issuedAt: 1_791_000_000,
  expires: 1_822_536_000,
  contact: 'hotro@cafegiang.example',
};

/** The longest names that are allowed, or close to it. */
export const LONGEST: PosterContent = {
  ...CAFE,
  codeText: jwsText(240),
  compactText: compactText(240),
  name: 'Trung tâm Hội nghị và Triển lãm Quốc tế Nguyễn Thượng Hiền, Quận Bình Thạnh',
  address: 'Số 1234/56 Đường Nguyễn Thượng Hiền, Phường Thượng Lý, Thành phố Hải Phòng',
  zone: 'Phòng Hương Giang, tầng 12, bàn 8',
  contact: 'https://trungtamhoinghi.example/lien-he/bao-loi?ma=K7M4PX2R9HFT&phien-ban=12345',
};

/** Without anything that may be left out. */
export const SHORTEST: PosterContent = {
  ...CAFE,
  codeText: jwsText(4),
  compactText: undefined,
  name: 'Phở',
  address: '',
  zone: '',
  contact: '',
};

/** Codes of other apps. */
export const COMPANIONS: PosterContent['companions'] = [
  { label: 'PC-Covid', text: `https://app.example/${scramble(BASE64URL, 60)}` },
  { label: 'Corona-Warn-App', text: `https://other.example?v=1#${scramble(BASE64URL, 240)}` },
  { label: 'Sổ tay du lịch Đà Nẵng', text: scramble(BASE64URL, 100) },
];
