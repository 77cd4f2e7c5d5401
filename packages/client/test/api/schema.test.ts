import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type OpenApiDocument, schemaTypes } from '../../scripts/schema-types.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const document: OpenApiDocument = JSON.parse(read('../../../../apps/api/openapi.json'));

it('the types are those of the OpenAPI document: `npm run schema` in packages/client brings them up to date', () => {
  expect(read('../../src/api/schema.ts')).toBe(schemaTypes(document));
});

it('the types hold every route', () => {
  const types = schemaTypes(document);
  for (const path of Object.keys(document.paths)) expect(types).toContain(`'${path}': {`);
  expect(Object.keys(document.paths).length).toBeGreaterThan(15);
});

it('refuses what it does not know', () => {
  const unknown = { components: { schemas: { Thing: { type: 'vegetable' } } }, paths: {} };
  expect(() => schemaTypes(unknown)).toThrow('vegetable');
});
