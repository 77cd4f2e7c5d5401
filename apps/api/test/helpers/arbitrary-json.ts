import fc from 'fast-check';

/** The part of JSON Schema that the document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
}

/** What is known beside the schema. */
export interface World {
  /** Finds what a `$ref` names. */
  readonly resolve: (ref: string) => JsonSchema;
  /** Values that mean something to the server, by the name of the member. */
  readonly known: Readonly<Record<string, readonly unknown[]>>;
}

/** Values that a schema takes. */
export function arbitraryOf(schema: JsonSchema, world: World): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryOf(world.resolve(schema.$ref), world);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => arbitraryOf(one, world)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const types = [schema.type ?? 'object'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, world)));
}

function ofType(type: string, schema: JsonSchema, world: World): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return textOf(schema);
    case 'integer': {
      const { minimum = 0, maximum = 2 ** 32 - 1, multipleOf = 1 } = schema;
      const [min, max] = [Math.ceil(minimum / multipleOf), Math.floor(maximum / multipleOf)];
      return fc.integer({ min, max }).map((value) => value * multipleOf);
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map((item) => arbitraryOf(item, world)))
        : fc.array(arbitraryOf(schema.items ?? {}, world), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 5, Math.max(5, schema.minItems ?? 0)),
          });
    default: {
      const members = Object.entries(schema.properties ?? {}).map(
        ([name, member]) => [name, memberOf(name, member, world)] as const,
      );
      return fc.record(Object.fromEntries(members), {
        requiredKeys: [...(schema.required ?? [])],
      });
    }
  }
}

/** A member, half of the time one that the server knows. */
function memberOf(name: string, member: JsonSchema, world: World): fc.Arbitrary<unknown> {
  const known = world.known[name];
  const any = arbitraryOf(member, world);
  return known ? fc.oneof(fc.constantFrom(...known), any) : any;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function textOf({ minLength = 0, maxLength = 40, pattern }: JsonSchema): fc.Arbitrary<string> {
  if (pattern?.startsWith('^[A-Za-z0-9_-]')) {
    // The last character of a text of these bytes has bits that must be zero.
    const last = { 2: 'AQgw', 3: 'AEIMQUYcgkosw048' }[minLength % 4] ?? BASE64URL;
    return fc
      .tuple(fc.integer({ min: 0, max: 63 }), fc.constantFrom(...last.split('')))
      .map(([at, end]) => `${(BASE64URL[at] ?? 'A').repeat(minLength - 1)}${end}`);
  }
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const bounds = { minLength, maxLength: Math.min(maxLength, 60) };
  const unit = fc.oneof(
    { weight: 99, arbitrary: fc.constantFrom('a', 'ở', ' ', '"') },
    { weight: 1, arbitrary: fc.constantFrom('\\', '\u202e', '\u0000', '\ud800', '\u{1f35c}') },
  );
  return fc.string({ ...bounds, unit });
}
