import {
  CreateFlowCommand, DeleteFlowCommand, type FlowDefinition, GetFlowCommand, paginateListFlows, PrepareFlowCommand,
  UpdateFlowCommand,
} from '@aws-sdk/client-bedrock-agent';
import { NotTried } from './check';
import { FlowVersions } from './flow-versions';
import { ownRole, type Statement } from './own-role';
import { onceRoleIsKnown, until } from './poll';
import type { Undo } from './undo';
import { nameOf, TAG, type World } from './world';

/** What a flow calls, and so must be allowed to. */
export interface Work {
  readonly definition: FlowDefinition;
  readonly statements: readonly Statement[];
}

/** A flow that hands its input on, and so needs no model and no permission, unless it is told of other work. */
export class OwnFlow extends FlowVersions {
  public static async make(world: World, undo: Undo, what: string, work: Work = {
    definition: definition(1), statements: [],
  }): Promise<OwnFlow> {
    const { bedrock } = world.clients;
    const name = nameOf(world, what);
    const executionRoleArn = await ownRole(world, undo, `${what}-flow`, { Service: 'bedrock.amazonaws.com' },
      work.statements);
    const create =
      new CreateFlowCommand({ name, executionRoleArn, definition: work.definition, tags: { [TAG]: world.run } });
    const { id, arn } =
      await undo.making(`flow ${name}`, () => onceRoleIsKnown(world, () => bedrock.send(create)), async (made) => {
        const flowId = made?.id ?? await flowNamed(world, name);
        if (flowId !== undefined) { await deleteFlow(world, flowId); }
      });
    const flow = new OwnFlow(world, id!, arn!, name, executionRoleArn);
    await flow.prepare();
    return flow;
  }

  private program = 1;

  private constructor(
    private readonly owner: World, flowId: string, public readonly flowArn: string, private readonly name: string,
    public readonly roleArn: string,
  ) {
    super(owner, flowId);
  }

  /** Makes the draft another one than that of the last version. */
  public async changeDraft(): Promise<void> {
    this.program++;
    await this.owner.clients.bedrock.send(new UpdateFlowCommand({
      flowIdentifier: this.flowId,
      name: this.name,
      executionRoleArn: this.roleArn,
      definition:
        definition(this.program),
    }));
    await this.prepare();
  }

  /** As the library's teardown leaves it to CloudFormation: not while something uses the flow. */
  public async delete(): Promise<void> {
    await deleteEmpty(this.owner, this.flowId);
  }

  private async prepare(): Promise<void> {
    const { bedrock } = this.owner.clients;
    await bedrock.send(new PrepareFlowCommand({ flowIdentifier: this.flowId }));
    const status = await until(this.owner, { seconds: 120, everySeconds: 2 }, async () => {
      const flow = await bedrock.send(new GetFlowCommand({ flowIdentifier: this.flowId }));
      return flow.status === 'Prepared' || flow.status === 'Failed' ? flow.status : undefined;
    });
    if (status !== 'Prepared') { throw new NotTried(`flow ${this.flowId} could not be prepared within two minutes`); }
  }
}

/** The id of the flow with a name: the answer that had it may never have come. */
async function flowNamed({ clients }: World, name: string): Promise<string | undefined> {
  for await (const { flowSummaries = [] } of paginateListFlows({ client: clients.bedrock }, {})) {
    const found = flowSummaries.find((flow) => flow.name === name);
    if (found) { return found.id; }
  }
  return undefined;
}

/** With its aliases and versions. */
export async function deleteFlow(world: World, flowId: string): Promise<void> {
  await new FlowVersions(world, flowId).deleteAll();
  await deleteEmpty(world, flowId);
}

async function deleteEmpty(world: World, flowIdentifier: string): Promise<void> {
  await world.wait(600);
  await world.clients.bedrock.send(new DeleteFlowCommand({ flowIdentifier, skipResourceInUseCheck: false }));
}

/** Programs differ in the name of their output node. */
function definition(program: number): FlowDefinition {
  const answer = `Answer${program}`;
  return {
    nodes: [
      {
        name: 'FlowInputNode',
        type: 'Input',
        configuration: { input: {} },
        outputs: [{ name: 'document', type: 'String' }],
      },
      {
        name: answer,
        type: 'Output',
        configuration: { output: {} },
        inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
      },
    ],
    connections: [{
      name: 'FlowInputNodeToAnswer',
      type: 'Data',
      source: 'FlowInputNode',
      target: answer,
      configuration: { data: { sourceOutput: 'document', targetInput: 'document' } },
    }],
  };
}
