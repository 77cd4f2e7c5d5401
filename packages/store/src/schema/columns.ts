/**
 * Column types that the tables share. They give the same values on every driver.
 *
 * @module
 */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { bigint, customType } from 'drizzle-orm/pg-core';

/** `bytea` that is a plain `Uint8Array` in TypeScript, whatever the driver returns. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => new Uint8Array(value),
});

/** Unix seconds. Whole numbers, so that comparisons can be shipped to another server as they are. */
export const unixSeconds = (name: string) => bigint(name, { mode: 'number' });

/** The condition that a byte string has exactly `length` bytes. An absent one passes. */
export const hasLength = (column: SQLWrapper, length: number): SQL =>
  sql`octet_length(${column}) = ${sql.raw(String(length))}`;

/** The condition that a text takes at most `length` bytes of UTF-8. */
export const atMostBytes = (column: SQLWrapper, length: number): SQL =>
  sql`octet_length(${column}) <= ${sql.raw(String(length))}`;
