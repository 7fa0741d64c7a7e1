/**
 * Leaves out of the jsii assembly what no tool asks of a package: `node scripts/lean-assembly.mjs .jsii`. Lines of
 * sources that are not shipped, white space, and what submodules of dependencies are called in each language, where
 * neither a type of ours nor one that it inherits from mentions the submodule.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadAssemblyFromPath } from '@jsii/spec';

const [file] = process.argv.slice(2);
const { fingerprint, ...assembly } = JSON.parse(readFileSync(file, 'utf8'),
  (key, value) => key === 'locationInModule' ? undefined : value);
const mentioned = mentionedIn(assembly);
for (const { submodules = {} } of Object.values(assembly.dependencyClosure)) {
  for (const name of Object.keys(submodules)) {
    if (!mentioned.includes(`"${name}.`)) { delete submodules[name]; }
  }
}
// as jsii makes it
const hash = createHash('sha256').update(JSON.stringify(assembly)).digest('base64');
writeFileSync(file, JSON.stringify({ ...assembly, fingerprint: hash }));

/** The text of the types of an assembly and of all that they inherit from: of these, other languages repeat members. */
function mentionedIn({ types, dependencyClosure }) {
  const modules = join(dirname(resolve(file)), 'node_modules');
  const known = { ...types };
  for (const name of Object.keys(dependencyClosure)) {
    Object.assign(known, loadAssemblyFromPath(join(modules, name), false).types);
  }
  const reached = new Set(Object.keys(types));
  for (const name of reached) {
    const { base, interfaces = [] } = known[name];
    for (const each of base ? [base, ...interfaces] : interfaces) { reached.add(each); }
  }
  return JSON.stringify([...reached].map((name) => known[name]));
}
