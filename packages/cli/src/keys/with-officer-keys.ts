import type { PlatformContext } from '@waypost/platform';
import { UsageError } from '../errors.ts';
import type { Messages } from '../language/messages.ts';

/** Where the server keeps its data unless it is told otherwise, as seen from the clone. */
const DEFAULT_DATABASE = 'pglite:./data/db';

type Platform = typeof import('@waypost/platform');
type KeyParts = Pick<PlatformContext, 'officerKeys' | 'randomBytes' | 'clock'>;

/** Which database, and in whose words a refusal is said. */
interface Place {
  readonly database: string | undefined;
  readonly words: Pick<Messages['keys'], 'refused'>;
}

/**
 * Opens the database, does one thing with officers' keys, closes the database.
 *
 * @throws {@link UsageError} for what the store or the platform refuses.
 */
export async function withOfficerKeys<Result>(
  { database, words }: Place,
  task: (parts: KeyParts, platform: Platform) => Promise<Result>,
): Promise<Result> {
  // A database is much to load for a command that matches files.
  const [{ openStores, StoreError }, platform] = await Promise.all([
    import('@waypost/store'),
    import('@waypost/platform'),
  ]);
  try {
    const stores = await openStores(database ?? process.env['DATABASE_URL'] ?? DEFAULT_DATABASE);
    const parts: KeyParts = {
      officerKeys: stores.officerKeys,
      clock: () => Math.floor(Date.now() / 1000),
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    };
    try {
      return await task(parts, platform);
    } finally {
      await stores.close();
    }
  } catch (error) {
    if (error instanceof StoreError || platform.isPlatformError(error))
      throw new UsageError(words.refused(error.code));
    throw error;
  }
}
