import { expect } from 'vitest';

/** A problem without what is never twice alike. */
export function withoutId({ requestId, ...problem }: { requestId: string }): object {
  expect(requestId).toMatch(/^[\w-]{12}$/);
  return problem;
}

/** The problem that an answer holds, which must be one of RFC 9457. */
export async function problemOf(answer: Response) {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = (await answer.json()) as {
    status: number;
    code: string;
    detail: string;
    requestId: string;
    errors?: { path: string; problem: string }[];
  };
  expect(problem.status).toBe(answer.status);
  expect(problem.requestId).toBe(answer.headers.get('X-Request-Id'));
  return problem;
}
