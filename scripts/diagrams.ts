/**
 * Writes the diagram of each example into its README, its picture beside it, and the pictures of `docs/`. Tests fail
 * where one is out of date.
 */
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { App } from 'aws-cdk-lib';
import { EXAMPLES } from '../examples';
import { pictures } from './docs/pictures';
import { pictureOf, withDiagram } from '../examples/diagram';

for (const { name, stack: ExampleStack } of EXAMPLES) {
  const stack = new ExampleStack(new App(), 'Example');
  const path = join(__dirname, '..', 'examples', name, 'README.md');
  update(path, withDiagram(readFileSync(path, 'utf8'), stack.flow.toMermaid()));
  update(join(__dirname, '..', 'examples', name, 'flow.svg'), pictureOf(name, stack));
}

for (const [path, picture] of pictures()) { update(path, picture); }

function update(path: string, content: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) { return; }
  writeFileSync(path, content);
  console.log(`${relative(process.cwd(), path)}: updated`);
}
