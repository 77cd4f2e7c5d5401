import { malformedDocument } from './errors.ts';
import { readJsonObject } from './json.ts';

/** What the circuit breaker says of an alert that a phone is about to show. */
export type NhsApproval = 'yes' | 'no' | 'pending';

/** Answer to `POST /circuit-breaker/venue/request`, which names no venue. */
export interface NhsApprovalRequestAnswer {
  /** To ask again with, while `approval` is `pending`. */
  readonly approvalToken: string;
  readonly approval: NhsApproval;
}

const MAX_BYTES = 10_000;
// It becomes a part of a path: nothing that could lead to another one.
const TOKEN = /^[\w-]{1,200}$/;

/**
 * Reads the answer to `POST /circuit-breaker/venue/request`.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export function parseNhsApprovalRequestAnswer(body: Uint8Array): NhsApprovalRequestAnswer {
  const { approvalToken, approval } = readAnswer(body);
  if (typeof approvalToken !== 'string' || !TOKEN.test(approvalToken))
    throw malformedDocument('approvalToken');
  return { approvalToken, approval: readApproval(approval) };
}

/**
 * Reads the answer to `GET /circuit-breaker/venue/resolution/<approvalToken>`.
 *
 * @throws {@link WaypostError} `VENUE_LIST_MALFORMED`.
 */
export const parseNhsApprovalAnswer = (body: Uint8Array): NhsApproval =>
  readApproval(readAnswer(body)['approval']);

function readAnswer(body: Uint8Array): Record<string, unknown> {
  const answer =
    body instanceof Uint8Array && body.length <= MAX_BYTES ? readJsonObject(body) : null;
  if (answer === null) throw malformedDocument('answer', 'an approval is not JSON');
  return answer;
}

function readApproval(value: unknown): NhsApproval {
  if (value !== 'yes' && value !== 'no' && value !== 'pending') throw malformedDocument('approval');
  return value;
}
