import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests read the sources: a test never depends on what was built before it.
  resolve: { conditions: ['@waypost/source'] },
  ssr: { resolve: { conditions: ['@waypost/source'] } },
  test: {
    include: ['{packages,apps}/*/test/**/*.test.ts', '{bench,docs}/test/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
