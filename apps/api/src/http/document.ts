/**
 * The OpenAPI document: what the routes say of themselves, and what {@link POLICY} says of them.
 *
 * @module
 */
import type { Api } from './api.ts';
import { type Access, POLICY, type RoutePolicy } from './policy.ts';
import { type ProblemCode, STATUS } from './problem-codes.ts';

const DESCRIPTION = `Waypost: venues register, visitors check in under contact ids that nobody can link,
a case discloses what it chooses, and a notice that names neither venue nor person goes out.

Bytes are base64url without padding, times whole Unix seconds. Errors are problem details (RFC 9457)
with a stable \`code\`. Check-ins and changes of them have exactly 2,048 bytes, disclosures 16,384.`;

const TAGS = [
  { name: 'Venues', description: 'Register a venue, change it, print its codes' },
  { name: 'Check-ins', description: 'Check in, out, correct, erase' },
  { name: 'Cases', description: 'Verification codes and disclosures' },
  { name: 'Matching', description: 'Who was exposed' },
  { name: 'Notices', description: 'What is published' },
  { name: 'Keys and lists', description: 'What every client fetches and verifies' },
  { name: 'Operations', description: 'Health and numbers' },
] as const;

interface Operation {
  security?: Record<string, string[]>[];
  requestBody?: object;
  responses: Record<string, { description: string; content?: object }>;
}

const SECURITY: Readonly<Record<Access, Record<string, string[]>[]>> = {
  public: [],
  officer: [{ officerKey: [] }],
  venue: [{ venueKey: [] }],
};

const PROBLEM = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
} as const;

/** The document of all routes of `api`: the same text each time. */
export function openApiDocument(api: Api): object {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Waypost',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0' },
    },
    tags: [...TAGS],
  });
  for (const [path, operations] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>))
      addPolicy(operation, POLICY[`${method.toUpperCase()} ${path}`]);
  return document;
}

function addPolicy(operation: Operation, policy: RoutePolicy | undefined): void {
  if (policy === undefined) throw new Error('a route has no row in POLICY');
  operation.security = SECURITY[policy.access];
  const { responses } = operation;
  for (const code of commonProblems(policy, operation.requestBody !== undefined)) {
    const known = responses[STATUS[code]];
    if (known) known.description += `, ${code}`;
    else responses[STATUS[code]] = { description: code, content: PROBLEM };
  }
}

/** What any route of this policy may be refused with before its use case is called. */
function commonProblems(
  { access, body, limit }: RoutePolicy,
  takesJson: boolean,
): readonly ProblemCode[] {
  return [
    ...(access === 'public' ? [] : (['UNAUTHENTICATED'] as const)),
    ...(body ? (['BODY_TOO_LARGE'] as const) : []),
    ...(takesJson ? (['REQUEST_MALFORMED', 'MEDIA_TYPE'] as const) : []),
    ...(body && 'exactly' in body ? (['BODY_SIZE'] as const) : []),
    ...(limit ? (['TOO_MANY_REQUESTS'] as const) : []),
  ];
}
