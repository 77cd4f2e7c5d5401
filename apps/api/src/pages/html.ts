import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv } from '../http/env.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it may stand in HTML, in an attribute too. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

/** What a page may load, beyond what every page may. */
export interface PagePolicy {
  /** Inline scripts, by their text: import maps can be no files. */
  readonly inlineScripts?: readonly string[];
  /** Whether styles may stand in the page, as the API reference needs. */
  readonly inlineStyles?: boolean;
}

/** Answers with a page that loads nothing from any other host. */
export function answerPage(
  c: Context<ApiEnv>,
  html: string,
  { inlineScripts = [], inlineStyles = false }: PagePolicy = {},
): Response {
  const hashes = inlineScripts.map(
    (text) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  c.header(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      `script-src 'self'${hashes.join('')}`,
      `style-src 'self'${inlineStyles ? " 'unsafe-inline'" : ''}`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  c.header('Cache-Control', 'no-cache');
  c.header('Vary', 'Accept-Language');
  return c.html(html);
}
