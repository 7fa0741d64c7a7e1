/** Writes the templates of random apps into a folder, for tools that read templates: `write.ts FOLDER COUNT`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { appOf } from './build';
import { outcomeOf, type Template } from './judge';
import { appSpec, type AppSpec } from './spec';

/**
 * What is known to be wrong, until it is mended: the service takes the ARN of a key only, not that of an alias of it.
 */
const isKnownWrong = (spec: AppSpec) => spec.flows.some(({ key }) => key === 'an alias');

const [folder, count] = process.argv.slice(2);
const seed = Number(process.env.FC_SEED ?? 20261121);
let written = 0;
for (const [at, spec] of fc.sample(appSpec.filter((one) => !isKnownWrong(one)), { numRuns: Number(count), seed })
  .entries()) {
  const { templates = {} } =
    outcomeOf(() => appOf(spec)) as { readonly templates?: { readonly [name: string]: Template } };
  for (const [name, template] of Object.entries(templates)) {
    // CDK deploys no stack without resources, and none before it has looked up what is looked up
    if (!template.Resources || JSON.stringify(template).includes('DUMMY_ARN')) { continue; }
    writeFileSync(join(folder, `${at}-${name.replace(/\W+/g, '-')}.json`), JSON.stringify(template, undefined, 1));
    written++;
  }
}
console.log(`${written} templates of ${count} apps`);
