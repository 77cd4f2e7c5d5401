/**
 * What the use cases need of the world: each port is owned here and implemented elsewhere.
 *
 * @module
 */
export type * from './case-store.ts';
export type * from './check-in-store.ts';
export type * from './issuer-keys.ts';
export type * from './notice-store.ts';
export type * from './officer-key-store.ts';
export type * from './run-store.ts';
export type * from './stores.ts';
export type * from './surroundings.ts';
export type * from './venue-store.ts';
