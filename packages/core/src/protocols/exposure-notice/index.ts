/**
 * Exposure notices: a bundle tells whoever knows a contact id whether it was exposed, how long and how
 * seriously, and tells everybody else nothing, not even how many ids it holds.
 *
 * Spec: the Waypost check-in protocol, version 1, section 7.
 * Vectors: `test/vectors/exposed-tags.json`, `test/vectors/bundle.json`.
 *
 * @module
 */
export {
  type BundleEntry,
  type BundleOptions,
  buildBundle,
  MAX_BUNDLE_IDS,
} from './build-bundle.ts';
export { type ExposureBundle, openBundle } from './bundle.ts';
export { exposedTag } from './exposed-tag.ts';
export { type Exposure, MAX_DURATION_MINUTES, type Severity } from './exposure.ts';
