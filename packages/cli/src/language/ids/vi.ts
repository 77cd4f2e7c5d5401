import type { IdsMessages } from './messages.ts';

/** `waypost ids` in Vietnamese. */
export const idsVi: IdsMessages = {
  ids: 'Tính các mã mà điện thoại đã phát trong một ngày của khóa, theo thứ tự khung giờ.',
  protocol: 'khóa thuộc giao thức nào',
  key: 'khóa, ghi bằng hệ mười sáu. Trong lúc lệnh chạy, người khác trên máy này nhìn thấy được khóa',
  day: 'ngày của khóa: 0 là ngày tạo khóa; với gaen là khoảng EN đầu tiên của khóa',
  json: 'in kết quả dạng JSON ra đầu ra chuẩn',
  examples: `
Ví dụ:
  Ngày thứ ba của một máy đã cài Bluezone:
    waypost ids bluezone --key 4c52…1084 --day 2

  144 mã của một khóa phơi nhiễm tạm thời (TEK):
    waypost ids gaen --key 75c734c6dd1a782de7a965da5eb93125 --day 2642976 --json

Khóa: bluezone, dp3t và dp3t-unlinkable 32 byte; dp3t-hybrid và gaen 16. Khóa của dp3t-hybrid (2 giờ) hay
dp3t-unlinkable (15 phút) chỉ có ngày 0. Điện thoại phát các mã của dp3t theo thứ tự khác.
Mã thoát: 0 xong, 2 gọi sai, 1 lỗi của chương trình.`,
  keyLength: (protocol, bytes) =>
    `--key: khóa của ${protocol} dài ${bytes} byte, tức ${2 * bytes} chữ số hệ mười sáu`,
  dayRange: (protocol) => `--day: khóa của ${protocol} không có ngày như vậy`,
};
