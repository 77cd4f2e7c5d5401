import { gaenVi } from './gaen/vi.ts';
import { idsVi } from './ids/vi.ts';
import {
  type InputProblem,
  isPlain,
  type Messages,
  type PlainKind,
  type RowProblem,
} from './messages.ts';
import { nfcVi, postersVi } from './posters/vi.ts';

const timeProblems = {
  unreadable:
    'không phải là thời gian. Hãy ghi giây Unix hoặc ISO 8601 có múi giờ, như 2021-06-01T17:00:00+07:00',
  'no-offset':
    'không có độ lệch múi giờ. Hãy ghi thêm, như 2021-06-01T17:00:00+07:00, hoặc nêu múi giờ của tệp: --time-zone Asia/Ho_Chi_Minh',
  'before-1970': 'trước năm 1970. Hãy sửa lại',
  'after-2105': 'quá xa trong tương lai. Thời gian phải trước năm 2106',
  milliseconds: 'có vẻ là mili giây. Thời gian phải là giây Unix: hãy chia cho 1000',
  'skipped-by-clock': 'không tồn tại: đồng hồ của múi giờ này đã nhảy qua. Hãy sửa lại',
} as const;

const columns: Readonly<Record<string, string>> = {
  person: 'người (person)',
  venue: 'địa điểm (venue)',
  start: 'giờ vào (start)',
  end: 'giờ ra (end)',
  zone: 'khu vực (zone)',
};
const named = (column: string): string => columns[column] ?? column;

const plainProblems: Readonly<Record<PlainKind, string>> = {
  'file-missing': 'không có tệp này',
  'file-forbidden': 'không được phép đọc tệp. Hãy kiểm tra quyền truy cập',
  'file-is-folder': 'đây là thư mục. Hãy chọn một tệp trong đó',
  'file-empty': 'tệp trống. Dòng đầu phải ghi tên các cột, như person,venue,start,end',
  'file-binary': 'đây không phải là văn bản. Hãy lưu bảng thành CSV mã UTF-8',
  'file-is-excel': 'đây là tệp Excel hoặc zip. Hãy lưu bảng thành "CSV UTF-8"',
  'file-utf16': 'đây là văn bản UTF-16. Hãy lưu bảng thành "CSV UTF-8"',
  'not-gzip': 'tên tệp kết thúc bằng .gz nhưng không phải gzip. Hãy đổi tên hoặc nén lại',
  'gzip-broken': 'tệp gzip bị hỏng hoặc bị cắt cụt. Hãy sao chép hoặc nén lại',
  'no-rows': 'tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào',
  'no-cases': 'tệp không có ca bệnh nào. Hãy ghi mỗi dòng một mã người',
  'near-not-json': 'đây không phải là JSON. Hãy ghi {"địa điểm":{"khu":["các khu gần"]}}',
  'near-shape': 'JSON không đúng dạng {"địa điểm":{"khu":["các khu gần"]}}',
  'image-format':
    'đây không phải là ảnh PNG hay JPEG. Hãy lưu ảnh thành một trong hai dạng đó, hoặc đưa thẳng nội dung của mã',
  'image-too-large': 'ảnh lớn hơn 64 triệu điểm ảnh hoặc 40 MiB. Hãy thu nhỏ ảnh',
  'image-damaged': 'ảnh bị hỏng hoặc bị cắt. Hãy chép lại',
  'image-no-code':
    'không đọc được mã QR nào trong ảnh. Hãy chụp gần hơn, thẳng góc và không bị lóa',
  'code-unknown': 'đây không phải là mã địa điểm thuộc định dạng nào đã biết',
  'row-too-long': 'dòng dài hơn 1 MiB. Hãy tìm dấu ngoặc kép chưa đóng',
  'too-many-fields': 'dòng có hơn 1024 ô',
  'text-after-quote': 'có chữ sau dấu ngoặc kép đóng. Dấu ngoặc kép trong ô phải viết hai lần',
  'quote-not-closed': 'dấu ngoặc kép mở ở đây mà không đóng',
  'end-before-start': 'giờ ra sớm hơn giờ vào. Hãy sửa một trong hai',
};

