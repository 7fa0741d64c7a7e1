/**
 * State machines of a small app and of the examples: what Step Functions gets, the flows for `bedrock-flows serve`
 * with what answers for their nodes, and the functions. `tsx world.ts <folder> [<text>…]` writes all of it, or only
 * the stacks whose name has one of the texts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import type { Case } from './case';
import { Deployed, type Resources, resourcesOf } from './deployed';
import { EXAMPLE_MACHINES } from './examples';
import { ANSWERS, MachinesStack, REFUSALS } from './small-app';

/** A flow that is served: by its logical id in the template, with files of mocks. */
interface Served {
  readonly name: string;
  readonly id: string;
  readonly mocks: readonly string[];
}

interface World {
  readonly machines: Record<string, object>;
  readonly functions: Record<string, { readonly handler: string; readonly variables: Record<string, string> }>;
  readonly flows: Served[];
  readonly refusals: Record<string, number>;
  readonly queues: string[];
  readonly topics: string[];
  readonly buckets: string[];
  readonly cases: (Case & { readonly stack: string })[];
}

/** A stack with state machines, and what is said of its flows. */
interface Part {
  readonly stack: Stack;
  readonly cases: readonly Case[];
  readonly hurry: readonly string[];
  readonly mocksOf: (flow: string) => string[];
  readonly refusalsOf: (flow: string) => number;
}

/** An id in a template ends with 8 characters of a hash. */
const HASH = 8;

class Writer {
  private readonly app: App;
  private readonly world: World = {
    machines: {}, functions: {}, flows: [], refusals: {}, queues: [], topics: [], buckets: [], cases: [],
  };

  public constructor(private readonly folder: string, private readonly texts: readonly string[]) {
    this.app = new App({
      outdir: join(folder, 'cdk.out'),
      context: { 'aws:cdk:disable-asset-staging': true, 'aws:cdk:enable-asset-metadata': true },
    });
    mkdirSync(join(folder, 'mocks'), { recursive: true });
  }

  public write(): void {
    const parts = this.parts().filter(({ stack }) => this.isAsked(stack.stackName));
    const assembly = this.app.synth();
    const resources = Object.assign({}, ...parts.map(({ stack: { stackName } }) => (
      resourcesOf(stackName, assembly.getStackByName(stackName).template.Resources)))) as Resources;
    const deployed = new Deployed(resources);
    for (const part of parts) { this.add(part, resources, deployed); }
    writeFileSync(join(this.folder, 'world.json'), JSON.stringify(this.world, null, 2));
  }

  private isAsked(name: string): boolean {
    return this.texts.length === 0 || this.texts.some((text) => name.toLowerCase().includes(text.toLowerCase()));
  }

  private parts(): Part[] {
    const small = new MachinesStack(this.app, 'Machines');
    return [{
      stack: small,
      cases: small.cases,
      hurry: small.hurry,
      mocksOf: (flow) => ANSWERS[flow] ? [this.mocks(flow, { Ask: ANSWERS[flow] })] : [],
      refusalsOf: (flow) => REFUSALS[flow] ?? 0,
    }, ...EXAMPLE_MACHINES.map(({ name, stack: ExampleStack, mocks = {}, nodes = {}, cases, refusals = 0 }) => ({
      stack: new ExampleStack(this.app, ExampleStack.name.replace(/Stack$/, '')),
      cases,
      hurry: [],
      mocksOf: (flow: string) => [
        resolve(__dirname, '../../examples', name, mocks[flow] ?? 'mocks.json'),
        this.mocks(`${name}-${flow}`, nodes[flow] ?? {}),
      ],
      refusalsOf: () => refusals,
    }))];
  }

  private mocks(name: string, nodes: object): string {
    const file = join(this.folder, 'mocks', `${name}.json`);
    writeFileSync(file, JSON.stringify({ nodes }));
    return file;
  }

  private add(part: Part, all: Resources, deployed: Deployed): void {
    const { stack: { stackName }, cases, hurry, mocksOf, refusalsOf } = part;
    const { machines, functions, flows, refusals, queues, topics, buckets } = this.world;
    for (const [id, { Type, Properties, Metadata }] of Object.entries(all)) {
      if (!id.startsWith(stackName)) { continue; }
      const name = id.slice(stackName.length, -HASH);
      if (Type === 'AWS::StepFunctions::StateMachine') {
        machines[`${stackName}-${name}`] = definitionOf(deployed, Properties, hurry.includes(name));
      } else if (Type === 'AWS::SQS::Queue') {
        queues.push(id);
      } else if (Type === 'AWS::SNS::Topic') {
        topics.push(id);
      } else if (Type === 'AWS::S3::Bucket') {
        buckets.push(id.toLowerCase());
      } else if (Type === 'AWS::Lambda::Function' && isOurs(Metadata)) {
        functions[id] = {
          handler: Properties.Handler.split('.')[0], variables: deployed.resolve(Properties.Environment.Variables),
        };
      } else if (Type === 'AWS::Bedrock::Flow') {
        const served = deployed.idOf(id);
        flows.push({ name: id.slice(stackName.length), id: served, mocks: mocksOf(name) });
        refusals[served] = refusalsOf(name);
      }
    }
    this.world.cases.push(...cases.map((each) => ({ ...each, stack: stackName })));
  }
}

/** Other functions are called by flows, and have mocks, or by CloudFormation. */
function isOurs(metadata: Readonly<Record<string, string>> = {}): boolean {
  return basename(dirname(metadata['aws:asset:path'] ?? '')) === 'handlers';
}

function definitionOf(deployed: Deployed, { DefinitionString }: Record<string, any>, isHurried: boolean): object {
  const definition = deployed.resolve(DefinitionString) as string;
  const inTime = isHurried ? definition.replace(/"TimeoutSeconds":\d+/g, '"TimeoutSeconds":1') : definition;
  return JSON.parse(inTime) as object;
}

const [, , target, ...texts] = process.argv;
new Writer(target, texts).write();
