/**
 * The few pages that the server itself shows, without a framework and without another host.
 *
 * @module
 */
import type { Api } from '../http/api.ts';
import { HttpError } from '../http/problem.ts';
import type { BrowserModules } from './browser-modules.ts';
import { DOCS_PAGE } from './docs-page.ts';
import { answerPage } from './html.ts';
import { preferredLanguage } from './language.ts';
import { startPage } from './start-page.ts';
import { StaticFiles } from './static-files.ts';
import { type VerifyPageTrust, verifyPage } from './verify-page.ts';

/** What the pages ask of the entry point. */
export interface PageParts extends VerifyPageTrust {
  readonly modules: BrowserModules;
  /** The OpenAPI document. */
  readonly document: object;
}

/** Adds the pages and the files that they load. */
export function addPages(api: Api, { modules, document, ...trust }: PageParts): void {
  const files = new StaticFiles(modules);
  api.get('/', (c) => answerPage(c, startPage(preferredLanguage(c.req.header('Accept-Language')))));
  // In capitals where a compact code leads.
  for (const path of ['/v', '/V'])
    api.get(path, (c) => {
      const language = preferredLanguage(c.req.header('Accept-Language'));
      const inlineScripts = [modules.importMap];
      return answerPage(c, verifyPage(trust, modules, language), { inlineScripts });
    });
  api.get('/docs', (c) => answerPage(c, DOCS_PAGE, { inlineStyles: true }));
  api.get('/openapi.json', (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.json(document);
  });
  for (const path of ['/assets/*', '/modules/*'])
    api.get(path, (c) => {
      const answer = files.answer(c);
      if (answer === null) throw new HttpError('ROUTE_UNKNOWN', 'there is no such file');
      return answer;
    });
}
