/**
 * Entry of a module worker that looks through published files: `@waypost/client/matching-worker`.
 *
 * @module
 */
import { type MatchingPort, serveMatching } from './worker-matcher.ts';

serveMatching(globalThis as unknown as MatchingPort);
