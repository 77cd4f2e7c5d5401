/**
 * What can be configured, by environment variables. Read once, at the start; the table in
 * `docs/configuration.md` is made from this schema.
 *
 * @module
 */
import { z } from 'zod';

const text = (description: string) => z.string().min(1).describe(description);

const whole = (min: number, max: number, description: string) =>
  z
    .string()
    .regex(/^[0-9]+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .describe(`${description} (${min} to ${max})`);

const VARIABLES = {
  DATABASE_URL: text(
    'Where data is kept: `pglite:` and a folder, or `postgres://` and a server. One process only for PGlite',
  ).default('pglite:./data/db'),
  KEYS_DIR: text('Folder of the keys that sign; the root key should not stay there').default(
    './data/keys',
  ),
  HOST: text('Address to listen at; `0.0.0.0` for all').default('127.0.0.1'),
  PORT: whole(0, 65_535, 'Port to listen at; 0 takes a free one').default(3000),
  PUBLIC_HOST: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?$/, 'must be a host name')
    .describe('Host in venue codes, in lower case: where a phone that scans a poster is led')
    .default('localhost:3000'),
  ISSUER: z
    .string()
    .min(1)
    .max(200)
    .describe('Name of the issuer in everything that is signed; every client has it configured')
    .default('waypost-trial'),
  RETENTION_DAYS: whole(
    1,
    30,
    'Days that check-ins, disclosures, runs and notices are kept',
  ).default(14),
  VENUE_CODE_DAYS: whole(1, 1095, 'Days that a new venue code counts').default(365),
  VERIFICATION_CODE_SECONDS: whole(
    600,
    604_800,
    'How long a verification code can be used',
  ).default(86_400),
  PUBLISH_EVERY_SECONDS: whole(
    1,
    86_400,
    'Notices come out once in each such span, also empty ones',
  ).default(14_400),
  CHECK_INS_PER_VENUE_HOUR: whole(
    1,
    1_000_000,
    'Check-ins at one venue within an hour; the rest is marked as unconfirmed',
  ).default(10_000),
  CHECK_INS_PER_NETWORK_HOUR: whole(
    1,
    1_000_000,
    'Check-ins from one network within an hour; the rest is marked as unconfirmed',
  ).default(2000),
  CHECK_INS_PER_STATEMENT: whole(1, 10_000, 'Most check-ins that one statement writes').default(
    1000,
  ),
  CHECK_IN_STATEMENTS: whole(1, 64, 'Most statements that write check-ins at once').default(2),
  VENUES_PER_NETWORK_HOUR: whole(
    1,
    1_000_000,
    'Venues that one network may register within an hour; the rest is refused',
  ).default(1000),
  POSTER_ARCHIVES_PER_NETWORK_HOUR: whole(
    1,
    1_000_000,
    'Archives of all posters that one network may ask for within an hour; the rest is refused',
  ).default(10),
  DISCLOSURES_PER_NETWORK_HOUR: whole(
    1,
    1_000_000,
    'Disclosures from one network within an hour, right or wrong; the rest is refused',
  ).default(1000),
  TRUSTED_PROXIES: whole(
    0,
    5,
    'Proxies before the server, each of which appends to `X-Forwarded-For`',
  ).default(0),
  REQUEST_LOG: z
    .enum(['on', 'off'])
    .describe('Whether each request is logged, without address or URL; errors always are')
    .default('on'),
} as const;

const Variables = z.object(VARIABLES);

/** What was configured. */
export type Config = z.infer<typeof Variables>;

/**
 * Reads the configuration.
 *
 * @throws Error naming every variable that is wrong, never its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set: that is how a compose file leaves one out.
  const set = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const result = Variables.safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`the configuration is not valid\n  ${wrong.join('\n  ')}`);
}

/** The variables as a Markdown table. */
export function configurationTable(): string {
  const rows = Object.entries(VARIABLES).map(
    ([name, schema]) =>
      `| \`${name}\` | \`${schema.def.defaultValue}\` | ${schema.def.innerType.description ?? ''} |`,
  );
  return ['| variable | default | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}
