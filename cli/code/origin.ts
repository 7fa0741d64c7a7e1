/** What a program is made from. */
import { basename } from 'node:path';
import type { Origin } from './build/build';
import type { Definition } from '../../src/core/model/definition';
import { gaps } from '../../src/core/model/gaps';
import { isOpaque, isRecord } from '../../src/core/model/opaque';
import { everyNode } from '../../src/core/model/visit';
import { normalise, toldAt, withoutRetired } from '../../src/core/template';
import { CommandError } from '../command-error';
import type { FoundFlow } from '../source/find-flow';
import { inlined } from '../source/inlined';
import { flowProperties } from '../source/properties';
import { pascalCase, wordsOf } from '../spelling/words';

export function originOf(flow: FoundFlow, file: string, className: string | undefined): Origin {
  const name = flow.names[flow.names.length - 1];
  const written = flow.written();
  refuseUnreadable(written.definition, file);
  const definition = inlined(written.definition, written.prompts);
  const { description, tags, customerEncryptionKeyArn } = flowProperties(flow.document, flow.id);
  return {
    source: file === '-' ? 'standard input' : basename(file),
    name,
    className: classNameOf(className, name),
    definition: withoutRetired(definition),
    ...typeof description === 'string' && description !== '' && { description },
    ...isRecord(tags)
      && {
        tags: Object.fromEntries(Object.entries(tags)
          .filter((tag): tag is [string, string] => typeof tag[1] === 'string')),
      },
    lost: [
      ...customerEncryptionKeyArn === undefined
        ? [] : ['the flow is encrypted with a customer managed key; pass it as encryptionKey'],
      ...normalise(definition).problems.filter(({ code }) => code === 'RetiredKey')
        .map(({ path, message }) => `left out: ${path} ${message}`),
    ],
  };
}

/** A program needs every part that the service requires, and lists where lists belong. */
function refuseUnreadable(definition: Origin['definition'], file: string): void {
  const problem = normalise(definition, { wantsAll: true }).problems
    .find(({ code }) => code === 'IllegalDefinition' || code === 'IllegalValue');
  if (problem) { throw unreadable(file, toldAt(problem), isOpaque(problem.value)); }
  const [gap] = gaps(definition);
  if (gap !== undefined) { throw unreadable(file, `${gap} is missing or has a wrong value`, false); }
  const [unseen] = unseenParts(definition);
  if (unseen !== undefined) {
    throw unreadable(file, `${unseen} is known only at deployment, but a program needs it`, true);
  }
}

function unreadable(file: string, message: string, isUnseen: boolean): CommandError {
  return new CommandError(file, message, isUnseen
    ? 'give the deployed value' : "correct it; 'bedrock-flows validate' shows more", 'UnreadableInput');
}

/** The paths of ports, of parts of connections and of conditions with their names that only the deployment knows. */
function* unseenParts(definition: Definition): Generator<string> {
  for (const { node, path } of everyNode(definition)) {
    yield* unseenInList(node.inputs, `${path}.inputs`);
    yield* unseenInList(node.outputs, `${path}.outputs`);
    const conditions = node.type === 'Condition' ? node.configuration?.condition?.conditions : undefined;
    yield* unseenInList(conditions, `${path}.configuration.condition.conditions`, 'expression');
  }
  yield* unseenInList(definition.connections, 'connections', 'name');
  for (const { node, path } of everyNode(definition)) {
    const inner = node.type === 'Loop' ? node.configuration?.loop?.definition?.connections : undefined;
    yield* unseenInList(inner, `${path}.configuration.loop.definition.connections`, 'name');
  }
}

/** @param free a member that a program does not need */
function* unseenInList(list: unknown, path: string, free?: string): Generator<string> {
  if (isOpaque(list)) { yield path; }
  if (!Array.isArray(list)) { return; }
  for (const [at, entry] of (list as readonly unknown[]).entries()) {
    if (isOpaque(entry)) { yield `${path}[${at}]`; }
    if (isRecord(entry)) { yield* unseenInRecord(entry, `${path}[${at}]`, free); }
  }
}

/** With the parts of a connection, which are in its configuration. */
const PARTS: ReadonlySet<string> = new Set(['configuration', 'data', 'conditional']);

function* unseenInRecord(record: Readonly<Record<string, unknown>>, path: string, free?: string): Generator<string> {
  for (const [key, value] of Object.entries(record)) {
    if (key !== free && isOpaque(value)) { yield `${path}.${key}`; }
    if (PARTS.has(key) && isRecord(value)) { yield* unseenInRecord(value, `${path}.${key}`); }
  }
}

function classNameOf(given: string | undefined, flow: string): string {
  if (given === undefined) {
    const name = pascalCase(wordsOf(flow));
    return name.endsWith('Stack') ? name : `${name}Stack`;
  }
  if (/^[A-Z][A-Za-z0-9]*$/.test(given)) { return given; }
  throw new CommandError('bedrock-flows', `--class is '${given}'`,
    'give a name of letters and digits that begins with a capital', 'Usage');
}
