import { type awscdk, javascript } from 'projen';

const TSX = 'tsx --tsconfig examples/tsconfig.json';

/** Tests in other languages and tools than jest; each script installs what it needs. */
const SCRIPTED_TESTS = {
  'newest': 'The tests of the constructs against the newest aws-cdk-lib and constructs, in a copy',
  'python': 'Use the packed library from Python',
  'java': 'Use the packed library from Java, with JUnit',
  'go': 'Use the packed library from Go',
  'dotnet': 'Use the packed library from C#, where there is a .NET SDK',
  'apps': 'Random apps: what holds of all of them, and cfn-lint over their templates',
  'view': 'Pages of bedrock-flows view in a real Chromium: axe, keyboard, scripts off, print, hostile texts',
  'code': 'Programs that bedrock-flows code writes of the corpus, looked at by compilers and linters',
  'sdks': 'The AWS SDKs of five languages against bedrock-flows serve, as far as their tools are there',
  'state-machines': 'State machines with flows in them, on the interpreter of moto',
  'deploy': 'Deploy the examples and small apps on an emulator whose CloudFormation engine is not ours',
};

/** Documents and tables that a script writes. */
const WRITTEN = {
  diagrams: 'Write the diagram of each example into its README, and the pictures of docs',
  rules: 'Write RULES.md and docs/troubleshooting.md from the rules',
  models: 'Write the table of models from src/core/constraints/models.txt',
  prices: 'Write the list prices of models from the table of LiteLLM (asks GitHub)',
  commands: 'Write the options, exit codes and examples of the pages of commands',
  tables: 'Write mocks.schema.json and the tables of docs from the kinds of nodes and mocks',
  fidelity: 'Write FIDELITY.md from the fidelity table of the local runner',
};

/** Tasks beside building and the tiers of tests. */
export function addTasks(project: awscdk.AwsCdkConstructLibrary): void {
  // examples run from a fresh `npm ci` with tsx, without a build
  new javascript.TypescriptConfig(project, {
    fileName: 'examples/tsconfig.json',
    extends: javascript.TypescriptConfigExtends.fromTypescriptConfigs([project.tsconfigDev]),
    include: ['**/*.ts'],
    compilerOptions: {},
  });
  const bundleHandlers = project.tasks.tryFind('bundle:handlers')!;
  for (const [name, description] of Object.entries(SCRIPTED_TESTS)) {
    project.addTask(`test:${name}`, { description, exec: `bash scripts/test-${name}.sh`, receiveArgs: true });
  }
  for (const [name, description] of Object.entries(WRITTEN)) {
    project.addTask(name, { description, exec: `${TSX} scripts/${name}.ts` });
  }
  project.addTask('site', {
    description: 'Make the site of docs/ and the API in website/dist, and check its links',
    exec: 'bash scripts/site.sh',
    receiveArgs: true,
  });
  project.addTask('integ:snapshot', {
    description: 'Compare the examples with their snapshots by integ-runner, without AWS; --update writes them',
    exec: 'bash scripts/integ-snapshot.sh',
    receiveArgs: true,
  });
  project.addTask('demo', {
    description: 'A tour of the library in the terminal',
    exec: `${TSX} scripts/demo.ts`,
    receiveArgs: true,
  });
  project.addTask('bench', {
    description: 'Benchmarks (bench/ has its own package.json)',
    exec: 'node bench/run.mjs',
    receiveArgs: true,
  });
  // what they synthesize holds the functions
  const synthesizing = [
    'test:apps', 'test:deploy', 'test:state-machines', 'test:view', 'demo', 'diagrams', 'integ:snapshot',
  ];
  for (const name of synthesizing) {
    project.tasks.tryFind(name)!.prependSpawn(bundleHandlers);
  }
  // npm gets Node itself as its child: with a shell or projen in between, signals get lost, and the prompt comes back
  // before all is taken away
  project.package.setScript('preinteg', 'projen bundle:handlers');
  project.package.setScript('integ', 'exec node --import tsx integ/run.ts');
}
