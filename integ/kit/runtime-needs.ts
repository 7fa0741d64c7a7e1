import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlerNames } from '../../handlers/bundle';
import { handlerCode } from '../../src/functions/handler-code';

/** What the functions of the library take from the SDK of the run time: names by package, read from their code. */
export function runtimeNeeds(): Readonly<Record<string, readonly string[]>> {
  const needs = new Map<string, Set<string>>();
  for (const name of handlerNames()) {
    const code = readFileSync(join(handlerCode(name), `${name}.js`), 'utf8');
    for (const [, variable, module] of code.matchAll(/\bvar (\w+) = require\("(@[^"]+)"\)/g)) {
      const members = needs.get(module) ?? needs.set(module, new Set()).get(module)!;
      for (const [, member] of code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) { members.add(member); }
    }
  }
  return Object.fromEntries([...needs].map(([module, members]) => [module, [...members].sort()]));
}
