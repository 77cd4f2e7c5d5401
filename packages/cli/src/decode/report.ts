import type { DecodedVenueCode } from '@waypost/core/venue-codes';
import type { Messages } from '../language/messages.ts';
import { printable } from '../terminal/printable.ts';

/** What a decoded code says, a line a fact, for people. */
export function decodeReport(code: DecodedVenueCode, words: Messages): string {
  const { fields, signature, status } = words.decode;
  const { notBefore, expires } = code.validity;
  const facts: readonly (readonly [string, string | null])[] = [
    [fields.format, formatOf(code)],
    [fields.signature, signature[code.signature]],
    [fields.name, code.venue.name],
    [fields.address, code.venue.address],
    [fields.zone, code.venue.zone],
    [fields.id, code.venue.id],
    [fields.notBefore, notBefore === null ? null : timeOf(notBefore)],
    [fields.expires, expires === null ? null : timeOf(expires)],
    [fields.status, code.signature === 'invalid' ? null : status[code.validity.status]],
    ...otherFacts(code),
  ];
  const said = facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
  const width = Math.max(...said.map(([label]) => label.length));
  return said.map(([label, value]) => `${label.padEnd(width)}  ${printable(value)}\n`).join('');
}

const formatOf = (code: DecodedVenueCode): string =>
  'variant' in code ? `${code.format} (${code.variant})` : code.format;

/** Codes that describe no place say what they hold in the words of their format. */
function otherFacts({ venue, raw }: DecodedVenueCode): [string, string][] {
  if (raw === null || Object.values(venue).some((value) => value !== null)) return [];
  return Object.entries(raw)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => [name, String(value)]);
}

const timeOf = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
