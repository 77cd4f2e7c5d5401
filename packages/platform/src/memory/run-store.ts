import { compareBytes } from '@waypost/core/primitives';
import type { Exposure, MatchingRun, RunStore } from '../ports/index.ts';

/** A {@link RunStore} in memory. */
export function memoryRunStore(): RunStore {
  const runs = new Map<string, MatchingRun>();
  const exposures = new Map<string, readonly Exposure[]>();

  return {
    async insert(run, found) {
      if (runs.has(run.id)) return false;
      runs.set(run.id, run);
      exposures.set(run.id, [...found].sort(byContactAndVenue));
      return true;
    },
    async find(id) {
      return runs.get(id) ?? null;
    },
    async listExposures(id) {
      return exposures.get(id) ?? [];
    },
    async dropBefore(cutoff) {
      const dropped = [...runs.values()].filter(({ createdAt }) => createdAt < cutoff);
      for (const { id } of dropped) {
        runs.delete(id);
        exposures.delete(id);
      }
      return dropped.length;
    },
  };
}

const byContactAndVenue = (a: Exposure, b: Exposure): number =>
  compareBytes(a.contactId, b.contactId) || compareBytes(a.venueId, b.venueId);
