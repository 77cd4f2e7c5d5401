import { z } from '@hono/zod-openapi';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../src/app.ts';
import { POLICY } from '../src/http/policy.ts';
import { posterParts } from '../src/posters.ts';
import { arbitraryOf, type JsonSchema, type World } from './helpers/arbitrary-json.ts';
import { newRun, newVenue, padded } from './helpers/bodies.ts';
import { NOW, type TestApi, testApi } from './helpers/test-api.ts';

const RUNS = 60;

interface Operation {
  readonly parameters?: readonly {
    name: string;
    in: string;
    required?: boolean;
    schema: JsonSchema;
  }[];
  readonly requestBody?: { content: Record<string, { schema: JsonSchema }> };
  readonly responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}

const document = apiDocument() as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
};

const resolve = (ref: string): JsonSchema =>
  document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {};

const OPERATIONS = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    operation,
  })),
);

/** What a hostile client may send where a schema stands: now and then something else. */
const damaged = (schema: JsonSchema, world: World): fc.Arbitrary<unknown> => {
  const good = arbitraryOf(schema, world);
  return fc.oneof(
    { weight: 5, arbitrary: good },
    { weight: 2, arbitrary: fc.tuple(good, fc.string(), fc.jsonValue()).map(spoil) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
};

/** Sets one member of an object to something else, or adds one. */
function spoil([value, name, other]: [unknown, string, unknown]): unknown {
  if (typeof value !== 'object' || value === null) return other;
  const names = [...Object.keys(value), name];
  return { ...value, [names[name.length % names.length] ?? name]: other };
}

/** A body of the size that its route wants, most of the time. */
function sized(route: string, value: unknown, wish: number): string {
  const body = POLICY[route]?.body;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const plain = JSON.stringify(value) ?? 'null';
  if (wish === 0 || !isObject || !body || !('exactly' in body)) return plain;
  const { pad: _, ...rest } = value as Record<string, unknown>;
  const missing =
    body.exactly - new TextEncoder().encode(JSON.stringify({ ...rest, pad: '' })).length;
  return missing < 0 ? plain : padded(rest, body.exactly - extraBytes(rest));
}

/** Bytes that UTF-8 takes beyond one for each character. */
const extraBytes = (value: object): number => {
  const text = JSON.stringify(value);
  return new TextEncoder().encode(text).length - text.length;
};

describe('whatever is sent, the answer is one that the document knows, and never 500', () => {
  let api: TestApi;
  let venue: Awaited<ReturnType<typeof newVenue>>;
  let world: World;

  beforeAll(async () => {
    api = await testApi({
      limits: { registrations: 1e9, posterArchives: 1e9, disclosures: 1e9 },
      // One venue shows as much as all that were registered meanwhile.
      posters: { ...posterParts, zip: (venues, style) => posterParts.zip(firstOf(venues), style) },
    });
    venue = await newVenue(api);
    const runId = await newRun(api);
    const { disclosures } = await asJson(
      api.ask('GET', '/v1/disclosures', { key: api.officers.a.key }),
    );
    const known = {
      locationId: [venue.locationId],
      arrivedAt: [NOW, NOW - 7200],
      departedAt: [NOW + 3600],
      timeZone: ['Asia/Ho_Chi_Minh'],
      rule: ['who-15min', 'cdc-cumulative-24h'],
      disclosureIds: [(disclosures as { id: string }[]).map(({ id }) => id)],
      runId: [runId],
      near: [null, { [venue.path.slice('/v1/venues/'.length)]: { '': ['A'], constructor: [] } }],
    };
    world = { resolve, known };
  });

  it.each(OPERATIONS)('$route', async ({ route, method, path, operation }) => {
    const parameters = fc.record(
      Object.fromEntries(
        (operation.parameters ?? []).map(({ name, schema }) => [
          name,
          fc.oneof(arbitraryOf(schema, world).map(String), fc.string()),
        ]),
      ),
    );
    const schema = operation.requestBody?.content['application/json']?.schema;
    const takesCsv = operation.requestBody?.content['text/csv'] !== undefined;
    const body = schema ? damaged(schema, world) : fc.constant(undefined);
    await fc.assert(
      fc.asyncProperty(
        parameters,
        body,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        takesCsv ? csv : fc.constant(undefined),
        async (values, value, wish, isOwn, list) => {
          const key = POLICY[route]?.access === 'venue' ? venue.key : api.officers.a.key;
          const filled = path.replaceAll(/{(\w+)}/g, (_, name: string) =>
            segment(values[name] ?? ''),
          );
          const target =
            isOwn && path.includes('{id}')
              ? filled.replace(/^\/v1\/venues\/[^/]+/, venue.path)
              : filled;
          const query = (operation.parameters ?? [])
            .filter((parameter) => parameter.in === 'query')
            .map(
              ({ name }) => `${name}=${encodeURIComponent((values[name] ?? '').toWellFormed())}`,
            );
          const answer = await api.ask(method, `${target}?${query.join('&')}`, {
            key,
            ...(value !== undefined && { body: sized(route, value, wish) }),
            ...(list !== undefined && { body: list, headers: { 'Content-Type': 'text/csv' } }),
          });
          await assertDocumented(answer, operation, route);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** A list of venues, sound or not. */
const csv = fc
  .tuple(
    fc.constantFrom('name,address,kind,zones\n', 'name,address,kind,zones,contact\r\n', 'name\n'),
    fc.array(fc.array(fc.oneof(fc.string(), fc.constantFrom('Quán', '3', 'a|b', '"'))), {
      maxLength: 3,
    }),
  )
  .map(([header, rows]) => header + rows.map((row) => row.join()).join('\n'));

async function* firstOf<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  for await (const item of items) return yield item;
}

const asJson = async (answer: Promise<Response>) =>
  (await (await answer).json()) as Record<string, unknown>;

/** A segment that stays one: an empty or dotted one would make another path of it. */
const segment = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E') || '%20';

async function assertDocumented(
  answer: Response,
  operation: Operation,
  route: string,
): Promise<void> {
  const documented = operation.responses[answer.status];
  const text = await answer.text();
  expect(documented, `${route} answered ${answer.status} ${text}`).toBeDefined();
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? '';
  if (!type.endsWith('json')) return;
  const schema = documented?.content?.[type]?.schema;
  if (!schema) throw new Error(`${route} answered ${answer.status} as ${type}`);
  expect(shapeOf(schema).safeParse(JSON.parse(text)).error, route).toBeUndefined();
}

const shapes = new Map<JsonSchema, z.ZodType>();

/** A check of what a schema of the document says. */
function shapeOf(schema: JsonSchema): z.ZodType {
  const known = shapes.get(schema);
  if (known) return known;
  const whole = JSON.stringify({ ...schema, $defs: document.components.schemas });
  const shape = z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
  shapes.set(schema, shape);
  return shape;
}
