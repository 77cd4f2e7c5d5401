import type { IdsMessages } from './messages.ts';

/** `waypost ids` in English. */
export const idsEn: IdsMessages = {
  ids: 'Derive the ids that a phone broadcast on one day of a key, in the order of their slots.',
  protocol: 'of which protocol the key is',
  key: 'the key, in hexadecimal. Others on this machine can see it while the command runs',
  day: 'day of the key: 0 is the day on which it was made; for gaen, the first EN interval of the key',
  json: 'the result as JSON on standard output',
  examples: `
Examples:
  The third day of an installation of Bluezone:
    waypost ids bluezone --key 4c52…1084 --day 2

  The 144 ids of a Temporary Exposure Key:
    waypost ids gaen --key 75c734c6dd1a782de7a965da5eb93125 --day 2642976 --json

Keys: bluezone, dp3t and dp3t-unlinkable 32 bytes; dp3t-hybrid and gaen 16. A key of dp3t-hybrid (2 hours)
or dp3t-unlinkable (15 minutes) has only day 0. A phone broadcasts those of dp3t in another order.
Exit: 0 done, 2 wrong usage, 1 our fault.`,
  keyLength: (protocol, bytes) =>
    `--key: a key of ${protocol} is ${bytes} bytes, ${2 * bytes} hexadecimal digits`,
  dayRange: (protocol) => `--day: a key of ${protocol} has no such day`,
};
