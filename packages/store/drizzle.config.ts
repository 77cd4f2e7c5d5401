import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  out: './drizzle',
  // All but `check-ins.ts`: that table is partitioned, and its migration is written by hand.
  schema: ['cases', 'contact-ids', 'notices', 'officer-keys', 'runs', 'venues'].map(
    (name) => `./src/schema/${name}.ts`,
  ),
});
