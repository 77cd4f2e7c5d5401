import type { Endpoint } from '../http/api.ts';
import { checkInRoutes } from './check-ins/index.ts';
import { disclosureRoutes } from './disclosures/index.ts';
import { listRoutes } from './lists/index.ts';
import { matchingRunRoutes } from './matching-runs/index.ts';
import { noticeRoutes } from './notices/index.ts';
import { operationRoutes } from './operations/index.ts';
import { venueRoutes } from './venues/index.ts';
import { verificationCodeRoutes } from './verification-codes/index.ts';
import { warningRoutes } from './warnings/index.ts';

/** Every route of the API, in the order of its document. */
export const apiRoutes: readonly Endpoint[] = [
  ...venueRoutes,
  ...checkInRoutes,
  ...verificationCodeRoutes,
  ...disclosureRoutes,
  ...matchingRunRoutes,
  ...noticeRoutes,
  ...warningRoutes,
  ...listRoutes,
  ...operationRoutes,
];
