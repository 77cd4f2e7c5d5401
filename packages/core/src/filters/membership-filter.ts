import type { JoinedItems } from './items.ts';

/**
 * Approximate set of byte strings. {@link MembershipFilter.has} may be wrong in one direction only:
 * it never denies a member, and affirms a stranger with the probability given.
 */
export interface MembershipFilter {
  /** The structure behind it. */
  readonly kind: 'binary-fuse' | 'golomb-set' | 'bloom' | 'xor';
  /** Expected probability, 0..1, that `has(item)` is true of an item that is no member. */
  readonly falsePositiveRate: number;
  /** Whether `item`, of any length, may be a member. @throws `BYTES_LENGTH` for no Uint8Array. */
  has(item: Uint8Array): boolean;
  /**
   * {@link has} of many items: 1 for each that may be a member, else 0.
   * @throws `BYTES_LENGTH` for items that are not joined evenly.
   */
  hasEach(items: JoinedItems): Uint8Array;
  /** The filter as bytes; each builder says by which function they are read back. */
  toBytes(): Uint8Array;
}
