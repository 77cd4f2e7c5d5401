import { type ExportRefusal, type GaenMessages, type GaenProblem, refusalOf } from './messages.ts';

const refusals: Readonly<Record<ExportRefusal, string>> = {
  EXPORT_ARCHIVE_MALFORMED:
    'đây không phải là tệp zip chứa khóa đã công bố, hoặc tệp bị hỏng. Hãy sao chép lại',
  EXPORT_ENTRY_DUPLICATE: 'trong tệp nén có một mục xuất hiện hai lần. Không dùng tệp này',
  EXPORT_ENTRY_MISSING: 'trong tệp nén không có export.bin',
  EXPORT_ENTRY_UNEXPECTED:
    'trong tệp nén có mục khác ngoài export.bin và export.sig. Không dùng tệp này',
  EXPORT_TOO_LARGE: 'khi giải nén, tệp sẽ lớn hơn 64 MiB. Không dùng tệp này',
  EXPORT_TRUNCATED: 'tệp bị cụt ở cuối. Hãy sao chép lại',
  EXPORT_MAGIC: 'export.bin không bắt đầu bằng "EK Export v1"',
  EXPORT_MALFORMED: 'export.bin bị hỏng',
  EXPORT_KEY_LENGTH: 'có khóa không dài đúng 16 byte',
  EXPORT_KEY_RANGE:
    'có trường của khóa nằm ngoài giới hạn: thời hạn là 1 đến 144, mốc bắt đầu là 0 đến 2147483647',
};

function problem(p: GaenProblem): string {
  switch (p.kind) {
    case 'export-refused':
      return refusalOf(refusals, p.code) ?? `không thể là tệp khóa đã công bố (${p.code})`;
    case 'file-too-large':
      return `tệp lớn hơn ${Math.floor(p.max / 2 ** 20)} MiB`;
    case 'keys-not-json':
      return 'đây không phải là JSON dạng {"temporaryExposureKeys":[{"key":"…","rollingStartNumber":2650000}]}';
    case 'not-json':
      return 'đây không phải là JSON';
    case 'window-field':
      return `${p.field} bị thiếu hoặc nằm ngoài giới hạn: xem waypost gaen risk --help`;
    case 'key-field':
      return `${p.field} bị thiếu hoặc không đọc được`;
    case 'sightings-header':
      return 'dòng đầu phải ghi tên các cột rpi, aem, rssi và at, mỗi cột một lần; có thể thêm previous_scan_at, không có cột khác';
    case 'no-exports':
      return 'trong thư mục không có tệp .zip hay .bin nào';
    case 'not-believed':
      return p.verdict === 'missing'
        ? 'không ai ký tệp này, mà --key đòi phải có chữ ký'
        : 'tệp không do khóa nào của --key ký, hoặc đã bị sửa. Không dùng tệp này';
    case 'config-refused':
      return `${p.setting} bị thiếu, không có hoặc nằm ngoài giới hạn. Các cấu hình có sẵn là cwa, nhs, google-v1 và google-v2`;
  }
}

