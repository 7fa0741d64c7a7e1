/** `bedrock-flows graph`. */
import { toMermaid } from '../../src/core/diagram/mermaid';
import { EXIT, type Io } from '../io';
import { Story } from '../picture/story';
import { svgFile } from '../picture/svg-file';
import { findFlow } from '../source/find-flow';
import { writeOut } from '../write-out';

export interface GraphOptions {
  readonly flow?: string;
  readonly format?: 'svg' | 'mermaid';
  readonly output?: string;
}

export async function graphCommand(
  file: string, { flow, format = 'svg', output }: GraphOptions, io: Io,
): Promise<number> {
  const { title, definition } = await findFlow(file, flow, io);
  // what validate finds is not a part of the picture: it may change with the rules, and the picture is kept
  writeOut(format === 'svg'
    ? svgFile(new Story({ title, definition, findings: [] })) : toMermaid(definition), output, io);
  return EXIT.clean;
}
