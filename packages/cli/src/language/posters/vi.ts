import type { VenueRowProblem } from '@waypost/poster/bulk';
import type { NfcMessages, PostersMessages } from './messages.ts';

const rowProblems: Readonly<Record<VenueRowProblem, string>> = {
  'file-too-large': 'tệp lớn hơn 8 MiB',
  'not-utf8': 'tệp không phải UTF-8. Hãy lưu bảng thành "CSV UTF-8"',
  header: 'dòng đầu phải là name,address,kind,zones,contact; có thể bỏ contact',
  'no-rows': 'sau dòng tiêu đề không có địa điểm nào',
  'too-many-rows': 'có hơn 10.000 địa điểm. Hãy chia nhỏ tệp',
  'too-many-zones': 'có tất cả hơn 50.000 khu. Hãy chia nhỏ tệp',
  'not-csv': 'dấu ngoặc kép chưa đóng, hoặc có chữ ngay trước hay sau nó',
  'field-count': 'dòng có nhiều hoặc ít ô hơn dòng tiêu đề',
  invalid: 'trống mà không được trống, quá dài, hoặc không đúng dạng',
  character: 'có chữ không in được',
  twice: 'trùng tên và địa chỉ với một dòng phía trên',
};

/** `waypost posters` in Vietnamese. */
export const postersVi: PostersMessages = {
  posters: 'Làm áp phích cho một danh sách địa điểm, hoặc in lại áp phích theo một bảng kê.',
  venues: 'danh sách địa điểm: CSV với dòng tiêu đề name,address,kind,zones,contact',
  manifest: 'manifest.csv của các áp phích đã làm: in lại đúng những mã ấy',
  out: 'một thư mục mới, hoặc tệp nén có tên kết thúc bằng .zip',
  key: 'khóa riêng ký mã của cơ quan phát hành, dạng JWK (code.json trong thư mục khóa của máy chủ)',
  issuer: 'cơ quan phát hành, như trên máy chủ',
  host: 'tên máy chủ mà mã dẫn tới',
  size: 'a3, a4, a5, a6, card (90 mm), sticker (85×54 mm), cards (A4 gồm sáu thẻ)',
  language: 'vi, en, hoặc both: cả hai trên một tờ',
  format: 'pdf, svg hoặc png',
  expiresDays: 'mã có hiệu lực bao nhiêu ngày (mặc định: 365)',
  database: 'đăng ký các địa điểm vào đây, như của máy chủ; nếu bỏ thì không đăng ký ở đâu cả',
  ownerKeys: 'đi với --database: tệp mới để ghi khóa của các chủ địa điểm. Bí mật',
  examples: `
Danh sách: giữa các khu có dấu |; kind từ 0 đến 255, hoặc để trống. Làm được tất cả, hoặc không làm gì.

Ví dụ:
  Bản mẫu để xem:
    waypost posters --venues dia-diem.csv --out mau --key code.json --issuer health --host check.example

  Một chuỗi cửa hàng, vừa đăng ký vừa in (nếu cơ sở dữ liệu là thư mục, hãy dừng máy chủ trước):
    waypost posters --venues dia-diem.csv --out ap-phich.zip --key data/keys/code.json --issuer health \\
      --host check.example --database pglite:./data/db --owner-keys chu.csv

  In lại các áp phích ấy, theo khổ khác. Cùng khổ, ngôn ngữ và định dạng thì ra đúng các tệp cũ:
    waypost posters --manifest ap-phich/manifest.csv --out the --size card

Mỗi lần chạy từ danh sách đều tạo mã mới: một địa điểm có hai mã sẽ thành hai địa điểm.
Mã thoát: 0 xong, 1 lỗi của chương trình, 2 gọi sai, 3 danh sách bị từ chối.`,
  problem: (p) => {
    if (p.kind === 'venues-refused') return `chưa làm gì cả. Số lỗi: ${p.errors}`;
    if (p.kind === 'manifest-refused') return 'đây không phải bảng kê áp phích. Chưa làm gì cả';
    return `không làm được áp phích (${p.what}, ${p.code}). Chưa làm gì cả. Hãy rút ngắn chữ, hoặc chọn khổ lớn hơn`;
  },
  rowError: (row, column, problem) =>
    `  dòng ${row}${column === null ? '' : `, ${column}`}: ${rowProblems[problem]}`,
  drawing: 'Đang vẽ',
  done: ({ files, venues, out }) => `Áp phích của ${venues} địa điểm trong ${files} tệp: ${out}`,
  registeredNowhere:
    'Các địa điểm này chưa đăng ký trên máy chủ nào: không ai điểm danh được bằng những áp phích này. Xem --database.',
  registered: (file) =>
    `Đã đăng ký các địa điểm. Khóa của các chủ nằm trong ${file}, không còn ở đâu khác.`,
  noSource: 'hãy chỉ ra danh sách bằng --venues, hoặc bảng kê bằng --manifest',
  keyUnreadable: (file) => `--key: ${file} không phải là khóa riêng dạng JWK`,
  days: (value) => `--expires-days: "${value}" không phải là số nguyên từ 1 đến 3650`,
  outExists: (file) => `${file} đã có rồi. Hãy chọn tên khác`,
  noOutput: (file) => `không ghi được ${file}. Hãy kiểm tra thư mục và quyền truy cập`,
  issuerInvalid: '--issuer hoặc --host không thể nằm trong mã',
  databaseRefused: (code) => `--database: cơ sở dữ liệu không nhận các địa điểm (${code})`,
};

/** `waypost nfc` in Vietnamese. */
export const nfcVi: NfcMessages = {
  nfc: 'Đổi nội dung của mã địa điểm thành thông điệp NDEF để ghi vào thẻ NFC.',
  text: 'nội dung của mã: https://…/v#…',
  out: 'ghi các byte vào tệp này; nếu bỏ thì in bằng hệ mười sáu',
  examples: `
Ví dụ:
  waypost nfc 'https://check.example/v#eyJ…' --out ban-7.ndef

Mã dạng JWS dài khoảng 500 byte: hãy chọn thẻ 888 byte (NTAG216), hoặc dùng dạng gọn.
Mã thoát: 0 xong, 1 lỗi của chương trình, 2 gọi sai, 3 không phải mã dẫn tới đâu đó.`,
};
