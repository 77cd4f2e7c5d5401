/**
 * Writes `src/api/schema.ts` from the OpenAPI document: `npm run schema` in packages/client, after the
 * routes changed.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { schemaTypes } from './schema-types.ts';

const document = new URL('../../../apps/api/openapi.json', import.meta.url);
const types = new URL('../src/api/schema.ts', import.meta.url);
writeFileSync(types, schemaTypes(JSON.parse(readFileSync(document, 'utf8'))));
