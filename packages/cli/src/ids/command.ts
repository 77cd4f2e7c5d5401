import { bluezoneIds } from '@waypost/core/bluezone';
import { dp3tHybrid, dp3tLowCost, dp3tUnlinkable } from '@waypost/core/dp3t';
import { gaenIds } from '@waypost/core/gaen';
import { fromHex, isWaypostError, type RotatingIds, toHex } from '@waypost/core/primitives';
import { Argument, Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { IdsMessages } from '../language/ids/messages.ts';
import { type Language, messagesOf } from '../language/index.ts';

type Protocol = Pick<RotatingIds<never>, 'name' | 'keyBytes' | 'deriveIds'>;

const PROTOCOLS: readonly Protocol[] = [
  bluezoneIds,
  dp3tLowCost,
  dp3tUnlinkable,
  dp3tHybrid,
  gaenIds,
];

/** `waypost ids`: what a phone with this key broadcast. */
export function idsCommand(language: Language): Command {
  const { ids: words, option } = messagesOf(language);
  const names = PROTOCOLS.map(({ name }) => name);
  return new Command('ids')
    .description(words.ids)
    .addArgument(new Argument('<protocol>', words.protocol).choices(names))
    .requiredOption('--key <hex>', words.key)
    .requiredOption('--day <n>', words.day)
    .option('--json', words.json)
    .addOption(new Option('--lang <language>', option.lang).choices(['en', 'vi']))
    .addHelpText('after', words.examples)
    .action((name: string, { key, day, json }: { key: string; day: string; json?: boolean }) => {
      const protocol = PROTOCOLS.find((one) => one.name === name)!;
      const ids = deriveIds(protocol, { key, day }, words);
      process.stdout.write(
        json
          ? `${JSON.stringify({ protocol: name, ids }, null, 2)}\n`
          : ids.map((id) => `${id}\n`).join(''),
      );
    });
}

function deriveIds(
  { name, keyBytes, deriveIds: derive }: Protocol,
  { key, day }: { readonly key: string; readonly day: string },
  words: IdsMessages,
): string[] {
  if (key.length !== 2 * keyBytes || !/^[0-9a-f]*$/i.test(key))
    throw new UsageError(words.keyLength(name, keyBytes));
  if (!/^\d{1,10}$/.test(day)) throw new UsageError(words.dayRange(name));
  try {
    return derive(fromHex(key.toLowerCase()), Number(day)).map(toHex);
  } catch (error) {
    if (isOutOfRange(error)) throw new UsageError(words.dayRange(name));
    throw error;
  }
}

const isOutOfRange = (error: unknown): boolean =>
  isWaypostError(error) && (error.code === 'NUMBER_RANGE' || error.code === 'TIME_RANGE');
