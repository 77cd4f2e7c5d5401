/**
 * What an export file holds, and whether to believe it: counted as it streams by.
 *
 * @module
 */
import {
  type DiagnosisKey,
  type ExportedKey,
  type ExportHeader,
  type ExportPublicKey,
  type OpenedExportArchive,
  validIntervals,
} from '@waypost/core/gaen';
import { sha256Stream } from '@waypost/core/primitives';
import { readExportKeys } from './read-keys.ts';
import { type ExportVerdict, judgeExport } from './verdict.ts';

/** What `waypost gaen inspect --json` prints. Numbers of times, periods and types as they are in the file. */
export interface ExportSummary {
  readonly signature: ExportVerdict;
  readonly keys: number;
  readonly revisedKeys: number;
  /** `null` where the file does not say. */
  readonly region: string | null;
  /** Unix seconds; `null` where the file does not say. */
  readonly start: number | null;
  readonly end: number | null;
  /** Which file of how many; 1 of 1 where the file does not say. */
  readonly batch: readonly [number, number];
  /** Keys of each report type; those without one are in none. */
  readonly reportTypes: Readonly<Record<string, number>>;
  /** Keys of each rolling period; those without one have 144. */
  readonly rollingPeriods: Readonly<Record<string, number>>;
}

/** How an inspection is followed. */
export interface InspectOptions {
  /** Whose signature is believed; `null`: nobody was named. */
  readonly trusted: ExportPublicKey | null;
  /** @param fraction - 0..1 of the file. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** The summary, and what else the file says of itself. */
export interface InspectedExport {
  readonly summary: ExportSummary;
  readonly header: ExportHeader;
}

/** @throws {@link InputError} where the file is broken; the reason of the signal. */
export async function inspectExport(
  file: string,
  archive: OpenedExportArchive,
  { trusted, onProgress, signal }: InspectOptions,
): Promise<InspectedExport> {
  const hash = sha256Stream();
  const counts = new KeyCounts();
  const header = await readExportKeys(file, archive, {
    onKey: (key) => counts.add(key),
    onPiece: (piece) => hash.update(piece),
    onProgress,
    signal,
  });
  const signed = { digest: hash.digest(), exportSig: archive.exportSig };
  return {
    header,
    summary: summaryOf(header, counts, judgeExport(signed, trusted === null ? [] : [trusted])),
  };
}

/** How many keys there are of which kind; nothing of a key is kept. */
class KeyCounts {
  keys = 0;
  revisedKeys = 0;
  readonly reportTypes: Map<number, number> = new Map();
  readonly rollingPeriods: Map<number, number> = new Map();

  add({ key, isRevised }: ExportedKey): void {
    if (isRevised) this.revisedKeys++;
    else this.keys++;
    if (key.reportType !== undefined) count(this.reportTypes, key.reportType);
    count(this.rollingPeriods, periodOf(key));
  }
}

function count(counts: Map<number, number>, value: number): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function periodOf(key: DiagnosisKey): number {
  const { start, end } = validIntervals(key);
  return end - start;
}

const summaryOf = (
  header: ExportHeader,
  counts: KeyCounts,
  signature: ExportVerdict,
): ExportSummary => ({
  signature,
  keys: counts.keys,
  revisedKeys: counts.revisedKeys,
  region: header.region ?? null,
  start: header.startTimestamp ?? null,
  end: header.endTimestamp ?? null,
  batch: [header.batchNum ?? 1, header.batchSize ?? 1],
  reportTypes: Object.fromEntries(counts.reportTypes),
  rollingPeriods: Object.fromEntries(counts.rollingPeriods),
});
