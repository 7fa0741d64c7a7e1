import type { awscdk } from 'projen';

/** Where the package goes in each language. */
export const PUBLISHING = {
  publishToPypi: {
    distName: 'cdk-bedrock-flows',
    module: 'cdk_bedrock_flows',
  },
  publishToMaven: {
    javaPackage: 'io.github.cdkbedrockflows',
    mavenArtifactId: 'cdk-bedrock-flows',
    // Maven Central gives io.github.NAME to whoever has that name on GitHub; a Java package can't have a hyphen
    mavenGroupId: 'io.github.cdk-bedrock-flows',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkBedrockFlows',
    packageId: 'CdkBedrockFlows',
  },
  publishToGo: {
    moduleName: 'github.com/cdk-bedrock-flows/cdk-bedrock-flows-go',
    packageName: 'cdkbedrockflows',
  },
};

/** What ships. Documents do not: they are on the site, and links of the README lead to the repository. */
const FILES = [
  'lib/index.js', 'lib/runner/index.js', 'testing.js', 'testing.d.ts', 'lib/lambda/index.js', 'lambda.js',
  'lambda.d.ts', 'mocks.schema.json', 'config.schema.json',
  'lib/cli/bedrock-flows.js', 'lib/cli/core.js', 'lib/cli/THIRD-PARTY.txt', 'lib/handlers/**/*.js', 'lib/**/*.d.ts',
  '.jsii', 'NOTICE',
];

/** What is in the package, and how jsii makes it. */
export function addPackage(project: awscdk.AwsCdkConstructLibrary): void {
  project.package.addField('files', FILES);
  project.addBins({ 'bedrock-flows': 'lib/cli/bedrock-flows.js' });
  // for require and import; the files of the same names in the root are for resolvers that do not read this
  project.package.addField('exports', {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './testing': { types: './testing.d.ts', default: './testing.js' },
    './lambda': { types: './lambda.d.ts', default: './lambda.js' },
    './mocks.schema.json': './mocks.schema.json',
    './config.schema.json': './config.schema.json',
    './package.json': './package.json',
    './.jsii': './.jsii',
  });

  // what is experimental is said in the README, once: jsii would say it of each member, in every language, and
  // jsii-diff would let everything pass
  project.package.addField('stability', undefined);
  project.tasks.tryFind('compat')!.reset('bash scripts/compat.sh');

  // nodes have fields that their constructors set: without it, each is also defined first, one slow step a field
  project.tsconfig!.file.addOverride('compilerOptions.useDefineForClassFields', false);
  // a warning is an error, and every snippet in the README and doc comments compiles
  project.compileTask.reset('jsii --silence-warnings=reserved-word --fail-on-warnings');
  project.package.file.addOverride('jsii.metadata.jsii.rosetta.strict', true);
  project.postCompileTask.spawn(project.addTask('rosetta:extract', {
    description: 'Compile every README and doc snippet (fixtures in rosetta/)',
    exec: 'jsii-rosetta extract --strict --cache .rosetta-cache.tabl.json --trim-cache',
  }));
  // `files` decides what ships: jsii-pacmak need not write an .npmignore
  for (const language of ['js', 'python', 'dotnet', 'go']) {
    project.tasks.tryFind(`package:${language}`)!.reset(`jsii-pacmak -v --no-npmignore --target ${language}`);
  }
  project.tasks.tryFind('package:java')!.reset('bash scripts/package-java.sh');
  // the command of the wheel starts Node, not jsii
  project.tasks.tryFind('package:python')!.exec('python3 scripts/python-command.py dist/python');
}
