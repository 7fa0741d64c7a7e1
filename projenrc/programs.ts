import type { awscdk } from 'projen';

/** What is made of the sources besides what jsii compiles: bundles of the library, the command and the handlers. */
export function addPrograms(project: awscdk.AwsCdkConstructLibrary): void {
  // texts for other processes and browsers
  project.preCompileTask.spawn(project.addTask('programs', {
    description: 'Write the programs that are given to other processes into modules',
    exec: 'tsx scripts/programs.ts',
  }));
  // needs nothing but Node
  project.postCompileTask.spawn(project.addTask('bundle:cli', {
    description: 'Bundle the bedrock-flows command and what it shares with the library, with licences',
    exec: 'tsx cli/bundle.ts lib/cli',
  }));
  // loading some 170 small files costs three times as much as loading one
  project.postCompileTask.spawn(project.addTask('bundle:lib', {
    description: 'Put the compiled library into one file, beside what it shares with the command',
    exec: 'bash scripts/bundle-lib.sh .',
  }));
  // so that users need no bundler
  project.postCompileTask.spawn(project.addTask('bundle:handlers', {
    description: 'Bundle the Lambda functions',
    exec: 'tsx handlers/bundle.ts lib/handlers',
  }));
}
