import {
  memoryCaseStore,
  memoryCheckInStore,
  memoryNoticeStore,
  memoryOfficerKeyStore,
  memoryRunStore,
  memoryVenueStore,
} from '@waypost/platform/memory';
import {
  testCaseStore,
  testCheckInStore,
  testNoticeStore,
  testOfficerKeyStore,
  testRunStore,
  testVenueStore,
} from '@waypost/platform/testing';
import { describe } from 'vitest';

describe('memory', () => {
  testVenueStore(async () => memoryVenueStore());
  testCheckInStore(async () => memoryCheckInStore());
  testCaseStore(async () => memoryCaseStore());
  testRunStore(async () => memoryRunStore());
  testNoticeStore(async () => memoryNoticeStore());
  testOfficerKeyStore(async () => memoryOfficerKeyStore());
});
