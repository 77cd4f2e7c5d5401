import type { PlatformStores } from '@waypost/platform/ports';
import {
  testCaseStore,
  testCheckInStore,
  testNoticeStore,
  testOfficerKeyStore,
  testRunStore,
  testVenueStore,
} from '@waypost/platform/testing';
import { describe } from 'vitest';

/**
 * Every contract suite of the platform. `scripts/contract-counts.mjs` counts the cases by this title.
 *
 * @param make - Gives stores that hold nothing.
 */
export function testContract(
  on: 'memory' | 'PGlite' | 'PostgreSQL',
  make: () => Promise<PlatformStores>,
): void {
  describe(`contract on ${on}`, () => {
    testVenueStore(async () => (await make()).venues);
    testCheckInStore(async () => (await make()).checkIns);
    testCaseStore(async () => (await make()).cases);
    testRunStore(async () => (await make()).runs);
    testNoticeStore(async () => (await make()).notices);
    testOfficerKeyStore(async () => (await make()).officerKeys);
  });
}
