// Reads 600,000 keys out of an archive under a heap that could not hold them. Started by
// export-stream.test.ts; `retain` keeps the keys, to show that the heap is too small for that.
import { exportKeys, openExportArchive } from '@waypost/core/gaen';
import { concatBytes } from '@waypost/core/primitives';
import { zipSync } from 'fflate';
import { encodeDiagnosisKey } from '../../src/protocols/gaen/diagnosis-key.ts';

const KEYS = 600_000;

/** A file with the same key again and again but for its first four bytes. Not in the heap. */
function largeExport(): Uint8Array {
  const key = encodeDiagnosisKey({
    tek: new Uint8Array(16).fill(1),
    transmissionRiskLevel: 3,
    rollingStartIntervalNumber: 2_650_000,
    rollingPeriod: 144,
    reportType: 1,
    daysSinceOnsetOfSymptoms: -3,
  });
  const field = concatBytes(Uint8Array.of(0x3a, key.length), key);
  const bytes = new Uint8Array(16 + KEYS * field.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('EK Export v1    '));
  for (let i = 0; i < KEYS; i++) {
    bytes.set(field, 16 + i * field.length);
    view.setUint32(16 + i * field.length + 4, i);
  }
  return bytes;
}

const zip = zipSync({ 'export.bin': largeExport() }, { level: 1 });
const retained: unknown[] = [];
let count = 0;
for (const { key } of exportKeys(openExportArchive(zip).exportBin())) {
  count += key.rollingPeriod === 144 ? 1 : 0;
  if (process.argv[2] === 'retain') retained.push(key);
}
process.stdout.write(`${count}`);
