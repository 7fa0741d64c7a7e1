/** What importing the library costs, in fresh processes. */
import { execFileSync } from 'node:child_process';
import { cpuTime, figure, median, peerOf } from './figures.mjs';

const PROCESSES = 15;

export function importFigures(require, library) {
  // a program that has a flow of aws-cdk-lib already, and imports the library beside it
  const over = times(library, [
    'require("aws-cdk-lib/aws-bedrock").CfnFlow',
    `require(${JSON.stringify(library)})`,
  ]);
  // a program that has all it needs for a flow, its role and its stack already, and uses the library for the first time
  const use = times(library, [
    '{ const { App, Stack } = require("aws-cdk-lib"); require("aws-cdk-lib/aws-bedrock").CfnFlow; const { Role, Policy '
      + '} = require("aws-cdk-lib/aws-iam"); }',
    `{ const { Flow, FlowModel, FlowPrompt, OutputNode, PromptNode } = require(${JSON.stringify(library)}); }`,
  ]);
  const added = (name, [peerValue, value], maxValue) => figure({
    name, unit: 'ms', value, peer: peerOf(require), peerValue, ratio: (peerValue + value) / peerValue, maxValue,
  });
  return [
    added('import, on top of CfnFlow', over, 15),
    added('first use, on top of App, CfnFlow and Role', use),
  ];
}

/** The median time that each of these statements takes, one after the other in a process. */
function times(library, statements) {
  const program = `
    const times = [];
    const cpuTime = ${cpuTime};
    let start = cpuTime();
    const lap = () => { times.push(cpuTime() - start); start = cpuTime(); };
    ${statements.map((statement) => `${statement}; lap();`).join('\n')}
    console.log(JSON.stringify(times));`;
  const run = () => JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: library, encoding: 'utf8' }));
  run(); // brings the files into the cache of the operating system
  const runs = Array.from({ length: PROCESSES }, run);
  return statements.map((_, at) => median(runs.map((laps) => laps[at])));
}
