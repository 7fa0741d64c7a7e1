/** What a program is made from. */
import { basename } from 'node:path';
import type { Origin } from './build/build';
import type { Definition } from '../../src/core/model/definition';
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
  const definition = inlined(written.definition, written.prompts);
  refuseUnreadable(definition, file);
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
        ? [] : ['the flow is encrypted with a key of its own; give it as encryptionKey'],
      ...normalise(definition).problems.filter(({ code }) => code === 'RetiredKey')
        .map(({ path, message }) => `left out: ${path} ${message}`),
    ],
  };
}

/** A program needs the names and kinds of nodes, and lists where lists belong. */
function refuseUnreadable(definition: Origin['definition'], file: string): void {
  const [problem] = normalise(definition, { wantsAll: true }).problems.filter(({ code }) => code === 'IllegalDefinition'
    || code === 'IllegalValue');
  const nameless = [...everyNode(definition)].find(({ node }) => typeof node.name !== 'string'
    || typeof node.type !== 'string');
  const unseen = [...unseenParts(definition)][0];
  const message = problem ? toldAt(problem)
    : nameless ? `${nameless.path} has no name or no type`
      : unseen && `${unseen} is known only at deployment, and a program needs it`;
  if (message) {
    const remedy = /known only at deployment/.test(message)
      ? 'give what the deployment makes of it' : "correct it; 'bedrock-flows validate' says more";
    throw new CommandError(file, message, remedy, 'UnreadableInput');
  }
}

/** The paths of what a program is made of and only the deployment knows. */
function* unseenParts(definition: Definition): Generator<string> {
  for (const { node, path } of everyNode(definition)) {
    for (const list of ['inputs', 'outputs'] as const) {
      if (isOpaque(node[list])) { yield `${path}.${list}`; continue; }
      for (const [at, port] of (node[list] ?? []).entries()) {
        if (isOpaque(port)) { yield `${path}.${list}[${at}]`; continue; }
        for (const [key, value] of Object.entries(port)) {
          if (isOpaque(value)) { yield `${path}.${list}[${at}].${key}`; }
        }
      }
    }
  }
  const loops = [...everyNode(definition)].flatMap(({ node, path }) => {
    const inner = node.type === 'Loop' ? node.configuration?.loop?.definition?.connections : undefined;
    return [{ connections: inner, path: `${path}.configuration.loop.definition.` }];
  });
  for (const { connections, path } of [{ connections: definition.connections, path: '' }, ...loops]) {
    for (const [at, connection] of (Array.isArray(connections) ? connections : []).entries()) {
      for (const [key, value] of Object.entries(connection as object)) {
        if (key !== 'name' && isOpaque(value)) { yield `${path}connections[${at}].${key}`; }
      }
    }
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
