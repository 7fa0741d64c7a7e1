/** What integ-runner wants of a test: the assembly of an app, and which stacks it deploys. */
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Manifest } from 'aws-cdk-lib/cloud-assembly-schema';
import { EXAMPLES } from '../../examples';

/** @param name the folder of the example */
export function integ(name: string): void {
  const example = EXAMPLES.find((one) => one.name === name);
  if (!example) { throw new Error(`there is no example '${name}'`); }
  const id = example.stack.name.replace(/Stack$/, '');
  const app = new App();
  const stack: Stack = new example.stack(app, id);
  Manifest.saveIntegManifest(
    { version: Manifest.version(), testCases: { [name]: { stacks: [stack.artifactId] } } },
    join(app.synth().directory, 'integ.json'),
  );
}
