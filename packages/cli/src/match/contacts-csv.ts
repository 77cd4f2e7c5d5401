/**
 * Contacts as CSV for a spreadsheet.
 *
 * @module
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Contact, IndexContacts } from '@waypost/core/matching';
import type { LocalTime } from '../check-ins/local-time.ts';
import { OutputError } from '../errors.ts';

const HEADER = [
  'index',
  'degree',
  'person',
  'encounters',
  'longest_seconds',
  'total_seconds',
  'best_window_seconds',
  'venues',
  'first_start',
  'last_end',
];

/** Excel reads UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A field that a spreadsheet will not run as a formula. An apostrophe goes before the signs that
 * begin one, and before an apostrophe, so that taking one away gives back every value.
 */
export function csvField(value: string): string {
  const harmless = /^[=+\-@\t\r\n'＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Writes contacts row by row; the file appears under its name only when it is whole. */
export class ContactsCsv {
  readonly #file: string;
  readonly #temporary: string;
  readonly #zone: LocalTime;
  readonly #stream: ReturnType<typeof createWriteStream>;
  #lines: string[] = [];
  #rows = 0;

  private constructor(file: string, zone: LocalTime) {
    this.#file = file;
    this.#temporary = `${file}.${process.pid}.part`;
    this.#zone = zone;
    this.#stream = createWriteStream(this.#temporary, { mode: 0o600 });
    this.#stream.on('error', () => {}); // it is told again by `open` or `finish`
  }

  /** @throws {@link OutputError} when the file cannot be written, as all methods may. */
  static async open(file: string, zone: LocalTime): Promise<ContactsCsv> {
    const status = await stat(file).catch(() => null);
    if (status?.isDirectory()) throw new OutputError(file);
    const csv = new ContactsCsv(file, zone);
    await csv.#written(once(csv.#stream, 'open'));
    csv.#lines.push(BYTE_ORDER_MARK + HEADER.join(','));
    return csv;
  }

  get rows(): number {
    return this.#rows;
  }

  addContact(index: string, contact: Contact): void {
    this.#add([
      index,
      '1',
      contact.person,
      String(contact.encounters),
      String(contact.longestSeconds),
      String(contact.totalSeconds),
      String(contact.bestWindowSeconds ?? ''),
      contact.venues.join('; '),
      this.#zone.toIso(contact.firstStart),
      this.#zone.toIso(contact.lastEnd),
    ]);
  }

  /** Adds a person's contacts, and theirs, and waits until there is room for more. */
  async addIndexPerson({ person, contacts, secondDegree = [] }: IndexContacts): Promise<void> {
    for (const contact of contacts) this.addContact(person, contact);
    for (const second of secondDegree) this.#add([person, '2', second, '', '', '', '', '', '', '']);
    this.#flush();
    if (this.#stream.writableNeedDrain) await this.#written(once(this.#stream, 'drain'));
  }

  /** Ends the file and gives it its name. */
  async finish(): Promise<void> {
    this.#flush();
    this.#stream.end();
    await this.#written(finished(this.#stream));
    await this.#written(rename(this.#temporary, this.#file));
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.#stream.destroy();
    await rm(this.#temporary, { force: true });
  }

  async #written(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch {
      throw new OutputError(this.#file);
    }
  }

  #add(fields: readonly string[]): void {
    this.#lines.push(fields.map(csvField).join(','));
    this.#rows++;
    if (this.#lines.length >= 4096) this.#flush();
  }

  #flush(): void {
    if (this.#lines.length > 0) this.#stream.write(`${this.#lines.join('\r\n')}\r\n`);
    this.#lines = [];
  }
}
