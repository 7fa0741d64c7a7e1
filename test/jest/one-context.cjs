/**
 * An environment of jest whose tests run in Node's own context, not one made for each file. So a package that all test
 * files of a worker have in common (outside.cjs) can be loaded once: objects of two contexts have different prototypes.
 * Modules of this project are still evaluated anew for each file; only their compiled functions are kept.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const { mkdirSync, readdirSync, rmSync } = require('node:fs');
const { dirname, join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

// V8 optimizes what is called often, beside the tests and on their processors. The next file begins anew, so most of it
// does not pay: eight times as much must run before
v8.setFlagsFromString('--interrupt-budget=1000000');

/** What stands for Node's own context: jest takes `undefined` for an environment that is gone. */
const OWN_CONTEXT = Object.freeze({});
const compileFunction = vm.compileFunction;
const compiled = new Map();

function compileOnce(code, parameters, options) {
  const names = parameters.join();
  const known = compiled.get(options.filename);
  if (known?.code === code && known.names === names) { return known.run; }
  const run = compileFunction(code, parameters, options);
  compiled.set(options.filename, { code, names, run });
  return run;
}

vm.compileFunction = (code, parameters, options) => {
  if (options?.parsingContext !== OWN_CONTEXT) { return compileFunction(code, parameters, options); }
  return compileOnce(code, parameters, { ...options, parsingContext: undefined });
};

// where circus keeps what a file said with `jest.setTimeout`, and the handlers of its events: those of earlier files
// would be called for each test of the later ones
const KEPT_BY_CIRCUS = ['TEST_TIMEOUT_SYMBOL', 'EVENT_HANDLERS'].map((name) => Symbol.for(name));

const STATE_OF_CIRCUS = 'JEST_STATE_SYMBOL';

/** What a file leaves in the context that the next one gets: the tests themselves, and with them all its modules. */
function forgetTests() {
  for (const symbol of KEPT_BY_CIRCUS) { delete globalThis[symbol]; }
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (symbol.description === STATE_OF_CIRCUS) { delete globalThis[symbol]; }
  }
  for (const storage of storages) { storage.disable(); }
  storages.clear();
}

// circus makes one for each file, and Node 20 and 22 visit all that were ever used whenever a promise is made
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runAndRemember(...given) {
  storages.add(this);
  return run.apply(this, given);
};

/** What aws-cdk-lib does beside templates, most of the time of a small synth: by file, object and function. */
const BESIDE_TEMPLATES = [
  // checks the manifest against a JSON schema
  ['cloud-assembly-schema/index.js', ({ Manifest }) => Manifest, 'validate'],
  // writes 26 kB of feature flags into the manifest, and reads them again
  ['core/lib/private/feature-flag-report.js', (module) => module, 'generateFeatureFlagReport'],
  // writes tree.json
  ['core/lib/private/tree-metadata.js', ({ TreeMetadata }) => TreeMetadata.prototype, '_synthesizeTree'],
];

const skippable = new Map();

/** Whether a synth writes templates only, or all that it writes for users. */
function synthesizeAll(isOn) {
  // not before there is an environment: while jest loads this file, its transformers have hold of every package
  const root = dirname(require.resolve('aws-cdk-lib/package.json'));
  for (const [file, find, name] of BESIDE_TEMPLATES) {
    const holder = find(require(join(root, file)));
    if (!skippable.has(name)) { skippable.set(name, holder[name]); }
    holder[name] = isOn ? skippable.get(name) : () => undefined;
  }
}

/** Each worker has a temporary folder, which is empty for each file; aws-cdk-lib keeps its path. */
function useTemporaryFolder() {
  const folder = join(process.env.TESTS_TMPDIR, process.env.JEST_WORKER_ID);
  mkdirSync(folder, { recursive: true });
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) { process.env[name] = folder; }
}

function emptyTemporaryFolder() {
  const folder = join(process.env.TESTS_TMPDIR, process.env.JEST_WORKER_ID);
  for (const name of readdirSync(folder)) {
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern = new this.fakeTimersModern.constructor({
      config: config.projectConfig, global: globalThis,
    });
    // outside.cjs calls it inside of tests
    globalThis[Symbol.for('test/require')] = require;
    synthesizeAll(config.projectConfig.testEnvironmentOptions.writesAll);
    useTemporaryFolder();
    this.environmentBefore = { ...process.env };
  }

  getVmContext() {
    return this.context === null ? null : OWN_CONTEXT;
  }

  async teardown() {
    forgetTests();
    for (const name of Object.keys(process.env)) {
      if (!(name in this.environmentBefore)) { delete process.env[name]; }
    }
    Object.assign(process.env, this.environmentBefore);
    emptyTemporaryFolder();
    await super.teardown();
  }
};
