import type { BrowserModules } from '../../src/pages/browser-modules.ts';

/** Modules of a page as the app serves them, without the files of the core. */
export const testModules: BrowserModules = {
  entry: '/modules/0/page/verify.js',
  files: new Map([['/modules/0/page/verify.js', 'export {};']]),
  importMap: '{"imports":{}}',
};
