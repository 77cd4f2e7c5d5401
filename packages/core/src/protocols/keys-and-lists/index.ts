/**
 * The issuer's key list, and the lists that its keys sign: what is published, which venue codes were
 * taken back.
 *
 * Specification: Waypost check-in protocol, version 1, section 2. It has no vectors: signatures of
 * these lists are those of `@waypost/core/jws`.
 *
 * @module
 */
export type { ListTrust } from './by-index-key.ts';
export * from './index-list.ts';
export * from './key-list.ts';
export {
  type IssuedList,
  LIST_CLOCK_SKEW_SECONDS,
  type ListHead,
  type ListSigner,
  type ListState,
  type VerifiedList,
} from './signed-list.ts';
export * from './withdrawn-list.ts';
