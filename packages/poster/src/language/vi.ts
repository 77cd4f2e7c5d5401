import { type LocalMinute, twoDigits } from '../dates.ts';
import type { Words } from './words.ts';

// With no-break spaces: a line never ends within a date or time.
const day = (at: LocalMinute): string =>
  `ngày\u00a0${twoDigits(at.day)}/${twoDigits(at.month)}/${at.year}`;

/** Vietnamese. */
export const vi: Words = {
  language: 'vi',
  title: (name) => `${name} – mã QR điểm danh`,
  headline: 'Mời quét mã khi đến',
  steps: [
    'Quét mã bằng ứng dụng hoặc camera điện thoại.',
    'Kiểm tra tên và địa chỉ hiện ra có đúng nơi này không.',
    'Điểm danh khi đến, báo rời đi khi về.',
  ],
  shortSteps: ['Quét mã', 'Kiểm tra tên', 'Điểm danh'],
  codeAlt: 'Mã QR điểm danh của địa điểm này',
  zone: 'Khu vực',
  noPhone: 'Không mang điện thoại? Người đi cùng có thể điểm danh giúp bạn.',
  contact: 'Mã hỏng hoặc sai thông tin? Xin báo:',
  otherApps: 'Dùng ứng dụng khác?',
  otherAppAlt: (label) => `Mã QR cho ứng dụng ${label}`,
  venueNumber: 'Mã số địa điểm',
  version: (version) => `Phiên bản ${version}`,
  issued: (at) => `cấp\u00a0${day(at)}`,
  validUntil: (at) =>
    `Có hiệu lực đến\u00a0${twoDigits(at.hour)}:${twoDigits(at.minute)} ${day(at)}`,
};
