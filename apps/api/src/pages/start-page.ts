import { escapeHtml } from './html.ts';
import type { Language, Texts } from './language.ts';

const TEXTS: Texts<'intro' | 'visitors' | 'docs' | 'health' | 'keys' | 'check' | 'trial'> = {
  en: {
    intro: 'Check-in by QR code and contact tracing that keeps people apart from their places.',
    visitors:
      'This is the server: venues register here, visitors check in under ids that nobody can link, and the health department publishes notices that name neither venue nor person.',
    docs: 'API reference',
    health: 'Is the server well?',
    keys: 'Key list',
    check: 'Check a venue code',
    trial: 'Not audited. Not a medical device.',
  },
  vi: {
    intro: 'Điểm danh bằng mã QR và truy vết tiếp xúc mà không lộ ai đã đến đâu.',
    visitors:
      'Đây là máy chủ: địa điểm đăng ký tại đây, khách điểm danh bằng mã định danh không ai liên kết được, và cơ quan y tế công bố thông báo không nêu tên địa điểm hay cá nhân.',
    docs: 'Tài liệu API',
    health: 'Máy chủ có hoạt động tốt không?',
    keys: 'Danh sách khóa',
    check: 'Kiểm tra mã địa điểm',
    trial: 'Chưa được kiểm định. Không phải thiết bị y tế.',
  },
};

const LINKS = [
  ['docs', '/docs'],
  ['check', '/v'],
  ['health', '/health'],
  ['keys', '/.well-known/waypost-keys'],
] as const;

/** The page at `/`: what this is, and where to go. */
export function startPage(language: Language): string {
  const texts = TEXTS[language];
  const links = LINKS.map(
    ([name, path]) =>
      `<li><a href="${path}">${escapeHtml(texts[name])}</a> <code>${path}</code></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Waypost</title>
<link rel="stylesheet" href="/assets/page.css">
</head>
<body>
<main>
<h1>Waypost</h1>
<p class="lead">${escapeHtml(texts.intro)}</p>
<p>${escapeHtml(texts.visitors)}</p>
<ul>
${links.join('\n')}
</ul>
<p class="note">${escapeHtml(texts.trial)}</p>
</main>
</body>
</html>
`;
}
