/** The connections of one graph, joined to the nodes and ports they name. */
import type { IndexedCondition, IndexedInput, IndexedNode, IndexedOutput } from './index-definition';
import { isRecord } from '../model/opaque';

/** A connection; of what it names and the graph does not have, only the name is there. */
export interface IndexedConnection {
  readonly name: string;
  readonly type: string;
  readonly path: string;
  readonly model: Readonly<Record<string, unknown>>;
  readonly sourceName: string;
  readonly targetName: string;
  readonly source?: IndexedNode;
  readonly target?: IndexedNode;
  /** Of a data connection. */
  readonly data?: { readonly sourceOutput: string; readonly targetInput: string };
  readonly output?: IndexedOutput;
  readonly input?: IndexedInput;
  /** Of a conditional connection. */
  readonly conditionName?: string;
  readonly condition?: IndexedCondition;
}

export class Connections {
  public readonly all: IndexedConnection[] = [];

  public constructor(private readonly nodes: ReadonlyMap<string, IndexedNode>) {}

  public add(model: Readonly<Record<string, unknown>>, path: string): void {
    const [sourceName, targetName] = [text(model.source), text(model.target)];
    const [source, target] = [this.nodes.get(sourceName), this.nodes.get(targetName)];
    const type = text(model.type);
    const configuration = isRecord(model.configuration) ? model.configuration : {};
    const data = type === 'Data' && isRecord(configuration.data)
      ? { sourceOutput: text(configuration.data.sourceOutput), targetInput: text(configuration.data.targetInput) }
      : undefined;
    const conditionName = type === 'Conditional' && isRecord(configuration.conditional) ? text(configuration.conditional.condition) : undefined;
    const connection: IndexedConnection = {
      name: text(model.name),
      type,
      path,
      model,
      sourceName,
      targetName,
      source,
      target,
      data,
      output: data && source?.output(data.sourceOutput),
      input: data && target?.input(data.targetInput),
      conditionName,
      condition: conditionName === undefined ? undefined : source?.condition(conditionName),
    };
    this.all.push(connection);
    source?.outgoing.push(connection);
    target?.incoming.push(connection);
    connection.output?.targets.push(connection);
    connection.input?.sources.push(connection);
    connection.condition?.targets.push(connection);
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
