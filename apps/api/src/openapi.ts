/**
 * Writes `apps/api/openapi.json` from the routes, without starting a server: `npm run openapi`.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { apiDocument } from './app.ts';

const file = new URL('../openapi.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(apiDocument(), null, 2)}\n`);
