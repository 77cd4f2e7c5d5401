/**
 * TypeScript for the OpenAPI document, as `openapi-fetch` reads it. The usual generator needs the
 * compiler's JavaScript API of TypeScript 5, which this workspace does not have; the document uses so
 * little of JSON Schema that this is all it takes. Whatever is not known here is refused.
 *
 * @module
 */

/** The part of JSON Schema that the document uses. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly description?: string;
}

interface Content {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** The part of an OpenAPI 3.1 document that types are made of. */
export interface OpenApiDocument {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const HEADER = `/* oxlint-disable max-lines */
// biome-ignore-all format: generated
/**
 * What the server takes and answers. Made from \`apps/api/openapi.json\` by \`npm run schema\` in
 * packages/client; not to be changed by hand.
 *
 * @module
 */
`;

/** The text of `src/api/schema.ts`. */
export function schemaTypes({ components, paths }: OpenApiDocument): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `${doc(schema.description ?? `\`${name}\` of the OpenAPI document`)}\nexport type ${name} = ${typeOf(schema)};`,
  );
  const routes = Object.entries(paths).map(
    ([path, operations]) =>
      `${quoted(path)}: ${block(Object.entries(operations).map(([method, operation]) => operationOf(method, operation)))};`,
  );
  const all = `${doc('Every route, as `openapi-fetch` reads it')}\nexport interface paths ${block(routes)}`;
  return `${[HEADER, ...schemas, all].join('\n')}\n`;
}

function operationOf(method: string, operation: Operation): string {
  const { summary, parameters = [], requestBody, responses } = operation;
  const members = Object.entries(responses).map(
    ([status, answer]) => `${status}: ${contentOf(answer)};`,
  );
  const parts = [
    ...(parameters.length > 0 ? [`parameters: ${parametersOf(parameters)};`] : []),
    ...(requestBody
      ? [`requestBody${requestBody.required ? '' : '?'}: ${contentOf(requestBody)};`]
      : []),
    `responses: ${block(members)};`,
  ];
  return `${summary ? `${doc(summary)}\n` : ''}${method}: ${block(parts)};`;
}

function parametersOf(parameters: readonly Parameter[]): string {
  const places = [...new Set(parameters.map((parameter) => parameter.in))];
  return block(
    places.map((place) => {
      const members = parameters.filter((parameter) => parameter.in === place);
      const optional = members.every(({ required }) => !required);
      return `${place}${optional ? '?' : ''}: ${block(
        members.map(({ name, required, schema }) => memberOf(name, schema, required === true)),
      )};`;
    }),
  );
}

function contentOf({ content }: Content): string {
  if (content === undefined) return '{ content?: never }';
  const members = Object.entries(content).map(
    ([media, { schema }]) => `${quoted(media)}: ${typeOf(schema)}`,
  );
  return `{ content: { ${members.join('; ')} } }`;
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.replace('#/components/schemas/', '');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ');
  if (schema.enum) return schema.enum.map((value) => literal(value)).join(' | ');
  if (schema.type === undefined) return 'unknown';
  return [schema.type]
    .flat()
    .map((type) => ofType(type, schema))
    .join(' | ');
}

function ofType(type: string, schema: Schema): string {
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
      return arrayOf(typeOf(schema.items ?? {}));
    case 'object':
      return objectOf(schema);
    default:
      throw new Error(`a schema has the type ${type}, which is not known here`);
  }
}

const arrayOf = (item: string): string => (/^[\w[\]]+$/.test(item) ? `${item}[]` : `(${item})[]`);

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined)
    return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
  return block(
    Object.entries(properties).map(([name, schema]) =>
      memberOf(name, schema, required.includes(name)),
    ),
  );
}

function memberOf(name: string, schema: Schema, required: boolean): string {
  const comment = schema.description ? `${doc(schema.description)}\n` : '';
  return `${comment}${/^\w+$/.test(name) ? name : quoted(name)}${required ? '' : '?'}: ${typeOf(schema)};`;
}

const block = (members: readonly string[]): string =>
  members.length === 0 ? '{}' : `{\n${members.join('\n').replace(/^/gm, '  ')}\n}`;

const doc = (text: string): string =>
  `/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')}. */`;

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

const literal = (value: unknown): string =>
  typeof value === 'string' ? quoted(value) : JSON.stringify(value);