function problem(p: InputProblem | RowProblem): string {
  if (isPlain(p, plainProblems)) return plainProblems[p.kind];
  switch (p.kind) {
    case 'code-damaged':
      return `trông giống mã dạng ${p.format}, nhưng bị hỏng hoặc không được phép${p.what === '' ? '' : ` (${p.what})`}`;
    case 'export-refused':
    case 'file-too-large':
    case 'keys-not-json':
    case 'not-json':
    case 'window-field':
    case 'key-field':
    case 'sightings-header':
    case 'no-exports':
    case 'not-believed':
    case 'config-refused':
      return gaenVi.problem(p);
    case 'venues-refused':
    case 'manifest-refused':
    case 'poster-unfit':
      return postersVi.problem(p);
    case 'column-missing':
      return `không có cột "${p.name}". Tệp có: ${p.header.join(', ')}. Hãy chỉ đúng tên cột bằng --map ${p.column}=TÊN`;
    case 'column-twice':
      return `có hai cột cùng tên "${p.name}". Hãy đổi tên một cột`;
    case 'index-unknown':
      return `không có lượt đến nào của ${p.persons.join(', ')}. Hãy sửa --index, hoặc bỏ qua bằng --skip-bad-rows`;
    case 'row-short':
      return `dòng chỉ có ${p.fields} ô`;
    case 'field-empty':
      return `ô ${named(p.column)} trống`;
    case 'time':
      return `${named(p.column)} ${timeProblems[p.problem]}`;
    case 'id-too-long':
      return `${named(p.column)} dài hơn ${p.max} byte`;
    case 'not-utf8':
      return `${named(p.column)} không phải là chữ UTF-8. Hãy lưu bảng thành "CSV UTF-8"`;
  }
}

const keyRefusals: Readonly<Record<string, string>> = {
  LOCKED:
    'máy chủ đang mở thư mục dữ liệu này. Hãy dừng máy chủ, chạy lại lệnh này, rồi khởi động máy chủ',
  FOLDER_INVALID: 'đây không phải là thư mục dữ liệu của Waypost. Hãy chỉ đúng bằng --database',
  URL_INVALID: '--database bắt đầu bằng postgres: hoặc pglite:',
  UNAVAILABLE: 'không kết nối được cơ sở dữ liệu',
  KEY_NAME_TAKEN: 'đã có khóa cùng tên. Hãy chọn tên khác',
  KEY_NAME_INVALID: 'tên có từ 1 đến 80 ký tự',
  KEY_NAME_UNKNOWN: 'không có khóa nào tên này đang dùng. Xem: waypost keys list',
};

