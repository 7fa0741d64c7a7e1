/**
 * Lists exports that no other file imports, and fails when there are some: `tsx scripts/unused.ts`. Tests count as
 * users, and so do those of the package.
 */
import type { ModuleFacts } from './modules';
import { allModules } from './modules';

/** Files whose exports others use than the files here: users of the package, jest, the SDK in the bundles. */
const ENTRIES = [
  /^src\/(index|runner\/index|lambda\/index)\.ts$/, /\.(test|browser)\.ts$/, /^test\/(global-setup|fast-check)\.ts$/,
  /^(examples|bench)\//,
];
/** What is called by its name. */
const BY_NAME = ['handler', 'default'];

/** The unused exports, `path: name` for each. */
function unusedExports(modules: ReadonlyMap<string, ModuleFacts>): readonly string[] {
  const used = new Map([...modules.keys()].map((path) => [path, new Set<string>()]));
  const use = (path: string, name: string): void => {
    const facts = modules.get(path);
    if (!facts || used.get(path)!.has(name)) { return; }
    used.get(path)!.add(name);
    // what is not there by name comes from a file that is exported as a whole
    if (!facts.exported.has(name)) { facts.forwarded.forEach((other) => use(other, name)); }
  };
  const useAll = (path: string): void => {
    const facts = modules.get(path);
    facts?.exported.forEach((name) => use(path, name));
    facts?.forwarded.forEach(useAll);
  };
  for (const [path, { imports }] of modules) {
    for (const { path: other, names } of imports) {
      if (names === 'all') { useAll(other); } else { names.forEach((name) => use(other, name)); }
    }
    if (ENTRIES.some((entry) => entry.test(path))) { useAll(path); }
  }
  return [...modules].flatMap(([path, { exported, typesInUse }]) => [...exported]
    .filter((name) => !used.get(path)!.has(name) && !typesInUse.has(name) && !BY_NAME.includes(name))
    .map((name) => `${path}: ${name}`)).sort();
}

if (require.main === module) {
  const unused = unusedExports(allModules());
  for (const line of unused) { console.error(`${line} is exported, but no file imports it`); }
  process.exitCode = unused.length > 0 ? 1 : 0;
}
