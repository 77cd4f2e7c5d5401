// Mutation tests of one protocol of the core: `npm run mutate -- contact-id`. A mutant that is
// left alive is a change of the code that no test of that protocol notices.
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'stryker.vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // There is none of this name: TypeScript 7 has no API to rewrite the real one with, and none is needed.
  tsconfigFile: 'none',
  packageManager: 'pnpm',
  ignorePatterns: ['/bench/results', '/packs', '/data'],
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { logTests: false, reportTests: false },
};
