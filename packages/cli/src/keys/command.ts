import { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { type Language, messagesOf } from '../language/index.ts';

/** Where the server keeps its data unless it is told otherwise, as seen from the clone. */
const DEFAULT_DATABASE = 'pglite:./data/db';

/** `waypost keys`: officers' keys, on the machine of the server. */
export function keysCommand(language: Language): Command {
  const words = messagesOf(language);
  const add = new Command('add')
    .description(words.keys.add)
    .argument('<name>', words.keys.name)
    .option('--database <url>', words.keys.database)
    .option('--lang <language>', words.option.lang)
    .action(async (name: string, { database }: { database?: string }) => {
      const url = database ?? process.env['DATABASE_URL'] ?? DEFAULT_DATABASE;
      const key = await addKey(url, name, (code) => words.keys.refused(code));
      process.stdout.write(`${key}\n`);
      process.stderr.write(`${words.keys.added}\n`);
    });
  return new Command('keys').description(words.keys.keys).addCommand(add);
}

/** Opens the database, makes the key, closes the database. */
async function addKey(
  url: string,
  name: string,
  refused: (code: string) => string,
): Promise<string> {
  // A database is much to load for a command that matches files.
  const [{ openStores, StoreError }, { addOfficerKey, isPlatformError }] = await Promise.all([
    import('@waypost/store'),
    import('@waypost/platform'),
  ]);
  try {
    const stores = await openStores(url);
    try {
      const { key } = await addOfficerKey(
        {
          officerKeys: stores.officerKeys,
          clock: () => Math.floor(Date.now() / 1000),
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        },
        name,
      );
      return key;
    } finally {
      await stores.close();
    }
  } catch (error) {
    if (error instanceof StoreError || isPlatformError(error))
      throw new UsageError(refused(error.code));
    throw error;
  }
}
