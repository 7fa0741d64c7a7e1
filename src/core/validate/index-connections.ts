/** The connections of one graph, joined to the nodes and ports they name. */
import { each } from './each';
import type { GraphIndex, IndexedConnection } from './indexed';
import { isOpaque, isRecord } from '../model/opaque';

export function indexConnections(graph: GraphIndex, models: unknown): readonly IndexedConnection[] {
  const all: IndexedConnection[] = [];
  each(models, (model, at) => {
    const connection = indexConnection(graph, model, `${graph.prefix}connections[${at}]`);
    all.push(connection);
    connection.source?.outgoing.push(connection);
    connection.target?.incoming.push(connection);
    connection.output?.targets.push(connection);
    connection.input?.sources.push(connection);
    connection.condition?.targets.push(connection);
  });
  return all;
}

function indexConnection(graph: GraphIndex, model: Record<string, unknown>, path: string): IndexedConnection {
  const [sourceName, targetName, type] = [text(model.source), text(model.target), text(model.type)];
  const [source, target] = [graph.node(sourceName), graph.node(targetName)];
  const configuration = isRecord(model.configuration) ? model.configuration : {};
  const data = type === 'Data' && isRecord(configuration.data)
    ? { sourceOutput: text(configuration.data.sourceOutput), targetInput: text(configuration.data.targetInput) }
    : undefined;
  const conditionName = type === 'Conditional'
    && isRecord(configuration.conditional) ? text(configuration.conditional.condition) : undefined;
  return {
    graph,
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
}

/** Whether what a connection joins can't be told, though it may well join something. */
export function isUnreadable({ model, type, source, target, input, output, condition }: IndexedConnection): boolean {
  const { configuration } = model;
  if (!source && isTextUnread(model.source) || !target && isTextUnread(model.target)) { return true; }
  if (type !== 'Data' && type !== 'Conditional') { return true; }
  if (configuration === undefined) { return false; }
  if (!isRecord(configuration) || isOpaque(configuration)) { return true; }
  const part = type === 'Data' ? configuration.data : configuration.conditional;
  if (part === undefined) { return false; }
  if (!isRecord(part) || isOpaque(part)) { return true; }
  return type === 'Data'
    ? !output && part.sourceOutput !== undefined && isTextUnread(part.sourceOutput)
      || !input && part.targetInput !== undefined && isTextUnread(part.targetInput)
    : !condition && part.condition !== undefined && isTextUnread(part.condition);
}

function isTextUnread(value: unknown): boolean {
  return typeof value !== 'string' || value === '' || isOpaque(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
