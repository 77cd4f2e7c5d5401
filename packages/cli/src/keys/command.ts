import { Command } from 'commander';
import { type Language, messagesOf } from '../language/index.ts';
import { printable } from '../terminal/printable.ts';
import { textTable } from '../terminal/table.ts';
import { withOfficerKeys } from './with-officer-keys.ts';

interface KeysOptions {
  readonly database?: string;
}

/** `waypost keys`: officers' keys, on the machine of the server. */
export function keysCommand(language: Language): Command {
  const { keys: words, option } = messagesOf(language);
  const command = (name: string, help: string): Command =>
    new Command(name)
      .description(help)
      .option('--database <url>', words.database)
      .option('--lang <language>', option.lang);

  const add = command('add', words.add)
    .argument('<name>', words.name)
    .action(async (name: string, { database }: KeysOptions) => {
      const { key } = await withOfficerKeys({ database, words }, (parts, { addOfficerKey }) =>
        addOfficerKey(parts, name),
      );
      process.stdout.write(`${key}\n`);
      process.stderr.write(`${words.added}\n`);
    });

  const list = command('list', words.list).action(async ({ database }: KeysOptions) => {
    const keys = await withOfficerKeys({ database, words }, ({ officerKeys }) =>
      officerKeys.list(),
    );
    const rows = keys.map(({ name, id, createdAt, revokedAt }) => [
      printable(name),
      id,
      minuteOf(createdAt),
      revokedAt === null ? '–' : minuteOf(revokedAt),
    ]);
    process.stdout.write(`${textTable(words.columns, rows, []).join('\n')}\n`);
  });

  const revoke = command('revoke', words.revoke)
    .argument('<name>', words.nameOfKey)
    .action(async (name: string, { database }: KeysOptions) => {
      await withOfficerKeys({ database, words }, (parts, { revokeOfficerKey }) =>
        revokeOfficerKey(parts, name),
      );
      process.stderr.write(`${words.revoked(printable(name))}\n`);
    });

  const all = new Command('keys').description(words.keys);
  return all.addCommand(add).addCommand(list).addCommand(revoke);
}

/** `2026-11-24 08:00Z` */
const minuteOf = (time: number): string =>
  `${new Date(time * 1000).toISOString().slice(0, 16).replace('T', ' ')}Z`;
