/**
 * Makes lib/index.js load each module when something of it is first used, as aws-cdk-lib does; run after the compiler.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const index = resolve(process.argv[2] ?? 'lib/index.js');
const require = createRequire(index);
const source = readFileSync(index, 'utf8');
const modules = [...source.matchAll(/^__exportStar\(require\("(.+?)"\), exports\);$/gm)].map(([, path]) => path);
const spaces = [...source.matchAll(/^exports\.(\w+) = __importStar\(require\("(.+?)"\)\);$/gm)];
const exported = [
  ...modules.flatMap((path) => Object.keys(require(path)).map((name) => ({
    name, get: `require(${JSON.stringify(path)}).${name}`,
  }))),
  ...spaces.map(([, name, path]) => ({ name, get: `require(${JSON.stringify(path)})` })),
];
const all = Object.keys(require(index));
if (all.length !== exported.length) {
  throw new Error(`${index} exports ${all.length} names, ${exported.length} were found`);
}

// `exports.X = void 0` is how ECMAScript modules learn the names; a getter that stands beside it in plain sight would
// hide them again
writeFileSync(index, `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });
${exported.map(({ name }) => `exports.${name} = void 0;`).join('\n')}
${exported.map(({ name, get }) => `lazy("${name}", () => ${get});`).join('\n')}
`);
