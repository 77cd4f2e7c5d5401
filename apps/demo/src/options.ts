/**
 * What was asked for on the command line.
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { LANGUAGES, type Language } from './language/index.ts';

/** A server that runs already. */
export interface OtherServer {
  readonly url: string;
  readonly issuer: string;
  readonly rootThumbprint: string;
  readonly officerKeys: readonly [string, string];
}

/** What was asked for. */
export interface Options {
  readonly visitors: number;
  readonly seed: number;
  readonly language: Language;
  /** Where drawn codes are kept; `null`: nowhere. */
  readonly out: string | null;
  /** `null`: one of the demonstration's own. */
  readonly server: OtherServer | null;
}

/** Thrown where the command line says nothing that can be done. */
export class UsageError extends Error {}

const MIN_VISITORS = 10;
const MAX_VISITORS = 5000;
const MAX_SEED = 2 ** 31 - 1;

/** The language asked for with `--lang`, else that of the environment, else English. */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  if (asked !== undefined && Object.hasOwn(LANGUAGES, asked)) return asked as Language;
  return (env['LC_ALL'] || env['LANG'] || '').startsWith('vi') ? 'vi' : 'en';
}

/** @throws {@link UsageError}. */
export function readOptions(args: readonly string[], language: Language): Options | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values.lang !== undefined && !Object.hasOwn(LANGUAGES, values.lang))
    throw new UsageError('--lang: en, vi');
  return {
    visitors: whole('--visitors', values.visitors, [MIN_VISITORS, MAX_VISITORS]),
    seed: whole('--seed', values.seed, [0, MAX_SEED]),
    language,
    out: values.out ?? null,
    server: otherServer(values),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        visitors: { type: 'string', default: '200' },
        seed: { type: 'string', default: '1' },
        lang: { type: 'string' },
        out: { type: 'string' },
        url: { type: 'string' },
        issuer: { type: 'string' },
        root: { type: 'string' },
        key: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unknown option');
  }
}

function whole(option: string, text: string, [min, max]: readonly [number, number]): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw new UsageError(`${option}: ${min}..${max}`);
  return value;
}

function otherServer({
  url,
  issuer,
  root,
  key = [],
}: ReturnType<typeof parse>): OtherServer | null {
  const [first, second, ...more] = key;
  if (url === undefined) {
    if (issuer !== undefined || root !== undefined || first !== undefined)
      throw new UsageError('--issuer, --root, --key: --url');
    return null;
  }
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new UsageError('--url: http://…');
  if (!issuer || !root || !first || !second || more.length > 0)
    throw new UsageError('--url: --issuer, --root, --key, --key');
  return { url, issuer, rootThumbprint: root, officerKeys: [first, second] };
}
