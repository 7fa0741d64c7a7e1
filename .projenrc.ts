import { awscdk, javascript, typescript } from 'projen';
import { addCi } from './projenrc/ci';
import { addLint } from './projenrc/lint';
import { addPackage, PUBLISHING } from './projenrc/package';
import { addPrograms } from './projenrc/programs';
import { addRelease } from './projenrc/release';
import { addTasks } from './projenrc/tasks';
import { addTiers, JEST } from './projenrc/test-tiers';
import { addResolutions, DEV_DEPENDENCIES } from './projenrc/tools';

const project = new awscdk.AwsCdkConstructLibrary({
  // ---- identity ---------------------------------------------------------------
  name: 'cdk-bedrock-flows',
  description: 'L2/L3 AWS CDK constructs for Amazon Bedrock Flows',
  author: 'cdk-bedrock-flows contributors',
  authorAddress: 'maintainers@example.invalid',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows.git',
  homepage: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows#readme',
  bugsUrl: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows/issues',
  keywords: [
    'ai', 'amazon-bedrock', 'aws', 'aws-cdk', 'bedrock', 'bedrock-flows', 'constructs', 'flows', 'genai',
    'generative-ai', 'prompt', 'testing',
  ],
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  ...PUBLISHING,

  // ---- peers: the lowest versions that have what the library uses ---------------
  // aws-cdk-lib 2.224.0: first with the module `aws-cdk-lib/interfaces`. Up to 2.223 the reference interfaces
  // (IGuardrailRef, IKnowledgeBaseRef, IPromptVersionRef, IAgentAliasRef, aws-lex IBotAliasRef ...) live in
  // `aws-cdk-lib/aws-bedrock` and `aws-cdk-lib/aws-lex`; from 2.224 on only in `interfaces`, so no source compiles on
  // both sides of that line. Loops, inline code and the whole knowledge base configuration of CfnFlow are older
  // (2.201).
  cdkVersion: '2.224.0',
  // constructs 10.0.10: first whose jsii assembly has symbol ids; without them rosetta guesses the names of Construct
  // in the translated examples. The library calls nothing newer.
  constructsVersion: '10.0.10',

  // ---- tools ----------------------------------------------------------------------
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.16.0', // the floor of jsii 6
  jsiiVersion: '~6.0.0', // jsii 6.0 = TypeScript 6.0
  typescriptVersion: '~6.0.3', // not 7: jsii and typescript-eslint need the JavaScript compiler API
  devDeps: DEV_DEPENDENCIES,
  tsconfig: {
    compilerOptions: { inlineSourceMap: false, inlineSources: false, types: ['node'] },
  },
  tsconfigDevFile: 'tsconfig.dev.json', // one configuration for the type check and eslint
  tsconfigDev: {
    include: ['.projenrc.ts'], // besides **/*.ts: src, test, examples, scripts, bench
    exclude: ['**/node_modules', 'lib', 'dist', 'cdk.out'],
    compilerOptions: {
      types: ['jest', 'node'],
      // examples import the library by its name
      paths: {
        'cdk-bedrock-flows': ['./src/index.ts'],
        'cdk-bedrock-flows/lambda': ['./src/lambda/index.ts'],
        'cdk-bedrock-flows/testing': ['./src/runner/index.ts'],
      },
    },
  },
  jestOptions: JEST,
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['cli', 'handlers', 'test', 'examples', 'scripts', 'bench', 'integ'],
    fileExtensions: ['.ts', '.cjs', '.js'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },

  // ---- repository -----------------------------------------------------------------
  sampleCode: false,
  github: false, // the workflows are in projenrc/ci.ts and projenrc/release.ts
  release: false,
  depsUpgrade: false,
  npmignoreEnabled: false, // `files` in projenrc/package.ts says what ships
  gitignore: [
    'cdk.out/', '.jsii.tabl.json', '.rosetta-cache.tabl.json', '*.cpuprofile', '__pycache__/', '.venv/',
    '/website/pages/', '/website/dist/', '/website/.vitepress/cache/',
  ],
});

addResolutions(project);
addPackage(project);
addPrograms(project);
addTiers(project);
addTasks(project);
addLint(project);
addCi(project);
addRelease(project);

project.synth();
