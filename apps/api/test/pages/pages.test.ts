import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectModules } from '../../src/pages/browser-modules.ts';
import { preferredLanguage } from '../../src/pages/language.ts';
import { problemOf } from '../helpers/problem.ts';
import { testApi } from '../helpers/test-api.ts';
import { testModules } from '../helpers/test-modules.ts';

const trust = { issuer: 'waypost "test" <1>', rootThumbprint: 'thumbprint-of-the-root' };
const api = await testApi({ pages: { ...trust, modules: testModules } });

const page = async (path: string, language = 'en') => {
  const answer = await api.ask('GET', path, { headers: { 'Accept-Language': language } });
  return { html: await answer.text(), policy: answer.headers.get('Content-Security-Policy') ?? '' };
};

it.each([
  ['vi', 'vi'],
  ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
  ['en-GB,vi;q=0.5', 'en'],
  ['fr', 'en'],
  ['fr;q=1, vi;q=0.2', 'vi'],
  ['vi;q=nonsense', 'en'],
  [undefined, 'en'],
])('a reader who asks for %s gets %s', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

describe('the start page', () => {
  it.each([
    ['en', 'API reference'],
    ['vi', 'Tài liệu API'],
  ])('says in %s what this is, and links on', async (language, text) => {
    const { html } = await page('/', language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(text);
    for (const path of ['/docs', '/health', '/v']) expect(html).toContain(`href="${path}"`);
  });
});

describe('every page', () => {
  it.each(['/', '/v', '/V', '/docs'])(
    '%s names no other host, and may load from none',
    async (path) => {
      const { html, policy } = await page(path);
      expect(html).not.toMatch(/(?:https?:)?\/\/\w/);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toMatch(/https?:/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    },
  );
});

describe('/v', () => {
  it('is given the issuer and the root key by the server, and nothing of a code', async () => {
    const { html } = await page('/v');
    expect(html).toContain('content="waypost &quot;test&quot; &lt;1&gt;"');
    expect(html).toContain('content="thumbprint-of-the-root"');
  });

  it('may run its import map by the digest of it, and no other inline script', async () => {
    const { policy } = await page('/v');
    const digest = createHash('sha256').update(testModules.importMap).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${digest}'`);
  });

  it('stands at /V too, where compact codes lead', async () => {
    expect(await page('/V')).toEqual(await page('/v'));
  });

  it('says without JavaScript that it needs it', async () => {
    expect((await page('/v', 'vi')).html).toMatch(/<noscript>.*JavaScript/s);
  });
});

describe('files', () => {
  it('are served from a closed set', async () => {
    for (const path of [
      '/assets/../package.json',
      '/assets/%2e%2e%2fpackage.json',
      '/modules/x.js',
    ])
      expect((await problemOf(await api.ask('GET', path))).code).toBe('ROUTE_UNKNOWN');
  });

  it('are compressed for who takes that', async () => {
    const headers = { 'Accept-Encoding': 'gzip, br' };
    const answer = await api.ask('GET', '/assets/page.css', { headers });
    expect(answer.headers.get('Content-Encoding')).toBe('gzip');
    expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
    const plain = await api.ask('GET', '/assets/page.css');
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    expect(await plain.text()).toContain(':root');
  });

  it('hold the API reference, which asks no other host', async () => {
    const script = await (await api.ask('GET', '/assets/docs.js')).text();
    expect(script).toContain('telemetry: false');
    expect(script).toContain('withDefaultFonts: false');
    expect((await api.ask('GET', '/assets/scalar.js')).status).toBe(200);
  });
});

describe.skipIf(!existsSync(new URL('../../../../packages/core/dist', import.meta.url)))(
  'the modules of /v',
  () => {
    const { entry, files, importMap } = collectModules('verify.js');

    it('are complete: each import leads to one of them', () => {
      const names = JSON.parse(importMap) as { imports: Record<string, string> };
      expect(files.has(entry)).toBe(true);
      for (const [path, text] of files)
        for (const [, name = ''] of text.matchAll(
          /^(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/gm,
        )) {
          const target = name.startsWith('.')
            ? new URL(name, `http://localhost${path}`).pathname
            : names.imports[name];
          expect(files.has(target ?? ''), `${path} imports ${name}`).toBe(true);
        }
    });

    it('hold the library and what it needs of others, and nothing of the server', () => {
      const packages = new Set(
        [...files.keys()].map((path) => path.split('/').slice(3, 5).join('/')),
      );
      expect(
        [...packages].map((name) => name.replace(/^(core|page|jose)\/.*/, '$1')).toSorted(),
      ).toEqual(expect.arrayContaining(['@noble/curves', '@noble/hashes', 'core', 'jose', 'page']));
      expect([...files.values()].join()).not.toMatch(/from ['"]node:/);
      expect(files.size).toBeLessThan(80);
    });
  },
);
