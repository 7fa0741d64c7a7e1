/** `bedrock-flows export`. */
import { named } from './placeholders';
import { isNoValue } from '../../src/core/model/opaque';
import { toldAt, unseenIn } from '../../src/core/template';
import { errorLine, withRemedy } from '../../src/core/words/line';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { findFlow } from '../source/find-flow';
import { inlined } from '../source/inlined';
import { flowProperties } from '../source/properties';
import { writeText } from '../write-files';

export interface ExportOptions {
  readonly flow?: string;
  readonly output?: string;
  readonly set?: readonly string[];
}

/** Writes a flow as UpdateFlow and CreateFlow take it, and returns the exit code. */
export async function exportCommand(file: string, options: ExportOptions, io: Io): Promise<number> {
  const values = new Map((options.set ?? []).map(assignment));
  const flow = await findFlow(file, options.flow, io);
  const written = flow.written();
  // what stands for nodes or connections that a function makes is a text, where the API takes an object
  const unseen = unseenIn(written.definition).find(({ isMild, value }) => !isMild && !isNoValue(value));
  if (unseen) {
    const words = withRemedy(toldAt(unseen), 'give the answer of get-flow for the deployed flow');
    printers(io).err.line(`${file}: error: ${errorLine('', words, unseen.code)}`);
    return EXIT.errors;
  }
  const { name, description, executionRoleArn, customerEncryptionKeyArn } = flowProperties(flow.document, flow.id);
  const { json, open } = named({
    name: name ?? flow.names[flow.names.length - 1],
    ...description !== undefined && { description },
    executionRoleArn: executionRoleArn ?? { Ref: 'ExecutionRoleArn' },
    ...customerEncryptionKeyArn !== undefined && { customerEncryptionKeyArn },
    definition: inlined(written.definition, written.prompts),
  }, values);
  refuseUnused(file, values, open,
    [written.definition, flowProperties(flow.document, flow.id), { Ref: 'ExecutionRoleArn' }]);
  const text = `${JSON.stringify(json, null, 2)}\n`;
  if (options.output === undefined) { printers(io).out.own(text); } else { writeText(options.output, text); }
  if (open.length > 0) {
    const names = open.map((one) => `\${${one}}`).join(', ');
    printers(io).err.line(`bedrock-flows: note: only the deployment knows ${names}; give what they are with --set `
      + `'${open[0]}=…'`);
  }
  return EXIT.clean;
}

function refuseUnused(
  file: string, values: ReadonlyMap<string, string>, open: readonly string[], original: unknown,
): void {
  const { open: all } = named(original, new Map());
  const unused = [...values.keys()].find((one) => !all.includes(one));
  if (unused === undefined) { return; }
  const remedy = suggestion(nearest(unused, all), open.length > 0 ? `there are ${listed(open)}` : 'leave it out');
  throw new CommandError(file, `has no \${${unused}}, which --set replaces`, remedy, 'Usage');
}

function assignment(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) {
    throw new CommandError('bedrock-flows', `--set is '${text}'`,
      "write it like --set 'Role.Arn=arn:aws:iam::111122223333:role/flows'", 'Usage');
  }
  return [text.slice(0, at).replace(/^\$\{(.*)\}$/, '$1'), text.slice(at + 1)];
}
