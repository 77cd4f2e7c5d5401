import { buildCheckInTable, inputDigest, OPEN_END } from '@waypost/core/matching';
import {
  type CheckInsRead,
  type ReadOptions,
  readCheckIns,
} from '../../src/check-ins/read-check-ins.ts';
import { InputError } from '../../src/errors.ts';

const DEFAULTS: ReadOptions = { map: {}, timeZone: null, skipBadRows: false, alsoRequired: [] };

export const read = (file: string, options: Partial<ReadOptions> = {}): Promise<CheckInsRead> =>
  readCheckIns(file, { ...DEFAULTS, ...options });

/** The rows of a log in plain words and in the order of the file: `person venue start-end zone`. */
export function rowsOf({ log, names }: CheckInsRead): string[] {
  const rows: string[] = [];
  for (const { person, venue, start, end, zone } of log.blocks())
    for (let i = 0; i < person.length; i++) {
      const until = end[i] === OPEN_END ? '' : end[i];
      const where = zone ? ` ${names.zones![zone[i]!]}` : '';
      rows.push(
        `${names.persons[person[i]!]} ${names.venues[venue[i]!]} ${start[i]}-${until}${where}`,
      );
    }
  return rows;
}

export const digestOf = async ({ log, names }: CheckInsRead): Promise<string> =>
  inputDigest(await buildCheckInTable(log, names));

/** Why a file was refused, and where. */
export async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof InputError) return { problem: error.problem, line: error.line };
    throw error;
  }
  return null;
}
