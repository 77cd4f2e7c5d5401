/**
 * How a command ends when it cannot do what was asked. The language of the words is chosen where they
 * are printed.
 *
 * @module
 */
import type { InputProblem, RowProblem } from './language/messages.ts';

/** Exit codes of every command. */
export const EXIT = { done: 0, ourFault: 1, usage: 2, inputRefused: 3, notBelieved: 4 } as const;

/** The command was called wrongly: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file that an option names cannot be written: exit 2. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  readonly file: string;

  constructor(file: string) {
    super(file);
    this.file = file;
  }
}

/** A file cannot be used as it is: exit 3; one whose signature is not believed: exit 4. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly file: string;
  readonly problem: InputProblem | RowProblem;
  /** Line in the file, from 1, where one line is to blame. */
  readonly line: number | null;

  constructor(file: string, problem: InputProblem | RowProblem, line: number | null = null) {
    super(`${file}: ${problem.kind}`);
    this.file = file;
    this.problem = problem;
    this.line = line;
  }
}
