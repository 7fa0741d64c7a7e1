#!/usr/bin/env node
/** The `bedrock-flows` command: the process around the program. */
import { guard } from './code-inside';
import { run } from './program';

const done = guard(process.argv[2] === 'serve');
// whoever reads may stop reading, as `head` does
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    done();
    process.exit(error.code === 'EPIPE' ? process.exitCode : 2);
  });
}

run(process.argv.slice(2), process).finally(done).then((code) => { process.exitCode = code; }, (error: unknown) => {
  process.stderr.write(`bedrock-flows: error: ${String(error).split('\n')[0]}; this is a mistake of the command, please report it with the input\n`);
  process.exitCode = 2;
});
