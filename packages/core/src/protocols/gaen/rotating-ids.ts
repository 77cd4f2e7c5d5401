/**
 * Exposure Notification behind the interface that it shares with other rotating ids. Exposure windows and
 * risk need signal strength, and are not made of this.
 *
 * @module
 */
import {
  EN_INTERVAL_SECONDS,
  EN_INTERVALS_PER_DAY,
  type IdSlot,
  matchBySlots,
  type RotatingIds,
} from '../../primitives/index.ts';
import { type DiagnosisKey, validIntervals } from './diagnosis-key.ts';
import { deriveRpik, deriveRpis, RPI_BYTES, TEK_BYTES } from './keys.ts';

/**
 * A key is a TEK, and its day is named by the interval with which it starts: the RPIs of 144 intervals.
 * The operating systems match with a skew of 12 slots, two hours.
 */
export const gaenIds: RotatingIds<DiagnosisKey> = {
  name: 'gaen',
  keyBytes: TEK_BYTES,
  slotSeconds: EN_INTERVAL_SECONDS,
  deriveIds: (key, startInterval) => rpisOf(key, startInterval, EN_INTERVALS_PER_DAY),
  match: matchBySlots({ slotSeconds: EN_INTERVAL_SECONDS, slotsOf }),
};

function* slotsOf(key: DiagnosisKey): Generator<IdSlot> {
  const { start, end } = validIntervals(key);
  for (const [i, id] of rpisOf(key.tek, start, end - start).entries())
    yield {
      id,
      start: (start + i) * EN_INTERVAL_SECONDS,
      end: (start + i + 1) * EN_INTERVAL_SECONDS,
    };
}

function rpisOf(tek: Uint8Array, startInterval: number, count: number): Uint8Array[] {
  const rpis = deriveRpis(deriveRpik(tek), startInterval, count);
  return Array.from({ length: count }, (_, i) => rpis.slice(i * RPI_BYTES, (i + 1) * RPI_BYTES));
}
