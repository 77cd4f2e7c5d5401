/** Kinds of places by their number in CWALocationData. A new number may only be added at the end. */
export const CWA_LOCATION_TYPES = [
  'unspecified',
  'permanent-other',
  'temporary-other',
  'permanent-retail',
  'permanent-food-service',
  'permanent-craft',
  'permanent-workplace',
  'permanent-educational-institution',
  'permanent-public-building',
  'temporary-cultural-event',
  'temporary-club-activity',
  'temporary-private-event',
  'temporary-worship-service',
] as const;

/** Name of a kind of place. */
export type CwaLocationType = (typeof CWA_LOCATION_TYPES)[number];

/** Name of a kind of place; `null` for a number that nobody has given a meaning. */
export const cwaLocationType = (type: number): CwaLocationType | null =>
  CWA_LOCATION_TYPES[type] ?? null;

/** Whether places of a kind stay open or are there for an event; `null` where the kind says neither. */
export function cwaPermanence(type: number): 'permanent' | 'temporary' | null {
  const name = cwaLocationType(type);
  if (name === null || name === 'unspecified') return null;
  return name.startsWith('permanent') ? 'permanent' : 'temporary';
}
