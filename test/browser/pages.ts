/** The pages that are looked at: examples, definitions of others, and flows made to be hard. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { MEAN } from './mean';
import { diffPage } from '../../cli/diff/page';
import { pageHtml } from '../../cli/picture/page';
import { Story } from '../../cli/picture/story';
import { EXAMPLES } from '../../examples';
import { compare } from '../../src/core/diff';
import type { Definition } from '../../src/core/model/definition';
import { factsOfLog } from '../../src/core/picture';
import { readFlows } from '../../src/core/template';
import { runFlowSync } from '../../src/runner';
import { loadFlow } from '../../src/runner/sources/flow-source';
import { branch, data, each, input, output, prompt, storyOf, text, triage } from '../cli/picture/support';
import { BASES, ROWS } from '../core/diff/changes';

export interface Page {
  readonly name: string;
  readonly html: string;
  /** Whether axe looks at it too: it takes seconds for each. */
  readonly isJudged: boolean;
}

export function pages(): readonly Page[] {
  return [
    ...EXAMPLES.map(({ name, stack: ExampleStack }) => ({
      name: `example ${name}`, html: ranExample(name, new ExampleStack(new App(), 'Example').flow), isJudged: true,
    })),
    ...readdirSync(join(__dirname, '../corpus/flows')).filter((file) => file.endsWith('.json')).map((file) => {
      const [{ definition }] = readFlows(JSON.parse(readFileSync(join(__dirname, '../corpus/flows', file), 'utf8')));
      return {
        name: `corpus ${file}`, html: pageHtml(new Story({ title: file, definition: definition! })), isJudged: false,
      };
    }),
    {
      name: 'forty nodes',
      html: pageHtml(storyOf(forty(),
        { input: 'x', nodes: { ...mocksOf(forty()), Classify: { returns: 'c1', latencyMs: 300 } } })),
      isJudged: true,
    },
    { name: 'a hundred items', html: pageHtml(hundred()), isJudged: true },
    { name: 'mean texts', html: pageHtml(mean()), isJudged: true },
    { name: 'changes of all kinds', html: changes(), isJudged: true },
    { name: 'changes of forty nodes', html: changesOf(forty(), renamedForty()), isJudged: false },
    { name: 'changes with mean texts', html: changesOf(triage(), meanTriage()), isJudged: true },
    {
      name: 'ten megabytes',
      html: pageHtml(storyOf(triage(), {
        input: 'x'.repeat(10_000_000),
        nodes: { Classify: { returns: 'refund' }, Refund: { returns: 'y'.repeat(2_000_000) } },
      })),
      isJudged: true,
    },
  ];
}

function ranExample(name: string, flow: Parameters<typeof loadFlow>[0]): string {
  const { definition } = loadFlow(flow);
  const { log, diagnostics } = runFlowSync(flow, { mocks: join(__dirname, '../../examples', name, 'mocks.json') });
  return pageHtml(new Story({ title: name, definition, run: factsOfLog(log), diagnostics }));
}

/** Five branches of several steps behind one choice. */
function forty(): Definition {
  const names = ['c1', 'c2', 'c3', 'c4', 'default'];
  const steps = names.flatMap((name, at) => Array.from({ length: at === 4 ? 4 : 7 }, (_, step) => ({
    name: `${name}_Step_${step}`, from: step === 0 ? undefined : `${name}_Step_${step - 1}`, branch: name,
  })));
  const nodes = [
    input(), prompt('Classify'),
    {
      name: 'Route',
      type: 'Condition',
      inputs: [text('kind')],
      configuration: {
        condition: {
          conditions:
            [...names.slice(0, 4).map((name) => ({ name, expression: `kind == "${name}"` })), { name: 'default' }],
        },
      },
    },
    ...steps.map(({ name }) => prompt(name, 'document', 'us.anthropic.claude-sonnet-4-20250514-v1:0')),
    ...names.map((name) => output(`Answer_${name}`)),
  ];
  const last = (name: string) => `${name}_Step_${name === 'default' ? 3 : 6}`;
  return {
    nodes,
    connections: [
      data('Start', 'document', 'Classify'), data('Classify', 'modelCompletion', 'Route', 'kind'),
      ...steps.map(({ name, from }) => from === undefined
        ? data('Start', 'document', name) : data(from, 'modelCompletion', name)),
      ...names.map((name) => branch('Route', name, `${name}_Step_0`)),
      ...names.map((name) => data(last(name), 'modelCompletion', `Answer_${name}`)),
    ],
  } as unknown as Definition;
}

function mocksOf({ nodes }: Definition) {
  return Object.fromEntries(nodes!.filter(({ type }) => type === 'Prompt')
    .map(({ name }) => [name, { returns: `what ${name} says`, latencyMs: 120 }]));
}

export function hundred(): Story {
  const items = Array.from({ length: 100 }, (_, at) => `item ${at}`);
  return storyOf(each(),
    { input: items, nodes: { Look: { sequence: items.map((item) => `seen ${item}`), latencyMs: 7 } } });
}

function mean(): Story {
  return storyOf(meanTriage(), { input: MEAN, nodes: { [MEAN]: { returns: 'refund' }, Refund: { returns: MEAN } } });
}

function meanTriage(): Definition {
  return JSON.parse(JSON.stringify(triage()).replaceAll('Classify', JSON.stringify(MEAN).slice(1, -1))
    .replaceAll('amazon.nova-lite-v1:0', JSON.stringify(MEAN).slice(1, -1))) as Definition;
}

/** The page of two flows. */
function changesOf(before: Definition, after: Definition): string {
  const side = (definition: Definition) => ({ name: 'Triage', definition, prompts: {} });
  return diffPage([{
    name: 'Triage',
    before: side(before),
    after: side(after),
    changes: compare({ definition: before },
      { definition: after }),
  }]);
}

/** Many changes of the table at once. */
function changes(): string {
  const after = BASES.main();
  for (const name of [
    'an Output node is renamed', 'the text of a prompt', 'a guardrail is removed', 'the order of conditions',
    'an agent is added', 'a node is removed', 'a geographic profile', 'a node is renamed', 'the inline code',
  ]) { ROWS.find((row) => row.name === name)!.edit(after); }
  return changesOf(BASES.main() as Definition, after as Definition);
}

function renamedForty(): Definition {
  return JSON.parse(JSON.stringify(forty()).replaceAll('c3_Step', 'c3_Phase')) as Definition;
}
