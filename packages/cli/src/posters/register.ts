import type { RegisteredVenue } from '@waypost/platform';
import { openStores, StoreError } from '@waypost/store';
import { UsageError } from '../errors.ts';
import type { PostersMessages } from '../language/posters/messages.ts';

/**
 * Registers venues in a database, all of them or none.
 *
 * @throws {@link UsageError}
 */
export async function registerIn(
  database: string,
  registered: readonly RegisteredVenue[],
  words: PostersMessages,
): Promise<void> {
  try {
    const stores = await openStores(database);
    try {
      if (!(await stores.venues.insertVenues(registered)))
        throw new UsageError(words.databaseRefused('TAKEN'));
    } finally {
      await stores.close();
    }
  } catch (error) {
    if (error instanceof StoreError) throw new UsageError(words.databaseRefused(error.code));
    throw error;
  }
}
