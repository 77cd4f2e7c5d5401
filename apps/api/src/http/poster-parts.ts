/**
 * What routes ask of the library that draws posters. The entry point brings it along.
 *
 * @module
 */
import type { PosterText, VenueRegistration } from '@waypost/platform';

/** Sizes of a poster, as the library names them. */
export const POSTER_SIZES = ['a3', 'a4', 'a5', 'a6', 'card', 'sticker', 'cards'] as const;
/** `both`: Vietnamese first, English second. */
export const POSTER_LANGUAGES = ['vi', 'en', 'both'] as const;

/** The formats of a poster, with their media types. */
export const POSTER_FORMATS = {
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
} as const;

/** A format of a poster. */
export type PosterFormat = keyof typeof POSTER_FORMATS;

/** How posters are drawn. */
export interface PosterStyle {
  readonly size: (typeof POSTER_SIZES)[number];
  readonly language: (typeof POSTER_LANGUAGES)[number];
  readonly format: PosterFormat;
  /** Where people may write; left out, the poster says nothing of it. */
  readonly contact?: string | undefined;
}

/** The library that draws posters. */
export interface PosterParts {
  /**
   * Draws posters into one file.
   *
   * @throws `HttpError` `POSTER_UNFIT`.
   */
  draw(posters: readonly PosterText[], style: PosterStyle): Promise<Uint8Array>;
  /**
   * Draws the posters of many venues into a zip archive with a manifest. Where a poster cannot be
   * drawn, the manifest says so.
   *
   * @throws `HttpError` `POSTER_UNFIT` for the contact, before anything is drawn.
   */
  zip(venues: AsyncIterable<readonly PosterText[]>, style: PosterStyle): AsyncIterable<Uint8Array>;
  /**
   * Reads a list of venues.
   *
   * @throws `HttpError` `VENUE_LIST_INVALID` with the row and column of each error.
   */
  readVenues(csv: Uint8Array): readonly VenueRegistration[];
}
