/**
 * Keys to be exported, from a JSON or CSV file.
 *
 * | column, or member          | holds                                     |
 * | -------------------------- | ----------------------------------------- |
 * | `key`                      | 16 bytes as base64, or 32 hex digits      |
 * | `rollingStartNumber`       | EN interval number                        |
 * | `rollingPeriod`            | 1..144; may be left out                   |
 * | `transmissionRisk`         | 0..8; may be left out                     |
 * | `reportType`               | 0..5; may be left out                     |
 * | `daysSinceOnsetOfSymptoms` | -14..14; may be left out                  |
 * | `revised`                  | CSV only: `true` for a revised key        |
 *
 * The JSON is that of Google's key server, `{"temporaryExposureKeys":[…]}`, and beside it
 * `"revisedKeys":[…]` of the same shape.
 *
 * @module
 */
import type { DiagnosisKey, ExportContent } from '@waypost/core/gaen';
import { fromHex, isWaypostError } from '@waypost/core/primitives';
import { fromForeignBase64, isJsonObject } from '@waypost/core/primitives/foreign';
import { headerOf } from '../check-ins/columns.ts';
import { readCsv } from '../check-ins/read-csv.ts';
import { InputError } from '../errors.ts';
import { readBounded } from './open-export.ts';

/** The keys of a file, new ones and revised ones. */
export type KeysToExport = Required<Pick<ExportContent, 'keys' | 'revisedKeys'>>;

const MAX_JSON_BYTES = 256 << 20;
const TEK_BYTES = 16;

/** @throws {@link InputError} naming the member, or the line, that cannot be used. */
export const readKeysFile = (file: string): Promise<KeysToExport> =>
  file.endsWith('.json') ? readJson(file) : readRows(file);

async function readJson(file: string): Promise<KeysToExport> {
  const bytes = await readBounded(file, MAX_JSON_BYTES);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InputError(file, { kind: 'keys-not-json' });
  }
  const listOf = (name: string): DiagnosisKey[] => {
    const list: unknown = isJsonObject(json) ? json[name] : undefined;
    if (list === undefined && name === 'revisedKeys') return [];
    if (!Array.isArray(list)) throw new InputError(file, { kind: 'keys-not-json' });
    return list.map((entry: unknown, i) =>
      toDiagnosisKey(isJsonObject(entry) ? entry : {}, (field) => {
        throw new InputError(file, { kind: 'key-field', field: `${name}[${i}].${field}` });
      }),
    );
  };
  return { keys: listOf('temporaryExposureKeys'), revisedKeys: listOf('revisedKeys') };
}

async function readRows(file: string): Promise<KeysToExport> {
  const keys: DiagnosisKey[] = [];
  const revisedKeys: DiagnosisKey[] = [];
  const decoder = new TextDecoder();
  let header: readonly string[] | null = null;
  await readCsv(file, (scanner) => {
    if (header === null) {
      header = headerOf(scanner);
      return;
    }
    const row: Record<string, string> = {};
    for (const [i, name] of header.entries())
      if (i < scanner.fieldCount) row[name] = decoder.decode(scanner.field(i)).trim();
    const key = toDiagnosisKey(row, (field) => {
      throw new InputError(file, { kind: 'key-field', field }, scanner.line);
    });
    (row['revised'] === 'true' ? revisedKeys : keys).push(key);
  });
  return { keys, revisedKeys };
}

/** @param refuse - Called with the name of the field that cannot be used. */
function toDiagnosisKey(
  fields: Readonly<Record<string, unknown>>,
  refuse: (field: string) => never,
): DiagnosisKey {
  const number = (field: string): number | undefined => {
    const value = fields[field];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && /^-?\d{1,10}$/.test(value)) return Number(value);
    return typeof value === 'number' && Number.isInteger(value) ? value : refuse(field);
  };
  return {
    tek: toTek(fields['key']) ?? refuse('key'),
    transmissionRiskLevel: number('transmissionRisk'),
    rollingStartIntervalNumber: number('rollingStartNumber') ?? refuse('rollingStartNumber'),
    rollingPeriod: number('rollingPeriod'),
    reportType: number('reportType'),
    daysSinceOnsetOfSymptoms: number('daysSinceOnsetOfSymptoms'),
  };
}

function toTek(text: unknown): Uint8Array | null {
  if (typeof text !== 'string') return null;
  try {
    const tek = /^[0-9a-f]{32}$/i.test(text)
      ? fromHex(text.toLowerCase())
      : fromForeignBase64(text);
    return tek.length === TEK_BYTES ? tek : null;
  } catch (error) {
    if (isWaypostError(error)) return null;
    throw error;
  }
}