/** `waypost gaen` in Vietnamese. */
export const gaenVi: GaenMessages = {
  gaen: 'Exposure Notification: xem và tạo tệp khóa công bố, tạo khóa để ký.',
  inspect: 'Cho biết tệp khóa công bố chứa gì, và chữ ký có tin được không.',
  inspectExamples: `
Ví dụ:
  waypost gaen inspect 2020-07-01.zip --key cwa-de-262-v1.pem
  waypost gaen inspect export.bin --json

Không có --key thì chữ ký không được kiểm tra, chỉ cho biết có hay không.
Mã thoát: 0 đọc được, chữ ký đúng hoặc không kiểm tra; 4 chữ ký sai hoặc không có; 3 không phải tệp
khóa công bố, hoặc bị hỏng; 2 dùng sai; 1 lỗi của chúng tôi.`,
  file: 'tệp đã công bố (zip), hoặc export.bin lấy từ đó',
  key: 'tệp PEM chứa khóa công khai của bên phải ký',
  json: 'in kết quả dạng JSON',
  reencode: 'Đọc tệp khóa công bố và ghi lại export.bin ra đầu ra chuẩn.',
  reencodeExamples: `
Đọc gì thì ghi lại đúng từng byte:
  waypost gaen reencode 2020-07-01.zip | cmp - export.bin`,
  risk: 'Chấm điểm nguy cơ của các lần tiếp xúc theo quy tắc của một ứng dụng.',
  riskExamples: `
Ví dụ:
  waypost gaen risk --config cwa --windows windows.json
  waypost gaen risk --config my-app.json --windows cases.json --json

Các lần tiếp xúc là danh sách JSON [{"ageInDays":1,"reportType":1,"infectiousness":2,
"calibrationConfidence":0,"scanInstances":[{"minAttenuation":60,"typicalAttenuation":63,
"secondsSinceLastScan":240}]}], có thể dùng "date" thay cho "ageInDays"; hoặc các trường hợp
{"testCases":[{"exposureWindows":[…]}]}, mỗi trường hợp một kết quả; hoặc
{"scanInstances":[{"minAttenuationDb":60,"secondsSinceLastScan":240}]}. Cấu hình là JSON gồm "kind"
(cwa, nhs, google-v1, google-v2) và các thiết lập khác với bản đã công bố.
In ra: mức nguy cơ, số cao nhất của một ngày hoặc một lần tiếp xúc, và tên trường hợp.
Mã thoát: 0 xong, 1 lỗi của chúng tôi, 2 dùng sai, 3 không nhận dữ liệu.`,
  riskConfig: 'cwa, nhs, google-v1, google-v2, hoặc tệp JSON',
  windows: 'các lần tiếp xúc: tệp JSON',
  today: 'ngày chấm điểm, là một thời điểm; mặc định: bây giờ',
  export: 'Ký các khóa và đóng gói thành tệp công bố.',
  exportExamples: `
Ví dụ:
  waypost gaen export keys.json --signing-key vn.private.pem --key-id 452 --region VN \\
    --start 2021-06-01T00:00:00Z --end 2021-06-02T00:00:00Z --out 2021-06-01.zip

JSON có dạng {"temporaryExposureKeys":[…],"revisedKeys":[…]}, mỗi khóa là {"key":"<base64>",
"rollingStartNumber":…,"rollingPeriod":…,"transmissionRisk":…,"reportType":…,
"daysSinceOnsetOfSymptoms":…}. CSV có các cột cùng tên, và revised (true). Chỉ key và
rollingStartNumber là bắt buộc. Khóa được sắp xếp lại để không lộ ai đã gửi khóa nào.
Mã thoát: 0 xong, 1 lỗi của chúng tôi, 2 dùng sai, 3 không nhận dữ liệu.`,
  keysFile: 'các khóa: tệp .json, hoặc CSV',
  signingKey: 'tệp PEM chứa khóa bí mật P-256',
  keyId: 'để bên đọc tìm khóa công khai: thường là mã mạng di động của nước, như 452',
  keyVersion: 'phiên bản của khóa',
  region: 'như VN, DE, US',
  start: 'đầu khoảng thời gian nhận',
  end: 'cuối khoảng thời gian; hai tệp cùng khoảng phải khác nhau ở đây',
  out: 'tệp nén sẽ ghi',
  keygen: 'Tạo cặp khóa P-256 để ký tệp công bố.',
  keygenExamples: `
Ví dụ:
  waypost gaen keygen --out vn        ghi vn.private.pem và vn.public.pem
  waypost gaen keygen                 ghi cả hai ra đầu ra chuẩn, khóa bí mật trước`,
  keygenOut: 'phần đầu tên của hai tệp; không ghi đè tệp nào',
  keygenDone: (name) =>
    `${name}.private.pem là bí mật, chỉ bên ký được giữ. Hãy công bố ${name}.public.pem.`,
  problem,
  publicKeyUnreadable: (file) => `--key: ${file} không phải PEM chứa khóa công khai P-256`,
  signingKeyUnreadable: (file) => `--signing-key: ${file} không phải PEM chứa khóa bí mật P-256`,
  window: () => '--start phải trước --end',
  noOutput: (file) =>
    `không ghi được ${file}. Hãy kiểm tra thư mục, quyền ghi, và chưa có khóa nào tên đó`,
  fields: {
    signature: 'Chữ ký',
    signer: 'Bên ký',
    keys: 'Số khóa',
    revisedKeys: 'Khóa sửa lại',
    region: 'Vùng',
    start: 'Từ',
    end: 'Đến',
    batch: 'Tệp',
    reportTypes: 'Loại báo cáo',
    rollingPeriods: 'Thời hạn khóa',
  },
  verdict: {
    valid: 'đúng, của khóa này',
    invalid: 'SAI: không phải của khóa này, hoặc tệp đã bị sửa',
    missing: 'KHÔNG CÓ: không ai ký tệp này',
    untrusted: 'CHƯA KIỂM TRA: chưa cho khóa (--key)',
  },
  batch: (num, size) => `${num} trên ${size}`,
  manyPeriods: (min, max, count) => `${min} đến ${max}, ${count} giá trị khác nhau`,
  match: {
    match: 'Tìm các khóa đã công bố trong những gì điện thoại đã nghe được.',
    examples: `
Ví dụ:
  waypost gaen match --exports exports/ --sightings heard.csv
  waypost gaen match --exports 2021-06-01.zip 2021-06-02.zip --sightings heard.csv --json
  waypost gaen match --exports exports/ --sightings heard.csv --key 2020.pem --key 2021.pem

CSV có các cột rpi (32 chữ số hex), aem (8), rssi (dBm), at (giây Unix, hoặc ISO 8601 có múi giờ), và có
thể có previous_scan_at: lần quét trước đó. Đồng hồ hai máy được lệch nhau bằng --tolerance; mỗi mã chỉ được tính
trong hai mươi phút. Số phút là thời gian giữa các lần quét, mỗi lần nhiều nhất năm phút. Ngày theo giờ UTC.
--config hiểu các khóa theo cách của nước đó; số ngày tính từ ngày nghe được sau cùng.
Có --key thì tệp nào không do một trong các khóa đó ký sẽ làm dừng lệnh; không có thì chữ ký không được kiểm tra.
Mã thoát: 0 xong, dù có khóa nào được nghe hay không; 4 có tệp chữ ký sai hoặc không có, khi đã cho --key;
3 không nhận dữ liệu, 2 dùng sai, 1 lỗi của chúng tôi.`,
    exports: 'các tệp khóa công bố, hoặc thư mục chứa chúng (*.zip, *.bin)',
    sightings: 'CSV những gì điện thoại đã nghe được; - là đầu vào chuẩn',
    config:
      'tính nguy cơ: cwa, nhs, google-v1, google-v2, hoặc tệp JSON {"kind":"nhs",…} ghi những gì khác đi',
    tolerance:
      'đồng hồ hai máy được lệch nhau bao nhiêu, nhiều nhất một ngày: giây, hoặc 90m, 2h; mặc định: hai giờ',
    key: 'tệp PEM chứa khóa công khai; mọi tệp phải do một trong các khóa đã cho ký. Có thể lặp lại',
    facts: {
      exports: 'Tệp khóa công bố',
      keys: 'Số khóa',
      revisedKeys: 'Khóa sửa lại',
      sightings: 'Số lần nghe được',
      matchedKeys: 'Khóa đã nghe được',
    },
    columns: ['Ngày', 'Khóa nghe được', 'Khoảng', 'Phút'],
    toleranceRange: (value) =>
      `--tolerance: "${value}" không phải khoảng thời gian nhiều nhất một ngày. Hãy viết số giây, hoặc 30s, 90m, 2h`,
    risk: (kind) => `Nguy cơ (${kind})`,
  },
};
