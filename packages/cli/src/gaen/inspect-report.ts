import { REPORT_TYPES, type SignatureInfo } from '@waypost/core/gaen';
import type { Messages } from '../language/messages.ts';
import { printable } from '../terminal/printable.ts';
import type { InspectedExport } from './inspect.ts';

/** Most rolling periods that are listed one by one. */
const MAX_PERIODS = 6;

const TYPE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(REPORT_TYPES).map(([name, number]) => [String(number), name]),
);

/** What an export file holds, a line a fact, for people. */
export function inspectReport({ summary, header }: InspectedExport, words: Messages): string {
  const { fields, verdict } = words.gaen;
  const facts: readonly (readonly [string, string])[] = [
    [fields.signature, verdict[summary.signature]],
    [fields.signer, header.signatureInfos.map(nameOf).join(', ')],
    [fields.keys, String(summary.keys)],
    [fields.revisedKeys, String(summary.revisedKeys)],
    [fields.region, summary.region ?? ''],
    [fields.start, timeOf(summary.start)],
    [fields.end, timeOf(summary.end)],
    [fields.batch, words.gaen.batch(...summary.batch)],
    [fields.reportTypes, counted(summary.reportTypes, (type) => TYPE_NAMES.get(type) ?? type)],
    [fields.rollingPeriods, periodsOf(summary.rollingPeriods, words)],
  ];
  const said = facts.filter(([, value]) => value !== '');
  const width = Math.max(...said.map(([label]) => label.length));
  return said.map(([label, value]) => `${label.padEnd(width)}  ${printable(value)}\n`).join('');
}

const nameOf = ({ verificationKeyId, verificationKeyVersion }: SignatureInfo): string =>
  [verificationKeyId, verificationKeyVersion].filter(Boolean).join(' ');

const counted = (
  counts: Readonly<Record<string, number>>,
  name: (value: string) => string,
): string =>
  Object.entries(counts)
    .map(([value, count]) => `${name(value)}: ${count}`)
    .join(', ');

function periodsOf(counts: Readonly<Record<string, number>>, words: Messages): string {
  const periods = Object.keys(counts).map(Number);
  if (periods.length <= MAX_PERIODS) return counted(counts, (period) => period);
  return words.gaen.manyPeriods(Math.min(...periods), Math.max(...periods), periods.length);
}

/** Times that no calendar has are left as numbers. */
function timeOf(seconds: number | null): string {
  if (seconds === null) return '';
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString().replace('.000Z', 'Z');
}
