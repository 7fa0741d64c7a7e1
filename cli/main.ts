#!/usr/bin/env node
/** The `bedrock-flows` command: the process around the program. */
import { Printer } from './printer';
import { run } from './program';
import { guard } from './uncaught';
import { thrownText } from '../src/core/simulate/thrown';

const done = guard(process.argv[2] === 'serve');
// whoever reads may stop reading, as `head` does
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    done();
    process.exit(error.code === 'EPIPE' ? process.exitCode : 2);
  });
}

run(process.argv.slice(2), process).finally(done).then((code) => { process.exitCode = code; }, (error: unknown) => {
  const [first] = thrownText(error).split('\n');
  new Printer(process.stderr).line(`bedrock-flows: error: ${first}; this is a bug of the command, please report it `
    + 'with the input');
  process.exitCode = 2;
});
