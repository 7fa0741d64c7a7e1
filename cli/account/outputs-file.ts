/** ARNs of aliases in what `cdk deploy --outputs-file` writes: `{"Stack": {"AliasArn": "arn:…"}}`. */
import { type AliasKey, aliasIn, type ArnOf } from './arns';
import { isRecord } from '../../src/core/model/opaque';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import { readFileText } from '../read-text';
import { withShortNames } from '../source/names';

/** @param name `Stack.Output` or `Output`, with or without the hash of CDK; not needed where there is one alias */
export function aliasInOutputs(file: string, name: string | undefined): ArnOf<AliasKey> {
  const found = aliasesIn(file);
  if (found.length === 0) {
    throw new CommandError(file, 'has no ARN of an alias of a flow',
      'make one an output with new CfnOutput(this, \'AliasArn\', { value: alias.flowAliasArn })', 'UnreadableInput');
  }
  const shown = found.map(({ names: [first] }) => first);
  const fitting = name === undefined ? found : found.filter(({ names }) => names.includes(name));
  if (fitting.length === 1) { return fitting[0].arn; }
  if (fitting.length > 1) {
    throw new CommandError(file, `has ${fitting.length} aliases${name === undefined ? '' : ` '${name}'`}`,
      `name one of ${listed(fitting.map(({ names: [first] }) => first))}`, 'Usage');
  }
  const near = nearest(name!, found.flatMap(({ names }) => names));
  throw new CommandError(file, `has no alias '${name}'`, suggestion(near, `there are ${listed(shown)}`),
    'Usage');
}

interface Found { readonly names: readonly [string, ...string[]]; readonly arn: ArnOf<AliasKey> }

function aliasesIn(file: string): readonly Found[] {
  const found = entriesOf(jsonOf(file)).flatMap(([stack, outputs]) => entriesOf(outputs).flatMap(([key, value]) => {
    const arn = typeof value === 'string' ? aliasIn(value) : undefined;
    return arn ? [{ stack, key, arn }] : [];
  }));
  const names = withShortNames(found.map(({ key }) => [key]));
  return found.map(({ stack, arn, key }, at) => ({
    names: [`${stack}.${key}`, ...names[at].flatMap((one) => [one, `${stack}.${one}`])], arn,
  }));
}

function jsonOf(file: string): unknown {
  const text = readFileText(file, 'correct the path of --outputs');
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(file, 'is not JSON', 'give what cdk deploy --outputs-file writes', 'UnreadableInput');
  }
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}
