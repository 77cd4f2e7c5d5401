/**
 * Registration of a venue in Viet Nam: the fields of the public page, checked.
 *
 * Spec: the page as it was described. There is no code to read, and so there are no vectors.
 *
 * @module
 */
export * from './form.ts';
