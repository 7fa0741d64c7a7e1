/** A file to a document, for every command. */
import { parseSource, type SourceDocument } from './parse';
import { decode } from '../../src/core/decode';
import { insteadOf } from '../../src/core/template';
import { CommandError } from '../command-error';
import type { Input } from './inputs';

/**
 * The document of an input. What a folder holds besides documents with flows is passed over: `undefined`.
 *
 * @throws CommandError where an input that was named can't be read
 */
export async function readSource(input: Input): Promise<SourceDocument | undefined> {
  const { file, folder } = input;
  const decoded = decode(await input.bytes());
  if ('problem' in decoded) {
    if (folder !== undefined) { return undefined; }
    throw new CommandError(file, decoded.problem, decoded.remedy, 'UnreadableInput');
  }
  if (folder !== undefined && !MENTION.test(decoded.text)) { return undefined; }
  const otherwise = insteadOf(undefined, file);
  if (otherwise !== undefined && !/^\s*[{["]/.test(decoded.text)) {
    throw new CommandError(file, 'is a source file of Terraform, which only Terraform reads', otherwise,
      'UnreadableInput');
  }
  const document = parseSource(decoded.text, file);
  if ('message' in document) {
    const { position, message, remedy } = document;
    throw new CommandError(position
      ? `${file}:${position.line}:${position.column}` : file, message, remedy, 'UnreadableInput');
  }
  return document;
}

const MENTION = /AWS::Bedrock::Flow\b|connections"?\s*:|aws_bedrockagent_flow|awscc_bedrock_flow/i;