/** Vietnamese. */
export const vi: Messages = {
  program: 'Waypost: truy vết tiếp xúc và điểm danh bằng mã QR.',
  match: 'Tìm ai đã gặp ai trong một tệp lượt đến.',
  matchExamples: `
Ví dụ:
  Những người ở cùng nơi với người 73956 từ 15 phút trở lên, và người tiếp xúc của họ:
    waypost match --check-ins luot-den.csv --index 73956 --second-degree

  Giờ không ghi múi giờ, cột có tên khác, kết quả ra tệp cho Excel:
    waypost match --check-ins luot-den.csv --time-zone Asia/Ho_Chi_Minh \\
      --map person=sdt,venue=noi,start=vao,end=ra --index 0900000000 --csv tiep-xuc.csv

  Những nơi có từ 3 ca trở lên trong 14 ngày gần nhất:
    waypost match --check-ins luot-den.csv --clusters 3 --within 14 --cases ca-benh.txt

Khoảng thời gian tính bằng giây, hoặc 30s, 15m, 1h, 2d. Thời điểm là giây Unix hoặc ISO 8601.
Mã thoát: 0 xong, 1 lỗi của chương trình, 2 gọi sai, 3 từ chối dữ liệu vào.`,
  option: {
    checkIns: 'tệp lượt đến: CSV, thường hoặc gzip; - là đọc từ đầu vào chuẩn',
    map: 'tên các cột khác với person, venue, start, end, zone',
    timeZone: 'múi giờ của thời gian không ghi độ lệch, như Asia/Ho_Chi_Minh',
    stay: 'thời gian ở lại của lượt không có giờ ra',
    maxStay: 'lượt không có giờ ra kéo dài nhiều nhất bao lâu, nếu không có --stay (mặc định: 3h)',
    exclusiveStay: 'lượt ở kết thúc khi người đó đến nơi khác',
    minOverlap: 'thời gian cùng có mặt ngắn nhất được tính (mặc định: 15m)',
    mode: 'single: một lần đủ lâu; cumulative-24h: cộng dồn trong 24 giờ',
    linger: 'sau khi ca chỉ điểm rời đi còn tính thêm bao lâu',
    tolerance: 'nới lượt của ca chỉ điểm về cả hai phía',
    index: 'người cần tìm người tiếp xúc (ghi nhiều lần được)',
    from: 'không tính có mặt trước thời điểm này',
    to: 'không tính có mặt từ thời điểm này',
    near: 'JSON các khu được coi là gần: {"địa điểm":{"khu":["khu gần"]}}',
    secondDegree: 'tìm cả người tiếp xúc của người tiếp xúc (F2)',
    clusters: 'tìm những nơi có ít nhất bấy nhiêu ca',
    within: 'số ngày xét ổ dịch, tính lùi từ --to hoặc lượt đến cuối cùng',
    cases: 'các ca: mỗi dòng một mã người',
    preset: 'quy tắc có sẵn; tùy chọn khác được ưu tiên hơn',
    skipBadRows: 'đếm và liệt kê dòng không dùng được, rồi làm tiếp',
    json: 'in kết quả dạng JSON ra đầu ra chuẩn',
    csv: 'ghi thêm người tiếp xúc ra tệp CSV',
    displayZone: 'múi giờ trong báo cáo (mặc định: --time-zone, hoặc của máy)',
    lang: 'ngôn ngữ của báo cáo: en hoặc vi',
  },
  problem,
  usage: {
    duration: (option, value) =>
      `${option}: "${value}" không phải là khoảng thời gian. Hãy ghi số giây, hoặc 30s, 15m, 1h, 2d`,
    count: (option, value) => `${option}: "${value}" không phải là số nguyên từ 1 đến 1000000`,
    time: (option, value) =>
      `${option}: "${value}" không phải là thời điểm. Hãy ghi giây Unix hoặc ISO 8601 có độ lệch; nếu có --time-zone thì không cần độ lệch, hoặc chỉ ghi ngày`,
    timeZone: (option, value) =>
      `${option}: không có múi giờ "${value}". Hãy ghi như Asia/Ho_Chi_Minh`,
    choice: (option, value, choices) => `${option}: "${value}" không thuộc ${choices.join(', ')}`,
    map: (value) => `--map: "${value}" không có dạng person=CỘT,venue=CỘT,start=CỘT`,
    needs: (option, other) => `${option} cần có ${other}`,
    window: () => '--from phải trước --to',
    sameFile: () => '--csv: đây là tệp lượt đến. Hãy chọn tệp khác',
    noOutput: (file) => `--csv: không ghi được ${file}. Hãy kiểm tra thư mục và quyền truy cập`,
  },
  keys: {
    keys: 'Khóa của cán bộ, trên máy chủ.',
    add: 'Tạo khóa cho một cán bộ; khóa chỉ hiện một lần này.',
    name: 'khóa của ai, để ghi sổ',
    list: 'Liệt kê các khóa, cả khóa đã thu hồi; bản thân khóa không lưu ở đâu.',
    columns: ['Tên', 'Mã số', 'Tạo lúc', 'Thu hồi lúc'],
    revoke: 'Thu hồi một khóa: từ đó khóa không mở được gì nữa.',
    nameOfKey: 'tên của khóa, như trong keys list',
    revoked: (name) =>
      `Khóa của ${name} không mở được gì nữa. Việc đã làm bằng khóa vẫn còn hiệu lực.`,
    database: 'như của máy chủ (mặc định: DATABASE_URL, hoặc pglite:./data/db)',
    added: 'Khóa chỉ hiện một lần này: hãy trao tận tay.',
    refused: (code) => keyRefusals[code] ?? `cơ sở dữ liệu không nhận (${code})`,
  },
  decode: {
    decode: 'Đọc mã địa điểm thuộc mọi định dạng đã biết, và cho biết có nên tin không.',
    text: 'nội dung của mã, ảnh chụp mã (PNG, JPEG), hoặc - là đầu vào chuẩn',
    trust: 'tin ai: tệp JWKS, KID=TỆP.pem, hoặc TỆP.pem (ghi nhiều lần được)',
    issuer: 'đơn vị phát hành mã Waypost duy nhất được tin',
    at: 'xét hiệu lực vào thời điểm này (mặc định: bây giờ)',
    json: 'in kết quả dạng JSON ra đầu ra chuẩn',
    examples: `
Ví dụ:
  Ảnh chụp một tấm áp phích, được ký bằng khóa trong danh sách của đơn vị phát hành:
    waypost decode anh.jpg --trust jwks.json

  Nội dung của mã, do chương trình khác đưa sang:
    waypost decode - --json < ma.txt

Không mở và không tải gì cả, dù mã ghi gì đi nữa.
Mã thoát: 0 nhận ra mã, chữ ký đúng hoặc định dạng không có chữ ký; 4 chữ ký sai hoặc của khóa không
được tin; 3 không phải mã đã biết; 2 gọi sai; 1 lỗi của chương trình.`,
    yourText: 'nội dung đã đưa',
    severalCodes: (count) =>
      `Trong ảnh có ${count} mã. Đây là mã đầu tiên thuộc định dạng đã biết.`,
    keyUnreadable: (file) =>
      `--trust: ${file} không phải là JWKS, cũng không phải PEM có khóa công khai. Hãy ghi TỆP.json, KID=TỆP.pem hoặc TỆP.pem`,
    keyUnsuitable: (why) => `--trust: khóa không dùng được (${why})`,
    fields: {
      format: 'Định dạng',
      signature: 'Chữ ký',
      name: 'Tên',
      address: 'Địa chỉ',
      zone: 'Khu',
      id: 'Mã số',
      notBefore: 'Hiệu lực từ',
      expires: 'Hiệu lực đến',
      status: 'Lúc này',
    },
    signature: {
      valid: 'đúng, của khóa được tin',
      invalid: 'SAI: mã này đã bị sửa hoặc làm giả',
      unsigned: 'không có: ai cũng in được mã như thế',
      untrusted: 'CHƯA KIỂM TRA: của khóa không được tin (--trust)',
    },
    status: {
      'in-force': 'đang có hiệu lực',
      'not-yet': 'chưa có hiệu lực',
      expired: 'hết hiệu lực',
      unlimited: 'không giới hạn thời gian',
      unknown: 'không rõ',
    },
  },
  gaen: gaenVi,
  ids: idsVi,
  posters: postersVi,
  nfc: nfcVi,
  inputRefused: (file, line, why) => `${file}${line === null ? '' : `, dòng ${line}`}: ${why}.`,
  wrongUsage: (why) => `${why}.\nXem: waypost --help`,
  ourFault: (why) => `Waypost gặp lỗi của chính mình: ${why}`,
  stopped: 'Đã dừng.',
  phase: {
    read: 'Đang đọc',
    sort: 'Đang sắp xếp',
    digest: 'Đang tính dấu vân tay dữ liệu',
    index: 'Đang lập chỉ mục',
    match: 'Đang đối chiếu',
    clusters: 'Đang tìm ổ dịch',
  },
  report: {
    units: { second: 'giây', minute: 'phút', hour: 'giờ' },
    rowsRead: (rows, skipped) => `Đã đọc ${rows} lượt đến, bỏ qua ${skipped}.`,
    badRow: (line, why) => `  bỏ qua dòng ${line}: ${why}`,
    moreBadRows: (count) => `  … và ${count} dòng nữa`,
    unknownIndex: (persons) => `Không có lượt đến nào của ${persons}.`,
    rule: ({ preset, version }) =>
      `Quy tắc${preset === null ? '' : ` ${preset}`} (định nghĩa phiên bản ${version}):`,
    single: (minutes) => `  người tiếp xúc ở cùng nơi từ ${minutes} trở lên trong một lần`,
    cumulative: (minutes) =>
      `  người tiếp xúc ở cùng nơi cộng dồn từ ${minutes} trở lên trong 24 giờ`,
    openStay: (duration) => `  lượt không có giờ ra kéo dài ${duration}`,
    fixedStay: (duration) => `  lượt không có giờ ra kéo dài ${duration}`,
    exclusiveStay: '  lượt ở kết thúc khi đến nơi khác',
    linger: (duration, atMostStay) =>
      `  tính thêm ${duration} sau khi ca chỉ điểm rời đi${atMostStay ? ', không quá thời gian đã ở' : ''}`,
    tolerance: (duration) => `  lượt của ca chỉ điểm được nới ${duration} về cả hai phía`,
    window: (from, to) =>
      `  chỉ tính có mặt ${from === null ? '' : `từ ${from} `}${to === null ? '' : `đến ${to}`}`.trimEnd(),
    near: '  chỉ trong cùng khu hoặc khu gần',
    totals: (t) =>
      `${t.encounters} lần gặp giữa ${t.pairs} cặp của ${t.people} người tại ${t.venues} nơi, tổng cộng ${t.duration}.`,
    nobody: 'Không ai gặp ai theo quy tắc này.',
    contactsOf: (person, count) => `Người tiếp xúc của ${person}: ${count}`,
    noContacts: (person) => `Người tiếp xúc của ${person}: không có`,
    columns: {
      person: 'Người',
      encounters: 'Số lần',
      longest: 'Lâu nhất',
      total: 'Tổng',
      best: 'Trong 24 h',
      first: 'Lần đầu',
      last: 'Lần cuối đến',
      venues: 'Địa điểm',
      cases: 'Số ca',
      venue: 'Địa điểm',
    },
    moreContacts: (count) => `… và ${count} người nữa: xem --json hoặc --csv`,
    secondDegree: (count, persons) =>
      `Người tiếp xúc của những người này (F2), ${count}: ${persons}`,
    clusters: (count, minCases, from, to) =>
      `${count} nơi có từ ${minCases} ca trở lên từ ${from} đến ${to}`,
    unknownCases: (count) => `${count} ca không có lượt đến nào.`,
    timesIn: (zone) => `Giờ theo ${zone}.`,
    digest: (digest) => `Dữ liệu vào ${digest}`,
    csvWritten: (file, rows) => `Đã ghi ${rows} dòng vào ${file}.`,
    cost: (c) =>
      `${c.rows} dòng trong ${c.seconds} s (${c.rate} dòng mỗi giây), bộ nhớ cao nhất ${c.memory} MB.`,
  },
};
