import { type LocalMinute, twoDigits } from '../dates.ts';
import type { Words } from './words.ts';

const day = (at: LocalMinute): string => `${twoDigits(at.day)}/${twoDigits(at.month)}/${at.year}`;

/** Vietnamese. */
export const vi: Words = {
  language: 'vi',
  title: (name) => `${name} – mã QR điểm danh`,
  headline: 'Mời quét mã khi đến',
  steps: [
    'Quét mã bằng ứng dụng hoặc camera điện thoại.',
    'Xem tên và địa chỉ hiện ra có khớp với nơi này.',
    'Điểm danh khi đến, báo rời khi ra về.',
  ],
  shortSteps: ['Quét mã', 'Xem tên có khớp', 'Điểm danh'],
  codeAlt: 'Mã QR điểm danh của địa điểm này',
  zone: 'Khu vực',
  noPhone: 'Không mang điện thoại? Người đi cùng có thể điểm danh giúp bạn.',
  contact: 'Mã hỏng hoặc thông tin sai? Xin báo:',
  otherApps: 'Dùng ứng dụng khác?',
  otherAppAlt: (label) => `Mã QR cho ứng dụng ${label}`,
  venueNumber: 'Mã số địa điểm',
  version: (version) => `Phiên bản ${version}`,
  issued: (at) => `cấp ngày ${day(at)}`,
  validUntil: (at) =>
    `Có hiệu lực đến ${twoDigits(at.hour)}:${twoDigits(at.minute)} ngày ${day(at)}`,
};
