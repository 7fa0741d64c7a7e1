import { aws_lambda as lambda, aws_logs as logs, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { newestNode } from '../../src/functions/handler-props';

/**
 * Does what the text says, and hands it back: `wait 5` takes five seconds, `fail` fails, `runtime {"package":["Name"]}`
 * tells which of these the run time of Lambda lacks. The event of a Lambda node has its inputs under `node` (Bedrock
 * User Guide, flows-nodes).
 */
const CODE = `
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

exports.handler = async (event) => {
  const text = String(event.node ? event.node.inputs[0].value : event.document);
  const [word, seconds] = text.split(' ');
  if (word === 'fail') { throw new Error('asked to fail'); }
  if (word === 'wait') { await new Promise((resolve) => setTimeout(resolve, seconds * 1000)); }
  return word === 'runtime' ? runtimeFor(JSON.parse(text.slice(word.length))) : text;
};

function runtimeFor(needs) {
  const sdk = versionOf('@aws-sdk/client-bedrock-agent-runtime');
  const missing = Object.entries(needs).flatMap(([name, members]) => {
    let exported;
    try { exported = require(name); } catch { return [name]; }
    return members.filter((member) => !(member in exported)).map((member) => name + ' ' + member);
  });
  return { node: process.version, sdk, missing };
}

function versionOf(name) {
  try {
    for (let folder = dirname(require.resolve(name)); folder !== '/'; folder = dirname(folder)) {
      try {
        const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        if (about.name === name) { return about.version; }
      } catch {}
    }
  } catch {}
  return 'none';
}
`;

/** Sends a first byte, and is gone. */
const CRASHING = `
exports.handler = awslambda.streamifyResponse(async (event, response) => {
  response.write('first ');
  await new Promise((resolve) => setTimeout(resolve, 500));
  process.exit(1);
});
`;

export function workFunction(scope: Construct, id = 'Work'): lambda.Function {
  return inlineFunction(scope, id, CODE);
}

export function crashingFunction(scope: Construct): lambda.Function {
  return inlineFunction(scope, 'Crashing', CRASHING);
}

function inlineFunction(scope: Construct, id: string, code: string): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: newestNode(),
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromInline(code),
    timeout: Duration.minutes(2),
    logGroup: new logs.LogGroup(scope, `${id}Logs`,
      { retention: logs.RetentionDays.ONE_DAY, removalPolicy: RemovalPolicy.DESTROY }),
  });
}
