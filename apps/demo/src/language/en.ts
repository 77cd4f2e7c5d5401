import type { Words } from './words.ts';

/** English. */
export const en: Words = {
  usage: `usage: npm run demo -- [options]
  --visitors N   people in the story, 10 to 5000 (200)
  --seed N       another seed tells another story (1)
  --lang en|vi   language
  --out DIR      keeps the drawn codes there
  --url URL      tells the story on that server, in real time: it waits for the next full hour and
                 for the next notice. Needs --issuer, --root (both as the server prints them) and
                 --key twice: two officers' keys`,
  steps: [
    'Venues register',
    'Visitors check in',
    'One becomes a case, and chooses what to disclose',
    'The department makes a matching run',
    'A notice is drafted, approved and published',
    'Every device looks for itself',
    'Compared with the truth',
  ],
  starting: 'Starting a server of its own',
  working: 'working',
  intro: (visitors, seed, url) => `A story of ${visitors} visitors, seed ${seed}, told on ${url}`,
  storyClock: 'That server is its own and has the clock of the story: three days pass in seconds.',
  aheadOfTime:
    'That server has the clock of the world: the visits are those of the next two hours.',
  venue: (name, codes) => `${name}: ${codes} ${codes === 1 ? 'code' : 'codes'}`,
  drawn: (codes, folder) =>
    folder === null
      ? `${codes} codes drawn as SVG (--out DIR keeps them)`
      : `${codes} codes drawn as SVG in ${folder}`,
  visits: ({ visitors, checkIns, byDevice }) =>
    `${visitors} devices verified what they scanned and sent ${checkIns} check-ins; ${byDevice} left the check-out to the device`,
  receipts: (late, unconfirmed) =>
    `the server marked ${late} as late, ${unconfirmed} as unconfirmed`,
  waitHour: (time) =>
    `A code counts for what was received in an hour before its own: waiting for ${time}`,
  caseIs: (name, visits) =>
    `${name} is a case. The device shows ${visits} check-ins before anything is sent:`,
  sent: 'sent    ',
  withheld: 'withheld',
  disclosed: (proofs) => `disclosed with a code that works once: ${proofs} check-ins`,
  run: ({ stays, exposures, minutes, rule, version }) =>
    `rule ${rule}, version ${version}; stays of the case: ${stays}, exposed check-ins: ${exposures}, minutes together: ${minutes}`,
  digests: (input, result) => `made twice, the same digests: input ${input}, result ${result}`,
  drafted: "drafted with the first officer's key",
  sameKeyRefused: (code) => `approval with the same key: refused, ${code}`,
  approved: "approved with the second officer's key",
  waitNotice: 'Waiting for the fixed time at which notices come out',
  published: (bytes) => `published: one signed file for everybody, ${bytes} bytes`,
  matched: (devices, alerted) =>
    `${devices} devices fetched the same files and matched on their own: alerts on ${alerted}`,
  withheldMet: (people) =>
    `met the case only where it chose to be silent, and hear of nothing: ${people}`,
  equal: 'brute force over the story finds the same visits and the same minutes',
  difference: ({ visit, truth, told }) => `visit ${visit}: truth ${truth}, told ${told} (minutes)`,
  totals: [
    ['visitors', 'visitors'],
    ['checkIns', 'check-ins'],
    ['exposed', 'exposed'],
    ['alerted', 'alerted'],
    ['falseAlarms', 'false alarms'],
    ['missed', 'missed'],
    ['wrongMinutes', 'wrong minutes'],
  ],
  failed: (why) => `The demonstration failed: ${why}`,
  stopped: 'Stopped.',
};
