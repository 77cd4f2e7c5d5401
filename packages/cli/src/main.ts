/**
 * The `waypost` command: words in, exit code out.
 *
 * @module
 */
import { Command, CommanderError } from 'commander';
import { decodeCommand } from './decode/command.ts';
import { EXIT, InputError, OutputError, UsageError } from './errors.ts';
import { gaenCommand } from './gaen/command.ts';
import { idsCommand } from './ids/command.ts';
import { keysCommand } from './keys/command.ts';
import { chooseLanguage, messagesOf } from './language/index.ts';
import { matchCommand } from './match/command.ts';
import { nfcCommand } from './nfc/command.ts';
import { postersCommand } from './posters/command.ts';
import { printable } from './terminal/printable.ts';

const language = chooseLanguage(process.argv.slice(2), process.env);
const words = messagesOf(language);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
process.stdout.on('error', () => {}); // who writes is told

const program = new Command('waypost')
  .description(words.program)
  .addCommand(matchCommand(language, stop.signal))
  .addCommand(decodeCommand(language))
  .addCommand(gaenCommand(language, stop.signal))
  .addCommand(idsCommand(language))
  .addCommand(keysCommand(language))
  .addCommand(postersCommand(language, stop.signal))
  .addCommand(nfcCommand(language))
  .exitOverride();
for (const command of [...program.commands, ...program.commands.flatMap((c) => c.commands)])
  command.exitOverride();

/** Whether nobody reads our output any more, as behind `| head`. */
const isReaderGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';

/** Says what went wrong, and chooses the exit code. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (stop.signal.aborted || isReaderGone(error)) {
    process.stderr.write(`${words.stopped}\n`);
    return 130;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${words.wrongUsage(printable(error.message))}\n`);
    return EXIT.usage;
  }
  if (error instanceof OutputError) {
    process.stderr.write(`${words.wrongUsage(words.usage.noOutput(printable(error.file)))}\n`);
    return EXIT.usage;
  }
  if (error instanceof InputError) {
    const why = printable(words.problem(error.problem));
    process.stderr.write(`${words.inputRefused(printable(error.file), error.line, why)}\n`);
    return error.problem.kind === 'not-believed' ? EXIT.notBelieved : EXIT.inputRefused;
  }
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${words.ourFault(why)}\n`);
  return EXIT.ourFault;
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
