import { isOpaque, isRecord } from '../../model/opaque';
import { memberOf } from '../../model/shape';
import { name } from '../../words/quote';
import type { IndexedConnection } from '../indexed';
import { ofConnection } from '../places';
import type { Rule } from '../rule';
import { isMisspelt } from '../unreadable';

const MEMBERS = { data: ['sourceOutput', 'targetInput'], conditional: ['condition'] } as const;

/** A connection says what it joins: a data connection output and input, a conditional one the condition. */
export const missingConnectionConfiguration: Rule = {
  code: 'MissingConnectionConfiguration',
  severity: 'error',
  meaning: 'a data connection names an output and an input, and a conditional connection names a condition',
  remedy: 'add the configuration that belongs to its type',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const key = connection.type === 'Data' ? 'data' : connection.type === 'Conditional' ? 'conditional' : undefined;
      for (const { missing, remedy } of key ? lacks(connection, key) : []) {
        yield { ...ofConnection(connection), message: `connection ${name(connection.name)} has no ${missing}`, remedy };
      }
    }
  },
};

function* lacks({ model, type }: IndexedConnection, key: keyof typeof MEMBERS): Generator<{
  readonly missing: string; readonly remedy: string;
}> {
  const { configuration = {} } = model;
  if (!isRecord(configuration) || isOpaque(configuration) || isMisspelt('Connection', model, 'configuration')) {
    return;
  }
  const part = configuration[key];
  if (part === undefined) {
    const other = Object.keys(configuration).find((one) => memberOf('ConnectionConfiguration', one));
    const remedy = other === undefined
      ? `add ${MEMBERS[key].join(' and ')} to it`
      : `its type is ${type}, but it has configuration.${other}: change one of the two`;
    if (!isMisspelt('ConnectionConfiguration', configuration, key)) {
      yield { missing: `configuration.${key}`, remedy };
    }
  } else if (isRecord(part) && !isOpaque(part)) {
    for (const member of MEMBERS[key]) {
      const isGone = part[member] === undefined || part[member] === '';
      if (!isGone || isMisspelt(key === 'data' ? 'DataConnection' : 'ConditionalConnection', part, member)) {
        continue;
      }
      yield { missing: `configuration.${key}.${member}`, remedy: `add the name of the ${WHAT[member]}` };
    }
  }
}

const WHAT = { sourceOutput: 'output', targetInput: 'input', condition: 'condition' } as const;
