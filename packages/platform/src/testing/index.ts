/**
 * Contract suites: what every adapter of a port does, in vitest cases. An adapter calls the suite of
 * its port with a function that makes an empty store; no case can be left out.
 *
 * @module
 */
export { testCaseStore } from './case-store.ts';
export { testCheckInStore } from './check-in-store.ts';
export * from './fixtures.ts';
export { testNoticeStore } from './notice-store.ts';
export { testOfficerKeyStore } from './officer-key-store.ts';
export { testRunStore } from './run-store.ts';
export { testVenueStore } from './venue-store.ts';
