// The layers of ARCHITECTURE.md as rules; the name of each says the law. Type-only imports count too.
import { allExtensions } from 'dependency-cruiser';

// Without a compiler it can use, the tool skips every .ts file and reports that all is well.
if (!allExtensions.some(({ extension, available }) => extension === '.ts' && available))
  throw new Error('dependency-cruiser cannot read TypeScript: see packageExtensions');

const CORE = 'packages/core/src/';
const PRIMITIVES = `${CORE}primitives/`;
const PROTOCOLS = `${CORE}protocols/`;
const FILTERS = `${CORE}filters/`;
const SOURCES = '^(packages|apps)/[^/]+/src/';

/** Where `from` may import of our own code: itself and what is `allowed`. Paths are regular expressions. */
const layer = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^${from}` },
  to: { path: '^(packages|apps|bench)/', pathNot: [from, ...allowed].map((path) => `^${path}`) },
});

const LAYERS = [
  layer('core-imports-only-core', CORE, []),
  layer('primitives-import-nothing-of-ours', PRIMITIVES, []),
  layer('filters-import-only-primitives', FILTERS, [PRIMITIVES]),
  layer('protocols-import-only-primitives', `${PROTOCOLS}(?!exposure-notice/)`, [PRIMITIVES]),
  layer('exposure-notice-imports-primitives-and-filters', `${PROTOCOLS}exposure-notice/`, [
    PRIMITIVES,
    FILTERS,
  ]),
  layer('matching-stands-above-protocols', `${CORE}matching/`, [PRIMITIVES, PROTOCOLS, FILTERS]),
  layer('venue-codes-stands-above-protocols', `${CORE}venue-codes/`, [PRIMITIVES, PROTOCOLS]),
  layer('kernel-imports-only-core', 'packages/kernel/src/', [CORE]),
  layer('platform-imports-only-core', 'packages/platform/src/', [CORE]),
  layer('store-imports-ports-and-primitives', 'packages/store/src/', [
    'packages/platform/src/ports/',
    PRIMITIVES,
  ]),
  layer('poster-imports-only-core', 'packages/poster/src/', [CORE]),
  layer('client-imports-only-core', 'packages/client/src/', [CORE]),
  layer('web-imports-client-and-core', 'apps/web/src/', ['packages/client/src/', CORE]),
  layer('routes-import-platform-and-primitives', 'apps/api/src/(http|routes)/', [
    'apps/api/src/(http|routes)/',
    'packages/platform/src/',
    PRIMITIVES,
  ]),
];

// A third-party library is imported in one place of the sources. Tests and benchmarks may use any.
const DOORS = [
  ['@noble/hashes', `${PRIMITIVES}hash[.]ts`],
  ['jose', `${PRIMITIVES}jws-crypto[.]ts`],
  [
    '@noble/curves',
    `${PRIMITIVES}jws-portable[.]ts`,
    `${PRIMITIVES}p256[.]ts`,
    `${PROTOCOLS}contact-card/x25519[.]ts`,
    `${PROTOCOLS}crowdnotifier/(bls|sealed-box)[.]ts`,
  ],
  [
    '@noble/ciphers',
    `${PRIMITIVES}aes[.]ts`,
    `${PROTOCOLS}venue-warning/sealed-warning[.]ts`,
    `${PROTOCOLS}crowdnotifier/(secret-box|sealed-box)[.]ts`,
  ],
  ['hpke', `${PROTOCOLS}contact-card/hpke[.]ts`],
  ['@panva/hpke-noble', `${PROTOCOLS}contact-card/hpke[.]ts`],
  ['qrcode', `${PROTOCOLS}venue-code/qr[.]ts`],
  ['bloom-filters', `${FILTERS}bloom-filters[.]ts`],
  ['qr', 'packages/poster/src/qr[.]ts'],
  ['fontkit', 'packages/poster/src/fonts[.]ts'],
  ['@expo-google-fonts/be-vietnam-pro', 'packages/poster/src/fonts[.]ts'],
  ['pdfkit', 'packages/poster/src/pdf/[^/]+[.]ts'],
  ['fflate', 'packages/poster/src/bulk/zip[.]ts', `${PROTOCOLS}gaen/archive[.]ts`],
  ['zxing-wasm', 'packages/cli/src/decode/read-image[.]ts'],
];
const libraryPath = (library) => `node_modules/(@types/)?${library}/`;

const doors = DOORS.map(([library, ...files]) => ({
  name: `${library.replace('/', '-')}-has-one-door`,
  severity: 'error',
  from: { path: SOURCES, pathNot: files.map((file) => `^${file}`) },
  to: { path: libraryPath(library) },
}));

const LAWS = [
  { name: 'no-cycles', from: {}, to: { circular: true } },
  // An import that leads nowhere would pass every other rule. (A bin starts what the build makes.)
  {
    name: 'every-import-resolves',
    from: { pathNot: '^packages/[^/]+/bin/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'core-imports-no-node-builtins',
    from: { path: `^${CORE}` },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-imports-only-libraries-with-a-door',
    from: { path: `^${CORE}` },
    to: { path: 'node_modules/', pathNot: DOORS.map(([library]) => libraryPath(library)) },
  },
  {
    name: 'protocols-are-siblings',
    from: { path: `^${PROTOCOLS}([^/]+)/` },
    to: { path: `^${PROTOCOLS}`, pathNot: `^${PROTOCOLS}$1/` },
  },
  {
    name: 'entry-points-are-not-imported',
    from: { path: '^((?:packages|apps)/[^/]+|bench)/' },
    to: { path: '^(apps/[^/]+|packages/cli)/', pathNot: '^$1/' },
  },
  {
    name: 'nothing-imports-main',
    from: {},
    to: { path: '^(packages|apps)/[^/]+/src/main[.]tsx?$' },
  },
  {
    name: 'packages-are-imported-by-name',
    from: { path: '^((?:packages|apps)/[^/]+|bench)/' },
    // Vectors are facts, and may be read by the tests of any package.
    to: {
      path: '^(packages|apps)/',
      pathNot: ['^$1/', '/test/vectors/[^/]+[.]json$'],
      dependencyTypes: ['local'],
    },
  },
].map((law) => ({ severity: 'error', ...law }));

export default {
  forbidden: [...LAWS, ...LAYERS, ...doors],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@waypost/source', 'import', 'default'],
    },
  },
};
