import { en } from './en.ts';
import { vi } from './vi.ts';
import type { Words } from './words.ts';

/** Languages of the demonstration. */
export const LANGUAGES = { en, vi } as const satisfies Readonly<Record<string, Words>>;

/** A language of the demonstration. */
export type Language = keyof typeof LANGUAGES;
