/**
 * Cléa, the venue codes of TousAntiCovid (France): a public id of the place that changes with each
 * period, and a sealed part for the server, which counts where cases met.
 *
 * Specification: "The Cluster Exposure Verification (CLEA) Protocol: Specifications of Protocol
 * Version 0", Inria, 8 June 2021. Vectors: `test/vectors/clea.json`.
 *
 * @module
 */
export * from './contact-message.ts';
export * from './ecies.ts';
export * from './issue.ts';
export * from './location-keys.ts';
export * from './location-specific-part.ts';
export * from './message.ts';
export * from './ntp.ts';
export * from './server-rules.ts';
export * from './url.ts';
