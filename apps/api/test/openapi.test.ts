import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { apiDocument } from '../src/app.ts';
import { POLICY } from '../src/http/policy.ts';

const document = apiDocument() as {
  openapi: string;
  paths: Record<string, Record<string, { operationId?: string; security: object[] }>>;
};

it('is written down as it is: run `npm run openapi` in apps/api after a change', () => {
  const file = new URL('../openapi.json', import.meta.url);
  const written = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  expect(written).toBe(JSON.stringify(document));
});

it('is OpenAPI 3.1, with an id for each operation', () => {
  expect(document.openapi).toBe('3.1.0');
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(ids.every((id) => /^[a-z][A-Za-z]+$/.test(id ?? ''))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

it('asks for a key exactly where the policy does', () => {
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { security }] of Object.entries(methods)) {
      const { access } = POLICY[`${method.toUpperCase()} ${path}`] ?? {};
      const name = { public: undefined, officer: 'officerKey', venue: 'venueKey' }[
        access ?? 'public'
      ];
      expect(security.flatMap((scheme) => Object.keys(scheme))).toEqual(name ? [name] : []);
    }
});
