/**
 * Posters of many venues: a list of venues in, files or an archive out.
 *
 * @module
 */
export { csvRow } from './csv.ts';
export { MANIFEST_NAME, type ManifestEntry, parseManifest } from './manifest.ts';
export { posterFiles } from './poster-files.ts';
export {
  type ListedVenue,
  parseVenuesCsv,
  VENUE_COLUMNS,
  type VenueColumn,
  type VenueList,
  type VenueListLimits,
  type VenueRowError,
  type VenueRowProblem,
} from './venues-csv.ts';
export { type ZipFile, zipFiles } from './zip.ts';
