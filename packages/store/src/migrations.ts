import { fileURLToPath } from 'node:url';

/** Folder of the migrations, beside the sources and beside what is built of them. */
export const MIGRATIONS: string = fileURLToPath(new URL('../drizzle', import.meta.url));
