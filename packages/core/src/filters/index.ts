/**
 * Approximate sets of byte strings, small enough to publish: see {@link MembershipFilter}.
 *
 * @module
 */
export { type BinaryFuseOptions, buildBinaryFuse, readFilter } from './binary-fuse.ts';
export { buildGolombSet, type GolombSetOptions, readGolombSet } from './golomb-set.ts';
export type { FilterItems, JoinedItems } from './items.ts';
export type { MembershipFilter } from './membership-filter.ts';
