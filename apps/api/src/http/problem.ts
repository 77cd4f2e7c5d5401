/**
 * Errors as answers: RFC 9457 problem details, by code.
 *
 * @module
 */
import { z } from '@hono/zod-openapi';
import { isWaypostError } from '@waypost/core/primitives';
import { isPlatformError } from '@waypost/platform';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ApiEnv } from './env.ts';
import { type HttpErrorCode, type ProblemCode, STATUS } from './problem-codes.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Thrown by what stands around the use cases. The message may be logged and returned. */
export class HttpError extends Error {
  override readonly name: string = 'HttpError';
  readonly code: HttpErrorCode;
  readonly errors: readonly WrongField[] | undefined;

  constructor(code: HttpErrorCode, message: string, errors?: readonly WrongField[]) {
    super(message);
    this.code = code;
    this.errors = errors;
  }
}

const WrongField = z.strictObject({
  path: z.string().openapi({ description: 'Where, as `days.0`', example: 'arrivedAt' }),
  problem: z.string().openapi({ description: 'What, as `too_small`' }),
});

/** One field that a schema refused: where it stands and why, never what it holds. */
export type WrongField = z.infer<typeof WrongField>;

/** RFC 9457 problem details, as every error is answered. */
const Problem = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(STATUS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(WrongField).optional(),
  })
  .openapi('Problem');

/** What an answer says of an error. */
interface ProblemText {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly WrongField[] | undefined;
}

/** Answers with a problem and notes its code for the log. */
export function answerProblem(c: Context<ApiEnv>, { code, detail, errors }: ProblemText): Response {
  const status = STATUS[code];
  const requestId = c.get('requestId');
  c.set('problemCode', code);
  const body = { type: 'about:blank', title: TITLES[status], status, code, detail, requestId };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (status === 429 || status === 503) c.header('Retry-After', '60');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify({ ...body, ...(errors && { errors }) }), status);
}

const INTERNAL: ProblemText = { code: 'INTERNAL', detail: 'internal error' };

/** The only place where an error becomes an answer. An unknown error says nothing. */
export function onError(error: Error, c: Context<ApiEnv>): Response {
  return answerProblem(c, describe(error));
}

const UNAVAILABLE: ProblemText = { code: 'NOT_READY', detail: 'try again later' };

function describe(error: Error): ProblemText {
  if (error instanceof HttpError || isPlatformError(error) || isWaypostError(error)) {
    const { code, message: detail, errors } = error as Error & Pick<ProblemText, 'code' | 'errors'>;
    return STATUS[code] === 500 ? INTERNAL : { code, detail, errors };
  }
  // The store stands behind ports, and its class with it: it is known by its name.
  if (error.name === 'StoreError' && 'code' in error && error.code === 'UNAVAILABLE')
    return UNAVAILABLE;
  if (!(error instanceof HTTPException)) return INTERNAL;
  if (error.status === 415)
    return { code: 'MEDIA_TYPE', detail: 'the body must be application/json' };
  if (error.status === 400) return { code: 'REQUEST_MALFORMED', detail: 'the body is not JSON' };
  return INTERNAL;
}

/**
 * Problems of a route for its `responses`, by status. To the compiler they are none: handlers throw
 * them, and return only what succeeds.
 */
export function problems(...codes: readonly ProblemCode[]): object {
  const statuses = new Set(codes.map((code) => STATUS[code]));
  const answer = (status: number) => ({
    description: codes.filter((code) => STATUS[code] === status).join(', '),
    content: { 'application/problem+json': { schema: Problem } },
  });
  return Object.fromEntries([...statuses].map((status) => [status, answer(status)]));
}
