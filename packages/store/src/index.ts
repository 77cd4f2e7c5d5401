/**
 * The platform's ports on PostgreSQL: a server, or PGlite inside this process.
 *
 * @module
 */
export { DISTRIBUTION, type Distribution } from './distribution.ts';
export { openStores, type StoreOptions, type Stores } from './open-stores.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';
