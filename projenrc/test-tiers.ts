import { type awscdk, javascript, JsonFile } from 'projen';

/** What a tier of tests is for; the tier of a file is in its name: `*.model.test.ts`, and `*.test.ts` for `unit`. */
const TIERS = {
  unit: 'Tests of one thing each: the default while developing',
  property: 'Tests over many generated values, a fifth of them where PROPERTY_RUNS=<share> does not say how many',
  model: 'Tests that play whole lives of deployments and runs against models of the service',
  process: 'Tests that start processes, pack the package or open sockets',
};

/** What loads once for each worker instead of once for each file (test/jest/outside.cjs). */
const LOADED_ONCE = [
  'aws-cdk-lib', 'constructs', 'cdk-nag', '@aws-cdk', '@aws-sdk', '@smithy', '@cloud-copilot', '@dagrejs',
  'ajv', 'commander', 'fast-check', 'json-p3', 'picocolors', 'typescript', 'yaml',
];

/** Tiers where aws-cdk-lib writes and checks all that it does for users, not only templates. */
const WHOLE_SYNTH_TIERS = ['model', 'process'];

/** What all tiers have in common. */
const COMMON = {
  clearMocks: true,
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/examples'],
  moduleNameMapper: {
    '^cdk-bedrock-flows$': '<rootDir>/src',
    '^cdk-bedrock-flows/lambda$': '<rootDir>/src/lambda',
    '^cdk-bedrock-flows/testing$': '<rootDir>/src/runner',
  },
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  setupFiles: ['<rootDir>/test/fast-check.ts'],
  testEnvironment: '<rootDir>/test/jest/one-context.cjs',
  transformIgnorePatterns: [`/node_modules/(?!(${LOADED_ONCE.join('|')})/)`],
  transform: {
    [`/node_modules/(${LOADED_ONCE.join('|')})/.+\\.[cm]?js$`]: '<rootDir>/test/jest/outside.cjs',
    // types are checked by `typecheck`; jest only strips them
    '^.+\\.[t]sx?$': ['@swc/jest', {
      jsc: {
        parser: { syntax: 'typescript' },
        target: 'es2022',
        keepClassNames: true,
        transform: { useDefineForClassFields: false }, // as tsconfig.json has it
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    }],
  },
};

function tier(name: string): object {
  const others = Object.keys(TIERS).filter((other) => other !== 'unit');
  return {
    displayName: name,
    ...COMMON,
    ...name !== 'unit' && { setupFilesAfterEnv: ['<rootDir>/test/jest/ten-minutes.ts'] },
    testEnvironmentOptions: { writesAll: WHOLE_SYNTH_TIERS.includes(name) },
    testMatch: [`<rootDir>/{test,examples}/**/*.${name === 'unit' ? '' : `${name}.`}test.ts`],
    testPathIgnorePatterns: ['/node_modules/', ...name === 'unit' ? [`\\.(${others.join('|')})\\.test\\.ts$`] : []],
  };
}

/** The options of projen for jest; the file of the configuration is written by `addTiers`. */
export const JEST: javascript.JestOptions = {
  updateSnapshot: javascript.UpdateSnapshot.NEVER,
  junitReporting: false,
  configFilePath: 'jest.config.json',
};

/** The tiers of tests, and `npm test`. */
export function addTiers(project: awscdk.AwsCdkConstructLibrary): void {
  project.deps.removeDependency('ts-jest');
  project.tryRemoveFile(JEST.configFilePath!);
  new JsonFile(project, JEST.configFilePath!, {
    marker: false,
    obj: {
      maxWorkers: '100%', // with one worker less than processors, two would be one
      testTimeout: 120_000, // a busy machine is no fault; test/jest/ten-minutes.ts is for the other tiers
      collectCoverageFrom: ['src/**/*.ts'], // `npx jest --selectProjects unit --coverage`
      coverageProvider: 'v8',
      projects: [
        ...Object.keys(TIERS).map(tier),
        { displayName: 'browser', ...COMMON, testMatch: ['<rootDir>/test/browser/*.browser.ts'] }, // npm run test:view
        { displayName: 'site', ...COMMON, testMatch: ['<rootDir>/test/site/*.browser.ts'] }, // npm run site
      ],
    },
  });

  // aws-cdk-lib >= 2.262 validates every template in WASM at synth: 1.5-2 s for each test file
  const env = { CDK_VALIDATION: 'false' };
  for (const [name, description] of Object.entries(TIERS)) {
    project.addTask(`test:${name}`, {
      description,
      env,
      receiveArgs: true, // a flag between the project and what is passed, which jest would take for more projects
      exec: `jest --selectProjects ${name} --ci`,
    });
  }
  const typecheck = project.addTask('typecheck', {
    description: 'Type-check sources, tests, examples, scripts and benchmarks (jest and tsx only strip types)',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });
  for (const name of ['test:update', 'test:watch']) { project.removeTask(name); }
  const { testTask } = project;
  const lint = project.tasks.tryFind('eslint')!;
  testTask.reset();
  testTask.env('CDK_VALIDATION', 'false');
  testTask.exec('jest --selectProjects unit property --ci');
  // each keeps one core busy
  testTask.exec(`node scripts/side-by-side.mjs ${typecheck.name} ${lint.name}`);
}
