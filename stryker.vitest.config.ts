import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

// The tests of the protocol that is mutated, and of no other. A child process is out of reach.
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: [`packages/core/test/{${process.env['MUTATED']},rotating-ids}/**/*.test.ts`],
    exclude: ['**/export-memory.test.ts'],
  },
});
