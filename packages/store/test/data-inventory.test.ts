import { readFileSync } from 'node:fs';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { TABLES } from './support/databases.ts';

const inventory = readFileSync(new URL('../../../docs/data-inventory.md', import.meta.url), 'utf8');

/** The rows of each section `### \`table\``: cells without their backticks. */
const described = inventory
  .split(/^### /m)
  .slice(1)
  .map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    const rows = lines.filter((line) => line.startsWith('| `'));
    const cells = rows.map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.replaceAll('`', '').trim()),
    );
    return { table: heading.replaceAll('`', '').trim(), cells };
  });

describe('docs/data-inventory.md', () => {
  it('lists every table, and no other', () => {
    const tables = TABLES.map((table) => getTableConfig(table).name).sort();
    expect(described.map(({ table }) => table).sort()).toEqual(tables);
  });
  it.each(TABLES.map((table) => getTableConfig(table)))(
    'lists every column of $name, and no other, in order',
    ({ name, columns }) => {
      const section = described.find(({ table }) => table === name);
      expect(section?.cells.map(([column]) => column)).toEqual(columns.map((one) => one.name));
    },
  );
  it('says of every column what it is for, how long it is kept and who can read it', () => {
    for (const { cells } of described)
      for (const row of cells) {
        expect(row).toHaveLength(4);
        for (const cell of row) expect(cell).not.toBe('');
      }
  });
});
