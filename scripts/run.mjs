// Every npm script of this repository starts here. It needs nothing but Node.js and npm: it installs
// the workspace when the lockfile changed, then runs the tools with the Node.js that the workspace brings.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'node_modules', '.installed');
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

const bundledNode = join(bin, 'node');
/** Node.js for apps and tools: the one the workspace brings; on other systems the machine's own. */
const node = () => (existsSync(bundledNode) ? bundledNode : process.execPath);

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

function must(command, args, options) {
  const status = run(command, args, options);
  if (status !== 0) process.exit(status);
}

const pnpm = (...args) => ['npx', ['--yes', packageManager, ...args]];

function lockDigest() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function install() {
  const digest = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  // stdout of a script belongs to its own result: the installer reports on stderr.
  must(...pnpm('install', '--frozen-lockfile', '--reporter=append-only'), {
    stdio: ['inherit', 2, 2],
  });
  writeFileSync(stamp, digest);
}

/** Where no Node.js comes with the workspace, the machine's own must be new enough for the apps. */
function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (existsSync(bundledNode) || major > 22 || (major === 22 && minor >= 18)) return;
  console.error(`Node.js 22.18 or newer is needed on this system; this is ${process.version}.`);
  process.exit(1);
}

function build() {
  must(...pnpm('exec', 'turbo', 'run', 'build', '--output-logs=errors-only'), {
    stdio: ['inherit', 2, 2],
  });
}

/** Runs a long-lived program as if it were this one: signals reach it, its exit code is ours. */
function become(args) {
  const child = spawn(node(), args, { cwd: root, env, stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; the child ends in its own time, and then so do we.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}

/** Runs every named check, prints one line for each, and records the tally for `.ci/run`. */
function runAll(name, steps) {
  const failed = [];
  for (const [title, command, args] of steps) {
    const started = performance.now();
    const status = run(command, args);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${seconds} s)`);
    if (status !== 0) failed.push(title);
  }
  record(name, { passed: steps.length - failed.length, failed: failed.length });
  return failed.length === 0 ? 0 : 1;
}

function record(name, tally) {
  const folder = join(root, 'node_modules', '.results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(tally)}\n`);
}

function test(args) {
  const report = join(root, 'node_modules', '.results', 'vitest.json');
  const status = run(join(bin, 'vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  if (existsSync(report)) {
    const {
      numPassedTests: passed,
      numFailedTests,
      numPendingTests: skipped,
    } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that cannot even be loaded fails the run without a failed test.
    const failed = Math.max(numFailedTests, status === 0 ? 0 : 1);
    record('test', { passed, failed, skipped });
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    // A store that quietly ran fewer cases than the others would look as green as they do.
    if (args.length === 0) return run(node(), ['scripts/contract-counts.mjs', report]) || status;
  }
  return status;
}

const TESTED = [
  'packages/core',
  'packages/kernel',
  'packages/platform',
  'packages/store',
  'packages/client',
  'packages/poster',
  'packages/cli',
  'apps/api',
  'apps/demo',
];

const checks = () => [
  ['format and lint', join(bin, 'biome'), ['ci', '--error-on-warnings', '.']],
  ['promises and types in lint', join(bin, 'oxlint'), ['--type-aware', '--deny-warnings']],
  ['types', join(bin, 'tsc'), ['-b', 'tsconfig.json']],
  ...TESTED.map((folder) => [
    `types of ${folder}/test`,
    join(bin, 'tsc'),
    ['--noEmit', '-p', `${folder}/tsconfig.test.json`],
  ]),
  ['types of pages', join(bin, 'tsc'), ['-p', 'apps/api/tsconfig.page.json']],
  ['types of bench', join(bin, 'tsc'), ['-p', 'bench']],
  ['types of docs', join(bin, 'tsc'), ['-p', 'docs']],
  [
    'layers',
    join(bin, 'depcruise'),
    ['--config', '.dependency-cruiser.mjs', 'packages', 'apps', 'bench'],
  ],
  ['dead code', join(bin, 'knip'), []],
  ['documentation of exports', node(), ['scripts/check-docs.mjs']],
  // npm itself runs on the machine's own Node.js, which stands for the oldest version we promise; what
  // it starts finds the workspace's first.
  [
    'every core subpath loads on this Node.js',
    process.env.npm_node_execpath ?? process.execPath,
    ['scripts/check-exports.mjs'],
  ],
];

const commands = {
  start: () => {
    build();
    become(['apps/api/dist/main.js']);
  },
  demo: (args) => {
    build();
    become(['apps/demo/dist/main.js', ...args]);
  },
  build: () => build(),
  test: (args) => {
    build();
    return test(args);
  },
  check: () => {
    build();
    return runAll('check', checks());
  },
  format: () => run(join(bin, 'biome'), ['check', '--write', '.']),
  pack: () => {
    build();
    return run(
      ...pnpm('--filter', './packages/*', 'pack', '--pack-destination', join(root, 'packs')),
    );
  },
  // A small heap: a decoder that takes memory for what an input only claims to hold runs out of it.
  fuzz: (args) =>
    run(node(), [
      '--max-old-space-size=256',
      '--conditions=@waypost/source',
      'packages/core/test/fuzz/main.ts',
      ...args,
    ]),
  // Mutation tests of a protocol: `mutate gaen`; of some of its files: `mutate gaen keys.ts match.ts`.
  mutate: ([protocol = 'contact-id', ...files]) => {
    const paths = files.length > 0 ? files : ['**/*.ts'];
    const mutated = paths.map((path) => `packages/core/src/protocols/${protocol}/${path}`);
    return run(join(bin, 'stryker'), ['run', '--mutate', mutated.join(',')], {
      env: { ...env, MUTATED: protocol },
    });
  },
  bench: (args) => {
    build();
    return run(node(), ['bench/run.ts', ...args]);
  },
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`);
  process.exit(2);
}
install();
assertNode();
process.exitCode = command(args) ?? 0;
