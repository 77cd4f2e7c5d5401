import type { Words } from './words.ts';

/** Vietnamese. */
export const vi: Words = {
  usage: `cách dùng: npm run demo -- [tùy chọn]
  --visitors N   số người trong câu chuyện, 10 đến 5000 (200)
  --seed N       số khác kể câu chuyện khác (1)
  --lang en|vi   ngôn ngữ
  --out DIR      giữ lại các mã đã vẽ ở đó
  --url URL      kể trên máy chủ ấy, theo giờ thật: phải đợi đến giờ tròn kế tiếp và đến lần ra
                 thông báo kế tiếp. Cần --issuer, --root (như máy chủ in ra) và --key hai lần:
                 khóa của hai cán bộ`,
  steps: [
    'Các địa điểm đăng ký',
    'Khách quét mã vào',
    'Một người thành ca bệnh, và chọn điều mình khai',
    'Cơ quan y tế chạy đối chiếu',
    'Thông báo được soạn, duyệt và công bố',
    'Mỗi thiết bị tự tra',
    'So với sự thật',
  ],
  starting: 'Đang khởi động máy chủ riêng',
  working: 'đang chạy',
  intro: (visitors, seed, url) =>
    `Câu chuyện của ${visitors} người, số gieo ${seed}, kể trên ${url}`,
  storyClock:
    'Máy chủ ấy là của riêng nó, theo đồng hồ câu chuyện: ba ngày trôi qua trong vài giây.',
  aheadOfTime: 'Máy chủ ấy theo giờ thật: các lượt ghé là của hai giờ sắp tới.',
  venue: (name, codes) => `${name}: ${codes} mã`,
  drawn: (codes, folder) =>
    folder === null
      ? `đã vẽ ${codes} mã SVG (--out DIR để giữ lại)`
      : `đã vẽ ${codes} mã SVG vào ${folder}`,
  visits: ({ visitors, checkIns, byDevice }) =>
    `${visitors} thiết bị kiểm chữ ký mã đã quét và gửi ${checkIns} lượt vào; ${byDevice} lượt ra do thiết bị tự gửi`,
  receipts: (late, unconfirmed) =>
    `máy chủ ghi ${late} lượt muộn, ${unconfirmed} lượt chưa xác nhận`,
  waitHour: (time) => `Mã chỉ tính những gì nhận được trong các giờ trước nó: đợi đến ${time}`,
  caseIs: (name, visits) =>
    `${name} là ca bệnh. Thiết bị cho xem ${visits} lượt vào trước khi gửi:`,
  sent: 'gửi   ',
  withheld: 'giữ lại',
  disclosed: (proofs) => `đã khai bằng mã dùng một lần: ${proofs} lượt vào`,
  run: ({ stays, exposures, minutes, rule, version }) =>
    `quy tắc ${rule}, phiên bản ${version}: ${stays} lượt của ca bệnh, ${exposures} lượt tiếp xúc, ${minutes} phút chung`,
  digests: (input, result) => `chạy hai lần, cùng giá trị băm: đầu vào ${input}, kết quả ${result}`,
  drafted: 'soạn bằng khóa của cán bộ thứ nhất',
  sameKeyRefused: (code) => `duyệt bằng chính khóa ấy: bị từ chối, ${code}`,
  approved: 'duyệt bằng khóa của cán bộ thứ hai',
  waitNotice: 'Đợi đến giờ cố định ra thông báo',
  published: (bytes) => `đã công bố: một tệp có chữ ký cho mọi người, ${bytes} byte`,
  matched: (devices, alerted) =>
    `${devices} thiết bị tải cùng những tệp ấy và tự đối chiếu: ${alerted} hiện cảnh báo`,
  withheldMet: (people) =>
    `chỉ gặp ca bệnh ở nơi người ấy không khai, nên không được báo: ${people} người`,
  equal: 'đếm từng phút trên câu chuyện cho ra đúng những lượt và số phút ấy',
  difference: ({ visit, truth, told }) => `lượt ${visit}: thật ${truth}, báo ${told} (phút)`,
  totals: [
    ['visitors', 'khách'],
    ['checkIns', 'lượt vào'],
    ['exposed', 'tiếp xúc'],
    ['alerted', 'được báo'],
    ['falseAlarms', 'báo nhầm'],
    ['missed', 'bỏ sót'],
    ['wrongMinutes', 'sai số phút'],
  ],
  failed: (why) => `Phần trình diễn thất bại: ${why}`,
  stopped: 'Đã dừng.',
};
