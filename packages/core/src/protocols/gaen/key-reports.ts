import { compareBytes } from '../../primitives/index.ts';
import { type DiagnosisKey, encodeDiagnosisKey, REPORT_TYPES } from './diagnosis-key.ts';
import type { ExportedKey } from './export-stream.ts';
import { nextReportState } from './report-type.ts';

/** Least certain first, since that is how reports change. */
const ORDER: readonly number[] = [
  REPORT_TYPES.selfReport,
  REPORT_TYPES.confirmedClinicalDiagnosis,
  REPORT_TYPES.confirmedTest,
  REPORT_TYPES.unknown,
  REPORT_TYPES.recursive,
  REPORT_TYPES.revoked,
];

/** What was published of one TEK, in any order; of reports of one list and type, however many, one is kept. */
export class KeyReports {
  readonly #reports: Map<string, ExportedKey> = new Map();

  add(report: ExportedKey): void {
    const kind = `${report.isRevised}/${typeOf(report)}`;
    const known = this.#reports.get(kind);
    if (known && compareKeys(known.key, report.key) <= 0) return;
    this.#reports.set(kind, report);
  }

  /** The key as its reports leave it: those of `keys` before those of `revisedKeys`. */
  latest(): DiagnosisKey | null {
    const reports = [...this.#reports.values()].sort(byTurn);
    let state = null;
    let latest: DiagnosisKey | null = null;
    for (const report of reports) {
      const next = nextReportState(state, typeOf(report));
      if (next !== state) latest = report.key;
      state = next;
    }
    return latest;
  }
}

const typeOf = ({ key }: ExportedKey): number => key.reportType ?? REPORT_TYPES.unknown;

const compareKeys = (a: DiagnosisKey, b: DiagnosisKey): number =>
  compareBytes(encodeDiagnosisKey(a), encodeDiagnosisKey(b));

const byTurn = (a: ExportedKey, b: ExportedKey): number =>
  Number(a.isRevised) - Number(b.isRevised) || turnOf(typeOf(a)) - turnOf(typeOf(b));

const turnOf = (reportType: number): number => {
  const turn = ORDER.indexOf(reportType);
  return turn < 0 ? ORDER.length : turn;
};
