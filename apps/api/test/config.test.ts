import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configurationTable, readConfig } from '../src/config.ts';

it('has a default for everything', () => {
  expect(readConfig({})).toMatchObject({
    DATABASE_URL: 'pglite:./data/db',
    HOST: '127.0.0.1',
    PORT: 3000,
    RETENTION_DAYS: 14,
    REQUEST_LOG: 'on',
  });
});

it('takes an empty variable for one that is not set', () => {
  expect(readConfig({ PORT: '', HOST: undefined })).toMatchObject({ PORT: 3000 });
});

it.each([
  ['RETENTION_DAYS', '0'],
  ['RETENTION_DAYS', '31'],
  ['RETENTION_DAYS', '14.5'],
  ['RETENTION_DAYS', '0x0e'],
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['PUBLIC_HOST', 'https://example.org'],
  ['PUBLIC_HOST', 'Example.org'],
  ['ISSUER', 'x'.repeat(201)],
  ['REQUEST_LOG', 'yes'],
])('refuses %s=%s, naming the variable and not its value', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
  try {
    readConfig({ [name]: value, OTHER: value });
  } catch (error) {
    expect((error as Error).message).not.toContain(`${value}\n`);
    expect((error as Error).message.split('\n')).toHaveLength(2);
  }
});

it('stands in docs/configuration.md as it is', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  expect(page).toContain(configurationTable());
});
