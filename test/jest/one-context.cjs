/**
 * An environment of jest whose tests run in Node's own context, not one made for each file. So a package that all test
 * files of a worker have in common (outside.cjs) can be loaded once: objects of two contexts have different prototypes.
 * Modules of this project are still evaluated anew for each file; only their compiled functions are kept.
 */
const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

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

let validateManifest;

/**
 * aws-cdk-lib checks the manifest of each assembly against a JSON schema: three quarters of the time of a small synth.
 */
function checkManifests(isOn) {
  // not before there is an environment: while jest loads this file, its transformers have hold of every package
  const { Manifest } = require('aws-cdk-lib/cloud-assembly-schema');
  validateManifest ??= Manifest.validate;
  Manifest.validate = isOn ? validateManifest : () => undefined;
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
    checkManifests(config.projectConfig.testEnvironmentOptions.checksAssemblies);
    this.environmentBefore = { ...process.env };
  }

  getVmContext() {
    return this.context === null ? null : OWN_CONTEXT;
  }

  async teardown() {
    for (const symbol of KEPT_BY_CIRCUS) { delete globalThis[symbol]; }
    for (const name of Object.keys(process.env)) {
      if (!(name in this.environmentBefore)) { delete process.env[name]; }
    }
    Object.assign(process.env, this.environmentBefore);
    await super.teardown();
  }
};
