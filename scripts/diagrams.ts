/** Writes the diagram of each example into its README. The tests of the examples fail where one is out of date. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { EXAMPLES } from '../examples';
import { withDiagram } from '../examples/diagram';

for (const { name, stack: ExampleStack } of EXAMPLES) {
  const { flow } = new ExampleStack(new App(), 'Example');
  const path = join(__dirname, '..', 'examples', name, 'README.md');
  const before = readFileSync(path, 'utf8');
  const after = withDiagram(before, flow.toMermaid());
  if (after === before) { continue; }
  writeFileSync(path, after);
  console.log(`examples/${name}/README.md: diagram updated`);
}
