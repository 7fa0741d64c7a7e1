/**
 * Synthesizes every example, runs its flow with its mocks, and prints what came of it: without a build and without an
 * AWS account. Run it with
 *
 *     npm run demo                    all examples
 *     npm run demo -- tone-router     those whose name has the text
 */
import { rmSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { App } from 'aws-cdk-lib';
import { type Example, EXAMPLES } from '../examples';
import { nodeLines } from './demo/nodes';
import { heading, lineLength, listing, wrapped } from './demo/page';
import { releaseLines } from './demo/releases';
import { statementLines } from './demo/statements';
import { pageOf, traceLines } from './demo/trace';
import { readFlows } from '../src/core/template';

// aws-cdk-lib 2.262 and newer validate each template at synth, which takes longer than all the rest
process.env.CDK_VALIDATION ??= 'false';

const ROOT = join(__dirname, '..');

try {
  const started = Date.now();
  const chosen = choose(process.argv.slice(2));
  for (const example of chosen) { console.log(`${tried(example).join('\n')}\n`); }
  console.log(`${chosen.length} of ${EXAMPLES.length} examples synthesized and run `
    + `in ${((Date.now() - started) / 1000).toFixed(1)} s, without an AWS account. None has been deployed.`);
} catch (error) {
  console.error(`error: ${textOf(error)}`);
  process.exitCode = 1;
}

function choose(words: readonly string[]): readonly Example[] {
  const chosen = EXAMPLES.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (chosen.length === 0) {
    throw new Error(`there is no example '${words.join(' ')}', only ${EXAMPLES.map(({ name }) => name).join(', ')}`);
  }
  return chosen;
}

function tried(example: Example): string[] {
  try {
    return shown(example);
  } catch (error) {
    throw new Error(`${example.name}: ${textOf(error)}`);
  }
}

/** An error as one line: those of a synth have one for each finding. */
function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
}

function shown({ name, stack: ExampleStack }: Example): string[] {
  const outdir = join(ROOT, 'cdk.out', 'demo', name);
  rmSync(outdir, { recursive: true, force: true });
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new ExampleStack(app, ExampleStack.name.replace(/Stack$/, ''));
  const artifact = app.synth().getStackArtifact(stack.artifactId);
  const messages = artifact.messages.map(({ level, entry }) => ({ level, text: String(entry.data) }));
  const failed = messages.find(({ level }) => level === 'error');
  if (failed) { throw new Error(failed.text); }

  const { template } = artifact;
  const lines = [];
  for (const { id, definition } of readFlows(template)) {
    const { count, lines: nodes } = nodeLines(definition!);
    lines.push(
      heading(`${name}: flow ${template.Resources[id!].Properties.Name}`),
      ...listing(`${count.nodes} nodes, ${count.connections} connections`, nodes),
      ...listing('Its role may', statementLines(stack, template, id!)),
    );
  }
  for (const [mocks, flow] of Object.entries({ ...stack.otherFlows, 'mocks.json': stack.flow })) {
    lines.push(...listing(`A run of ${flow.node.id} on this machine, with mocks`,
      traceLines(flow, join(ROOT, 'examples', name, mocks), lineLength)));
  }
  const releases = releaseLines(template);
  if (releases.length > 0) { lines.push(...listing('Released', releases)); }
  const resources: { readonly Type: string }[] = Object.values(template.Resources);
  if (resources.some(({ Type }) => Type === 'AWS::StepFunctions::StateMachine')) {
    lines.push(...listing('Its state machine, with its functions and flows on this machine, as in CI (Python, PyPI)',
      [`npm run test:state-machines -- ${stack.stackName}`]));
  }
  const warnings = messages.filter(({ level }) => level === 'warning');
  if (warnings.length > 0) { lines.push(...listing('Warnings', warnings.flatMap(({ text }) => wrapped('- ', text)))); }
  const page = join(outdir, `${name}.html`);
  writeFileSync(page, pageOf(stack.flow, name, join(ROOT, 'examples', name, 'mocks.json')));
  return [
    ...lines, ...listing('Template', [relative(process.cwd(), artifact.templateFullPath)]),
    ...listing('The run as a page, for a browser', [relative(process.cwd(), page)]),
  ];
}
