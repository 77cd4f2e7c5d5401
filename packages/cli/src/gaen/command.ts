import { Command } from 'commander';
import { type Language, messagesOf } from '../language/index.ts';
import { exportCommand } from './export-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { keygenCommand } from './keygen-command.ts';
import { matchCommand } from './match-command.ts';
import { reencodeCommand } from './reencode-command.ts';
import { riskCommand } from './risk-command.ts';

/** `waypost gaen`: files and keys of Exposure Notification. */
export function gaenCommand(language: Language, signal: AbortSignal): Command {
  const words = messagesOf(language);
  const group = new Command('gaen').description(words.gaen.gaen);
  const commands = [
    inspectCommand(words, signal),
    reencodeCommand(words),
    matchCommand(words, signal),
    riskCommand(words),
    exportCommand(words),
    keygenCommand(words),
  ];
  for (const command of commands)
    group.addCommand(command.option('--lang <language>', words.option.lang));
  return group;
}
