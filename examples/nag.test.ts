import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Aspects } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { EXAMPLES } from './index';

/** `| example | finding | resource | why it stands |` */
function explained(): string[] {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  return [
    ...readme.matchAll(/^\| \[([\w-]+)\]\([\w-]+\) \| `(AwsSolutions-[^`]+)` \| `([^`]+)` \| \S.* \|$/gm),
  ].map((row) => row.slice(1).join(' ')).sort();
}

function found(): string[] {
  return EXAMPLES.flatMap(({ name, stack: ExampleStack }) => {
    const app = new App();
    Aspects.of(app).add(new AwsSolutionsChecks());
    const stack = new ExampleStack(app, 'Example');
    const annotations = Annotations.fromStack(stack);
    const messages =
      [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())];
    return messages.filter(({ entry }) => String(entry.data).startsWith('AwsSolutions-')).map(({ id, entry }) => (
      `${name} ${/^(\S+):/.exec(String(entry.data))![1]} ${id.replace('/Example/', '').replace(/\/Resource$/, '')}`
    ));
  }).sort();
}

test('what cdk-nag finds in the examples is what the README explains', () => {
  expect(found()).toEqual(explained());
});
