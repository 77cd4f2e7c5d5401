import type { RoutePolicy } from './policy.ts';
import type { ProblemCode } from './problem-codes.ts';

/** What a request carries along. */
export interface ApiEnv {
  readonly Variables: {
    requestId: string;
    /** Where the request comes from, coarsely; used for limits and never kept. */
    networkPrefix: string;
    /** What holds for the route that answers. */
    policy: RoutePolicy;
    /** Id of the officer's key, on routes for officers. */
    officerId: string;
    /** Code of the problem that was answered, for the log. */
    problemCode: ProblemCode | undefined;
  };
}
