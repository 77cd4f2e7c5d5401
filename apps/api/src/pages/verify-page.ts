import type { BrowserModules } from './browser-modules.ts';
import { escapeHtml } from './html.ts';
import type { Language } from './language.ts';

/** What the page believes: the server writes it in, and the browser takes it from nowhere else. */
export interface VerifyPageTrust {
  readonly issuer: string;
  /** RFC 7638 thumbprint of the root key. */
  readonly rootThumbprint: string;
}

const NEEDS_SCRIPT: Readonly<Record<Language, string>> = {
  en: 'This page checks the code in your browser, and needs JavaScript for it.',
  vi: 'Trang này kiểm tra mã ngay trong trình duyệt nên cần bật JavaScript.',
};

/** The page at `/v` and `/V`, where a phone's camera leads: it verifies what stands behind `#`. */
export function verifyPage(
  { issuer, rootThumbprint }: VerifyPageTrust,
  { entry, files, importMap }: BrowserModules,
  language: Language,
): string {
  const preloads = [...files.keys()].map((path) => `<link rel="modulepreload" href="${path}">`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="waypost-issuer" content="${escapeHtml(issuer)}">
<meta name="waypost-root" content="${escapeHtml(rootThumbprint)}">
<title>Waypost</title>
<link rel="stylesheet" href="/assets/page.css">
<script type="importmap">${importMap}</script>
${preloads.join('\n')}
<script type="module" src="${entry}"></script>
</head>
<body>
<main>
<p class="brand">Waypost <button type="button" id="language" hidden></button></p>
<div id="result" role="status" aria-live="polite" tabindex="-1"></div>
<noscript><p>${NEEDS_SCRIPT[language]}</p></noscript>
</main>
</body>
</html>
`;
}
