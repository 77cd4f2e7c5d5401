// Published notices, and what a device sent in fourteen days: made up, and the same each time.

import { type BundleEntry, buildBundle, type Severity } from '@waypost/core/exposure-notice';
import { type Random, seededRandom } from './random.ts';

/** Seed of ids and notices. */
export const SEED = 1;

/** What is to be matched. */
export interface NoticeWorld {
  /** One notice each, as published. */
  readonly bundles: readonly Uint8Array[];
  /** Contact ids that the device sent, joined, 16 bytes each. */
  readonly sent: Uint8Array;
}

/** How large a world is to be made. */
export interface NoticeSizes {
  readonly bundles: number;
  readonly idsOfBundle: number;
  readonly sent: number;
}

const ID_BYTES = 16;

/** In each notice stands one id that the device sent, and otherwise strangers'. */
export function makeNotices({ bundles, idsOfBundle, sent }: NoticeSizes): NoticeWorld {
  const random = seededRandom(SEED);
  const ids = randomBytes(random, ID_BYTES * sent);
  return {
    sent: ids,
    bundles: Array.from({ length: bundles }, (_, i) => {
      const published = randomBytes(random, ID_BYTES * idsOfBundle);
      published.set(idAt(ids, i % sent), ID_BYTES * random.below(idsOfBundle));
      return buildBundle(entriesOf(published), {
        randomBytes: (length) => randomBytes(random, length),
      });
    }),
  };
}

/** Id number `i` of those joined. */
export const idAt = (joined: Uint8Array, i: number): Uint8Array =>
  joined.subarray(ID_BYTES * i, ID_BYTES * (i + 1));

/** How many ids are joined. */
export const countIds = (joined: Uint8Array): number => joined.length / ID_BYTES;

const entriesOf = (published: Uint8Array): BundleEntry[] =>
  Array.from({ length: countIds(published) }, (_, i) => ({
    contactId: idAt(published, i),
    durationMinutes: i % 64,
    severity: (1 + (i % 3)) as Severity,
  }));

function randomBytes(random: Random, length: number): Uint8Array {
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => random.below(2 ** 32));
  return new Uint8Array(words.buffer, 0, length);
}
