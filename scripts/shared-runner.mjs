/**
 * Keeps the local runner in lib/index.js alone: `before` the bundler, lib/index.js gets a door to it, which nobody sees
 * who lists its names; `after` it, lib/runner/index.js is made of what stands behind the door.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [step, folder] = process.argv.slice(2);
const index = resolve(folder, 'index.js');
const door = "Symbol.for('cdk-bedrock-flows/testing')";

if (step === 'before') {
  appendFileSync(index, `Object.defineProperty(exports, ${door}, { get: () => require("./runner/index.js") });\n`);
} else {
  const names = Object.keys(createRequire(index)(index)[Symbol.for('cdk-bedrock-flows/testing')]);
  // written out one by one, so that ECMAScript modules can import them by name
  writeFileSync(join(resolve(folder), 'runner/index.js'), `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const runner = require("../index.js")[${door}];
${names.filter((name) => name !== '__esModule').map((name) => `exports.${name} = runner.${name};`).join('\n')}
`);
}
